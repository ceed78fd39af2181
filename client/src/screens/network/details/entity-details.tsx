/** One entity: who it is, its tags, and tabs for what sources say of it. */
import { CloseOutlined, CopyOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Space, Tabs, Tag, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useLiveQuery } from '../../../app/live.ts';
import { useNotify } from '../../../app/notify.tsx';
import { EntityDetailsDocument, RemoveTagDocument } from '../../../generated/graphql.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { TypeIcon } from '../../../ui/type-icon.tsx';
import { useFormat } from '../../../app/format.ts';
import { useNetworkScope } from '../network-context.ts';
import type { Action } from '../use-actions.ts';
import { WatchButton } from '../../watches/watch-button.tsx';
import { ActionRow } from './action-row.tsx';
import { AttributesTab } from './attributes-tab.tsx';
import type { EntityData } from './entity-data.ts';
import { HistoryTab } from './history-tab.tsx';
import { ProfileTab } from './profile-tab.tsx';
import { RecordsTab } from './records-tab.tsx';
import { TagGrounds } from './tag-grounds.tsx';
import { newKey } from '../../../inbox/new-key.ts';
import { Said } from './said.tsx';
import { RelationsTab } from './relations-tab.tsx';

/** @param id node on the canvas. */
export function EntityDetails({ id, actions }: { id: string; actions: readonly Action[] }) {
  const { t } = useTranslation('network');
  const { network } = useNetworkScope();
  const [{ data, error, fetching }, reload] = useLiveQuery(EntityDetailsDocument, {
    id: network.recordOf(id),
  });
  const [tab, setTab] = useState('attributes');
  const entity = data?.entity;
  if (error && !entity) return <Failure error={error} retry={reload} />;
  if (!entity && fetching) return <Loading />;
  if (!entity) return <Failure error={new Error(t('details.gone'))} retry={reload} />;
  const changed = () => {
    reload();
    void network.refresh();
  };
  return (
    <>
      <EntityHeader entity={entity} disc={id} changed={changed} />
      <TagGrounds entity={entity} />
      <Said entity={entity} record={network.recordOf(id)} changed={changed} />
      <ActionRow
        actions={actions}
        ids={[
          'expand',
          'expandBy',
          'selectNeighbours',
          'openMap',
          'watchAsGang',
          'target',
          'pin',
          'unpin',
          'hide',
        ]}
      />
      <WatchButton
        size="small"
        of={
          entity.type === 'Case'
            ? { case: network.recordOf(id) }
            : { records: [network.recordOf(id)] }
        }
        name={entity.label}
      />
      <Tabs
        size="small"
        activeKey={tab}
        onChange={setTab}
        items={[
          {
            key: 'attributes',
            label: t('tabs.attributes'),
            children: <AttributesTab entity={entity} />,
          },
          {
            key: 'relations',
            label: t('tabs.relations'),
            children: <RelationsTab entity={entity} disc={id} />,
          },
          { key: 'profile', label: t('tabs.profile'), children: <ProfileTab entity={entity} /> },
          {
            key: 'records',
            label: t('tabs.records', { count: entity.records.length }),
            children: <RecordsTab entity={entity} />,
          },
          {
            key: 'history',
            label: t('tabs.history'),
            children: <HistoryTab id={entity.id} type={entity.type} />,
          },
        ]}
      />
    </>
  );
}

function EntityHeader({
  entity,
  disc,
  changed,
}: {
  entity: EntityData;
  disc: string;
  changed: () => void;
}) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const format = useFormat();
  const notify = useNotify();
  const { ui } = useNetworkScope();
  const [, removeTag] = useMutation(RemoveTagDocument);
  const drop = async (name: string) => {
    const answer = await removeTag({ id: entity.id, tag: name, key: newKey() });
    if (answer.error) return notify.failed(answer.error, t('failed.removeTag'));
    notify.done(t('notices.tagRemoved', { tag: legend.tagLabel(name) }));
    changed();
  };
  return (
    <header className="entity-header">
      <TypeIcon type={entity.type} tags={entity.tags.map((tag) => tag.name)} size={36} />
      <div className="grow">
        <h2 title={entity.label} data-testid="details-label">
          {entity.label}
          <Tooltip title={t('details.copyName')}>
            <Button
              type="text"
              size="small"
              icon={<CopyOutlined />}
              aria-label={t('details.copyName')}
              onClick={() => void navigator.clipboard.writeText(entity.label)}
            />
          </Tooltip>
        </h2>
        <small className="muted">
          {legend.typeLabel(entity.type)} ·{' '}
          {t('details.degree', { count: entity.degree, shown: format.number(entity.degree) })} ·{' '}
          <Tooltip title={entity.sources.map(legend.datasetLabel).join(' / ')}>
            <span>{t('details.sourceCount', { count: entity.sources.length })}</span>
          </Tooltip>
        </small>
        {!entity.asserted && (
          <div>
            <Tooltip title={t('said.unassertedWhy')}>
              <Tag color="warning" data-testid="unasserted">
                {t('said.unasserted')}
              </Tag>
            </Tooltip>
          </div>
        )}
        <Space size={[4, 4]} wrap className="tag-row">
          {entity.tags.map((tag) => {
            const level = legend.tag(tag.name)?.level ?? 0;
            const why = [
              ...tag.sources.map(legend.datasetLabel),
              tag.ground && t('grounds.byRule'),
              tag.reason,
            ]
              .filter(Boolean)
              .join(' · ');
            return (
              <Tooltip
                key={tag.name}
                title={`${t('details.level', { level })}${why ? ` · ${why}` : ''}`}
              >
                <Tag
                  className={`risk-tag risk-tag-${level} ${tag.pending === 'adding' ? 'is-pending' : ''} ${tag.pending === 'removing' ? 'is-removing' : ''} ${tag.ground && tag.sources.length === 0 ? 'is-derived' : ''}`}
                  closable={tag.byHand && tag.pending !== 'removing'}
                  closeIcon={<CloseOutlined aria-label={t('details.removeTag')} />}
                  onClose={(event) => {
                    event.preventDefault();
                    void drop(tag.name);
                  }}
                >
                  {legend.tagLabel(tag.name)}
                  {tag.pending &&
                    ` · ${t(tag.pending === 'adding' ? 'said.pending' : 'said.removing')}`}
                </Tag>
              </Tooltip>
            );
          })}
          <Button
            size="small"
            type="dashed"
            icon={<PlusOutlined />}
            className="add-tag"
            onClick={() => ui.dialog.set({ name: 'tag', id: disc })}
          >
            {t('actions.addTag')}
          </Button>
        </Space>
      </div>
    </header>
  );
}
