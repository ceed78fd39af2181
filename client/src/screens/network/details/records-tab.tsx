/** The records that make up the entity and the judgements about it; a record can be taken out again. */
import { Button, Input, Popover, Space, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLiveQuery } from '../../../app/live.ts';
import { useNotify } from '../../../app/notify.tsx';
import { JudgementListDocument } from '../../../generated/graphql.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { useNetworkScope } from '../network-context.ts';
import type { EntityData } from './entity-data.ts';

export function RecordsTab({ entity }: { entity: EntityData }) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const format = useFormat();
  const notify = useNotify();
  const { network, ui } = useNetworkScope();
  const { judgements } = network;
  const [{ data }] = useLiveQuery(JudgementListDocument, { id: entity.id });
  const judge = async (
    what: 'retract' | 'unmerge',
    judging: ReturnType<typeof judgements.retract>,
  ) => {
    try {
      const entry = await judging;
      notify.done(
        t(what === 'retract' ? 'notices.retracted' : 'notices.unmerged'),
        () => void network.revert(entry),
      );
    } catch (error) {
      notify.failed(error, t(`failed.${what}`));
    }
  };
  const takeBack = (id: string) => judge('retract', judgements.retract(id));
  const split = (record: string, reason: string) =>
    judge('unmerge', judgements.unmerge(record, reason));
  const inForce = data?.judgements ?? [];
  const keyText = (key: string) => {
    const [type = '', attribute = '', ...rest] = key.split(':');
    return `${legend.attributeLabel(type, attribute)} ${rest.join(':')}`;
  };
  return (
    <div className="tab-body">
      <ul className="record-list">
        {entity.records.map((record) => (
          <li key={record.id}>
            <div className="row">
              <strong className="ellipsis grow">{record.label}</strong>
              <Tag>{record.byHand ? t('records.byHand') : legend.datasetLabel(record.dataset)}</Tag>
              <small className="muted">{t('records.files', { count: record.files })}</small>
            </div>
            {record.keys.map((key) => (
              <small key={key} className="muted key ellipsis" title={key}>
                {keyText(key)}
              </small>
            ))}
            <div className="row">
              <Button
                type="link"
                size="small"
                onClick={() =>
                  ui.dialog.set({
                    name: 'statements',
                    id: record.id,
                    owner: entity.type,
                    property: null,
                  })
                }
              >
                {t('details.statements')}
              </Button>
              {entity.records.length > 1 && (
                <ReasonButton
                  label={t('records.unmerge')}
                  hint={t('records.unmergeWhy')}
                  go={(reason) => split(record.id, reason)}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      {inForce.length > 0 && (
        <>
          <h3 className="list-title">{t('records.judgements')}</h3>
          <ul className="record-list">
            {inForce.map((one) => (
              <li key={one.id}>
                <div className="row">
                  <Tag>{t(`records.kinds.${one.kind}`)}</Tag>
                  <span className="ellipsis grow">
                    {one.leftLabel}
                    {one.rightLabel ? ` · ${one.rightLabel}` : ''}
                  </span>
                </div>
                <small className="muted">
                  {one.actor} · {format.instant(one.at)} · {one.reason}
                </small>
                <div className="row">
                  <Button type="link" size="small" onClick={() => void takeBack(one.id)}>
                    {t('records.retract')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Asks why before it acts: the reason is kept with the judgement. */
export function ReasonButton({
  label,
  hint,
  go,
}: {
  label: string;
  hint: string;
  go: (reason: string) => Promise<unknown>;
}) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const run = async () => {
    setOpen(false);
    await go(reason.trim());
    setReason('');
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <Space.Compact style={{ width: 300 }}>
          <Input
            autoFocus
            placeholder={hint}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={() => reason.trim() && void run()}
          />
          <Button type="primary" disabled={!reason.trim()} onClick={() => void run()}>
            {label}
          </Button>
        </Space.Compact>
      }
    >
      <Button type="link" size="small">
        {label}
      </Button>
    </Popover>
  );
}
