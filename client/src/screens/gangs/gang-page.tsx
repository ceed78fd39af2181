/** One gang: its members as the graph knows them today, where it came from, and its history. */
import {
  ApartmentOutlined,
  DeleteOutlined,
  EditOutlined,
  FilePdfOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { Button, Space, Table, Tag, Timeline, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import { ActivityTimeline } from '../../activity/activity-timeline.tsx';
import { driftAddress, networkAddress, reportAddress, runAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useLiveQuery } from '../../app/live.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  ChangeGangDocument,
  GangPageDocument,
  type GangPageQuery,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { CsvButton } from '../../ui/csv-button.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { GangTargeting } from '../targeting/draft-dialog.tsx';
import { WatchButton } from '../watches/watch-button.tsx';
import { ChangeDialog, type AskedChange } from './change-dialog.tsx';

type Gang = NonNullable<GangPageQuery['gang']>;
type Member = Gang['members'][number];

export function GangPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('gangs');
  const format = useFormat();
  const notify = useNotify();
  const [asked, setAsked] = useState<AskedChange | null>(null);
  const [{ data, error, fetching }, again] = useLiveQuery(GangPageDocument, { id });
  const [, change] = useMutation(ChangeGangDocument);
  if (error) return <Failure error={error} retry={again} />;
  const gang = data?.gang;
  if (!gang) return fetching ? <Loading /> : <EmptyHint text={t('gone')} />;
  const save = async (reason: string, answers: { name?: string; add?: string[] }) => {
    const variables = {
      id,
      version: gang.version,
      reason,
      name: answers.name ?? null,
      add: answers.add ?? null,
      remove: asked?.kind === 'remove' ? [asked.record] : null,
      monitored: asked?.kind === 'monitor' ? !gang.monitored : null,
    };
    const result = await change(variables);
    again();
    if (result.error) return result.error;
    setAsked(null);
    notify.done(t('changed'));
    return null;
  };
  return (
    <div className="screen gang-page" data-testid="gang-page">
      <header className="gangs-header">
        <Link to="/gangs">{t('title')}</Link>
        <h1 className="ellipsis" title={gang.name}>
          {gang.name}
        </h1>
        <Tag color={gang.monitored ? 'blue' : 'default'}>
          {t(gang.monitored ? 'monitored' : 'closed')}
        </Tag>
        <span className="grow" />
        <Space size={4}>
          <Link
            to={networkAddress(gang.members.map(({ record }) => record).slice(0, 400), gang.name)}
          >
            <Button type="primary" icon={<ApartmentOutlined />}>
              {t('openOnCanvas')}
            </Button>
          </Link>
          <GangTargeting gang={id} name={gang.name} />
          <WatchButton of={{ gang: id }} name={gang.name} />
          <Link to={driftAddress(id)}>
            <Button data-testid="to-drift">{t('drift')}</Button>
          </Link>
          <Link to={reportAddress(id)}>
            <Button icon={<FilePdfOutlined />} data-testid="to-report">
              {t('report.title')}
            </Button>
          </Link>
          <Button icon={<PlusOutlined />} onClick={() => setAsked({ kind: 'add' })}>
            {t('add')}
          </Button>
          <Button
            icon={<EditOutlined />}
            onClick={() => setAsked({ kind: 'rename', name: gang.name })}
          >
            {t('rename')}
          </Button>
          <Button onClick={() => setAsked({ kind: 'monitor', monitored: gang.monitored })}>
            {t(gang.monitored ? 'close' : 'reopen')}
          </Button>
        </Space>
      </header>
      <p className="muted">
        {t('confirmedBy', { actor: gang.actor, at: format.instant(gang.createdAt) })} {gang.reason}{' '}
        {gang.run && (
          <Link to={runAddress(gang.run, gang.group ?? undefined)}>{t('fromAnalysis')}</Link>
        )}
        {gang.case && <Link to={networkAddress([gang.case.id])}>{gang.case.label}</Link>}
      </p>
      <section className="gang-activity">
        <h2>{t('timeline')}</h2>
        <ActivityTimeline ids={gang.members.map(({ record }) => record)} />
      </section>
      <div className="gang-columns">
        <Members
          members={gang.members}
          gone={gang.gone}
          onRemove={(member) =>
            setAsked({ kind: 'remove', record: member.record, label: member.node.label })
          }
        />
        <History lines={gang.history} />
      </div>
      {asked && <ChangeDialog asked={asked} close={() => setAsked(null)} save={save} />}
    </div>
  );
}

function Members({
  members,
  gone,
  onRemove,
}: {
  readonly members: readonly Member[];
  readonly gone: number;
  onRemove(member: Member): void;
}) {
  const { t } = useTranslation('gangs');
  const legend = useLegend();
  const format = useFormat();
  const types = [...new Set(members.map(({ node }) => node.type))];
  return (
    <section>
      <header className="gangs-header">
        <h2>
          {t('members')} {format.number(members.length)}
        </h2>
        <span className="grow" />
        <CsvButton
          name="members"
          rows={() => [
            ['member', 'type', 'role', 'tags', 'relations'].map((key) => t(key)),
            ...members.map(({ node, role }) => [
              node.label,
              legend.typeLabel(node.type),
              t(`roles.${role}`),
              legend.tagLabels(node.tags).join('; '),
              node.degree,
            ]),
          ]}
        />
      </header>
      {gone > 0 && <p className="muted">{t('goneMembers', { count: gone })}</p>}
      <Table<Member>
        size="small"
        rowKey="record"
        dataSource={members}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t('member'),
            ellipsis: true,
            sorter: (a, b) => a.node.label.localeCompare(b.node.label),
            render: (_, { node, record }) => (
              <Link to={networkAddress([record])} className="member-name">
                <TypeIcon type={node.type} tags={node.tags} size={16} />
                <span className="ellipsis" title={node.label}>
                  {node.label}
                </span>
              </Link>
            ),
          },
          {
            title: t('type'),
            width: 90,
            filters: types.map((type) => ({ text: legend.typeLabel(type), value: type })),
            onFilter: (type, { node }) => node.type === type,
            render: (_, { node }) => legend.typeLabel(node.type),
          },
          {
            title: t('role'),
            width: 80,
            render: (_, { role }) => t(`roles.${role}`),
          },
          {
            title: t('tags'),
            width: 220,
            ellipsis: true,
            sorter: (a, b) => legend.level(a.node.tags) - legend.level(b.node.tags),
            render: (_, { node }) => legend.tagLabels(node.tags).join(' · '),
          },
          {
            title: t('relations'),
            width: 100,
            align: 'right',
            sorter: (a, b) => a.node.degree - b.node.degree,
            render: (_, { node }) => format.number(node.degree),
          },
          {
            title: '',
            width: 40,
            render: (_, member) => (
              <Tooltip title={t('removeMember')}>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('removeMember')}
                  onClick={() => onRemove(member)}
                />
              </Tooltip>
            ),
          },
        ]}
      />
    </section>
  );
}

function History({ lines }: { readonly lines: Gang['history'] }) {
  const { t } = useTranslation('gangs');
  const format = useFormat();
  return (
    <section>
      <h2>{t('history')}</h2>
      <Timeline
        items={lines.map((line) => ({
          key: line.at,
          content: (
            <>
              <b>{t(`acts.${line.act}`, { count: line.records })}</b>{' '}
              <span className="muted">
                {line.actor} · {format.instant(line.at)}
              </span>
              <div>{line.reason}</div>
              {line.act !== 'confirmed' && line.labels.length > 0 && (
                <div className="muted">{line.labels.join(' · ')}</div>
              )}
            </>
          ),
        }))}
      />
    </section>
  );
}
