/** What a person makes of a proposed group: a gang under watch, or nothing, each with a reason. */
import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { gangAddress } from '../../app/addresses.ts';
import { useNotify } from '../../app/notify.tsx';
import { ConfirmGroupDocument, DismissGroupDocument } from '../../generated/graphql.ts';
import { ReasonDialog, type ReasonAnswers } from '../../ui/reason-dialog.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import type { FullGroup } from './group-panel.tsx';

interface DialogProps {
  readonly group: FullGroup;
  close(): void;
  done(): void;
}

export function ConfirmGroup({ run, group, close, done }: DialogProps & { readonly run: string }) {
  const { t } = useTranslation('analysis');
  const notify = useNotify();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(
    () => new Set(group.members.filter(({ role }) => role !== 'doubtful').map(({ id }) => id)),
  );
  const [, confirm] = useMutation(ConfirmGroupDocument);
  const save = async ({ name, reason }: ReasonAnswers) => {
    const result = await confirm({ run, key: group.key, name, reason, members: [...chosen] });
    const gang = result.data?.confirmGroup;
    if (!gang) return result.error;
    done();
    notify.done(t('confirmed', { name: gang.name }));
    void navigate(gangAddress(gang.id));
    return null;
  };
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <ReasonDialog
      title={t('confirmTitle')}
      ok={t('confirm')}
      name={group.head.label}
      incomplete={chosen.size < 2}
      close={close}
      save={save}
    >
      <h3>{t('membersChosen', { chosen: chosen.size, total: group.members.length })}</h3>
      <ul className="member-choice">
        {group.members.map((member) => (
          <li key={member.id}>
            <Checkbox checked={chosen.has(member.id)} onChange={() => toggle(member.id)}>
              <span className="member-name">
                <TypeIcon type={member.type} tags={member.tags.map(({ tag }) => tag)} size={16} />
                <span className="ellipsis">{member.label}</span>
                <small className="muted">{t(`roles.${member.role}`)}</small>
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </ReasonDialog>
  );
}

export function DismissGroup({ group, close, done }: DialogProps) {
  const { t } = useTranslation('analysis');
  const [, dismiss] = useMutation(DismissGroupDocument);
  const save = async ({ reason }: ReasonAnswers) => {
    const result = await dismiss({ key: group.key, reason });
    if (result.data) done();
    return result.error;
  };
  return (
    <ReasonDialog title={t('dismissTitle')} ok={t('dismiss')} close={close} save={save}>
      <p>{t('dismissWhy')}</p>
    </ReasonDialog>
  );
}
