/** What a person makes of a proposed group: a gang under watch, or nothing, each with a reason. */
import { Checkbox, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { gangAddress } from '../../app/addresses.ts';
import { useNotify } from '../../app/notify.tsx';
import { ConfirmGroupDocument, DismissGroupDocument } from '../../generated/graphql.ts';
import { Failure } from '../../ui/failure.tsx';
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
  const [{ fetching, error }, confirm] = useMutation(ConfirmGroupDocument);
  const [form] = Form.useForm<{ name: string; reason: string }>();
  const save = async ({ name, reason }: { name: string; reason: string }) => {
    const result = await confirm({ run, key: group.key, name, reason, members: [...chosen] });
    const gang = result.data?.confirmGroup;
    if (!gang) return;
    done();
    notify.done(t('confirmed', { name: gang.name }));
    void navigate(gangAddress(gang.id));
  };
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <Modal
      open
      width={620}
      title={t('confirmTitle')}
      onCancel={close}
      okText={t('confirm')}
      okButtonProps={{ disabled: chosen.size < 2, loading: fetching }}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={(values) => void save(values)}>
        <Form.Item
          name="name"
          label={t('gangName')}
          initialValue={group.head.label}
          rules={[{ required: true, whitespace: true, max: 200, message: t('nameMissing') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, max: 2000, message: t('reasonMissing') }]}
        >
          <Input.TextArea autoFocus rows={2} maxLength={2000} data-testid="verdict-reason" />
        </Form.Item>
      </Form>
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
      {error && <Failure error={error} />}
    </Modal>
  );
}

export function DismissGroup({ group, close, done }: DialogProps) {
  const { t } = useTranslation('analysis');
  const [{ fetching, error }, dismiss] = useMutation(DismissGroupDocument);
  const [form] = Form.useForm<{ reason: string }>();
  const save = async ({ reason }: { reason: string }) => {
    const result = await dismiss({ key: group.key, reason });
    if (result.data) done();
  };
  return (
    <Modal
      open
      title={t('dismissTitle')}
      onCancel={close}
      okText={t('dismiss')}
      okButtonProps={{ loading: fetching }}
      onOk={() => form.submit()}
    >
      <p>{t('dismissWhy')}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void save(values)}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, max: 2000, message: t('reasonMissing') }]}
        >
          <Input.TextArea autoFocus rows={3} maxLength={2000} data-testid="verdict-reason" />
        </Form.Item>
      </Form>
      {error && <Failure error={error} />}
    </Modal>
  );
}
