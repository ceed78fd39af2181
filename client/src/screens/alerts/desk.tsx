/** Alerts as a list: filtered, chosen by keyboard or mouse, and acted on together. */
import { WarningOutlined } from '@ant-design/icons';
import { Alert as Notice, Button, Select, Space, Switch, Table } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useAlertQuery } from '../../alerts/live-alerts.ts';
import { alertAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useScreenStatus } from '../../app/status.ts';
import {
  AlertsDocument,
  type AlertDeskAct,
  type AlertOrigin,
  type AlertsQuery,
  type AlertStatus,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { ActButtons, actsAfter } from './act-buttons.tsx';
import { LevelTag } from './level-tag.tsx';
import { useActs } from './use-acts.tsx';
import { useDeskKeys } from './use-desk-keys.ts';

type Row = AlertsQuery['alerts']['alerts'][number];
const statuses: readonly AlertStatus[] = [
  'new',
  'inProgress',
  'confirmed',
  'falseAlarm',
  'closed',
  'withdrawn',
];
const pageSize = 100;

export function Desk() {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const { language } = useLegend();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [children, setChildren] = useState(false);
  const [page, setPage] = useState(1);
  const [minLevel, setMinLevel] = useState(1);
  const wanted = params.getAll('status') as AlertStatus[];
  const origin = (params.get('origin') ?? '') as AlertOrigin | '';
  const filter = (next: readonly AlertStatus[], from: AlertOrigin | '') => {
    setPage(1);
    setParams(
      new URLSearchParams([
        ...next.map((status): [string, string] => ['status', status]),
        ...(from === '' ? [] : [['origin', from] as [string, string]]),
      ]),
      { replace: true },
    );
  };
  const [{ data, error, fetching }, again] = useAlertQuery(AlertsDocument, {
    statuses: wanted.length > 0 ? wanted : ['new', 'inProgress'],
    origin: origin || null,
    minLevel,
    children,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  });
  const rows = useMemo(() => data?.alerts.alerts ?? [], [data]);
  const total = data?.alerts.total ?? 0;
  useScreenStatus({ shown: t('xOfY', { ns: 'common', x: rows.length, y: total }) });
  const done = useCallback(() => {
    setChosen([]);
    again();
  }, [again]);
  const acts = useActs(done);
  const { start: ask } = acts;
  /** Those of them to which the act applies. */
  const start = useCallback(
    (act: AlertDeskAct, ids: readonly string[]) => {
      const fits = rows.filter(
        ({ id, status }) => ids.includes(id) && actsAfter(status).includes(act),
      );
      if (fits.length > 0)
        ask(
          act,
          fits.map(({ id }) => id),
        );
    },
    [ask, rows],
  );
  const toggle = useCallback(
    (id: string) =>
      setChosen((all) => (all.includes(id) ? all.filter((one) => one !== id) : [...all, id])),
    [],
  );
  useDeskKeys({ chosen, toggle, start });
  if (error) return <Failure error={error} retry={again} />;
  const daemon = data?.alertDaemon;
  return (
    <>
      {daemon && (!daemon.alive || daemon.problem) && (
        <Notice
          type="warning"
          showIcon
          title={t(stateOf(daemon), {
            step: daemon.problem ?? '',
          })}
        />
      )}
      <div className="bar">
        <Select
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          style={{ width: 240 }}
          placeholder={t('openOnly')}
          aria-label={t('status')}
          value={wanted}
          onChange={(next: AlertStatus[]) => filter(next, origin)}
          options={statuses.map((status) => ({ value: status, label: t(`statuses.${status}`) }))}
        />
        <Select
          style={{ width: 150 }}
          aria-label={t('origin')}
          data-testid="alert-origin"
          value={origin}
          onChange={(from: AlertOrigin | '') => filter(wanted, from)}
          options={[
            { value: '', label: t('anyOrigin') },
            ...(['watch', 'system'] as const).map((one) => ({
              value: one,
              label: t(`origins.${one}`),
            })),
          ]}
        />
        <Select
          style={{ width: 140 }}
          aria-label={t('minLevel')}
          value={minLevel}
          onChange={setMinLevel}
          options={[1, 2, 3, 4, 5].map((level) => ({
            value: level,
            label: t('fromLevel', { level }),
          }))}
        />
        <span>
          <Switch
            size="small"
            checked={children}
            onChange={setChildren}
            aria-label={t('withChildren')}
          />{' '}
          {t('withChildren')}
        </span>
        <span className="grow" />
        {chosen.length > 0 && (
          <Space>
            {t('chosen', { count: chosen.length })}
            <ActButtons status={null} start={(act) => start(act, chosen)} />
          </Space>
        )}
      </div>
      <Table<Row>
        className="alert-desk"
        size="small"
        rowKey="id"
        loading={fetching && !data}
        dataSource={rows}
        rowSelection={{
          selectedRowKeys: [...chosen],
          onChange: (keys) => setChosen(keys.map(String)),
        }}
        pagination={{
          pageSize,
          current: page,
          total,
          onChange: setPage,
          hideOnSinglePage: true,
          showSizeChanger: false,
        }}
        locale={{
          emptyText: (
            <EmptyHint text={t('none')}>
              <Link to="/watches">
                <Button>{t('toWatches')}</Button>
              </Link>
            </EmptyHint>
          ),
        }}
        rowClassName="clickable"
        onRow={({ id }) => ({
          tabIndex: 0,
          'data-testid': 'alert-row',
          onClick: () => void navigate(alertAddress(id)),
          onKeyDown: (event) => event.key === 'Enter' && void navigate(alertAddress(id)),
        })}
        columns={[
          { title: t('number'), width: 70, render: (_, { number }) => `#${number}` },
          { title: t('level'), width: 76, render: (_, { level }) => <LevelTag level={level} /> },
          {
            title: t('target'),
            width: 220,
            ellipsis: true,
            render: (_, { target, origin: from }) =>
              from === 'system' ? (
                <span className="member-name">
                  <WarningOutlined />
                  {t('systemTarget')}
                </span>
              ) : target ? (
                <span className="member-name">
                  <TypeIcon type={target.type} tags={target.tags} size={16} />
                  <span className="ellipsis">{target.label}</span>
                </span>
              ) : (
                t('gone')
              ),
          },
          { title: t('reason'), ellipsis: true, render: (_, { reason }) => reason[language] },
          {
            title: t('watch'),
            width: 200,
            ellipsis: true,
            render: (_, { watch, title, origin: from }) =>
              from === 'system' ? title[language] : watch?.title[language],
          },
          {
            title: t('status'),
            width: 90,
            render: (_, { status }) => t(`statuses.${status}`),
          },
          {
            title: t('sent'),
            width: 130,
            ellipsis: true,
            render: (_, { held }) => (held ? t(`holds.${held}`) : t('told')),
          },
          {
            title: t('at'),
            width: 150,
            render: (_, { createdAt }) => format.instant(createdAt),
          },
        ]}
      />
      {acts.dialog}
    </>
  );
}

function stateOf({ alive, beatAt }: AlertsQuery['alertDaemon']) {
  if (alive) return 'daemonProblem';
  return beatAt === null ? 'daemonNever' : 'daemonStopped';
}
