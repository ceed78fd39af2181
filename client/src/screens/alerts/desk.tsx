/** Alerts as a list: filtered, chosen by keyboard or mouse, and acted on together. */
import { Alert as Notice, Button, Select, Space, Switch, Table } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useAlertQuery } from '../../alerts/live-alerts.ts';
import { alertAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useScreenStatus } from '../../app/status.ts';
import { AlertsDocument, type AlertsQuery, type AlertStatus } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { ActButtons } from './act-buttons.tsx';
import { LevelTag } from './level-tag.tsx';

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
  const [{ data, error, fetching }, again] = useAlertQuery(AlertsDocument, {
    statuses: wanted.length > 0 ? wanted : ['new', 'inProgress'],
    minLevel,
    children,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  });
  const rows = data?.alerts.alerts ?? [];
  const total = data?.alerts.total ?? 0;
  useScreenStatus({ shown: t('xOfY', { ns: 'common', x: rows.length, y: total }) });
  // Rows are walked with the arrow keys, opened with Enter, chosen with x.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const row = document.activeElement?.closest('tr[data-row-key]');
      if (!row) return;
      const key = row.getAttribute('data-row-key') ?? '';
      const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (next instanceof HTMLElement) next.focus();
      } else if (event.key === 'x')
        setChosen((all) => (all.includes(key) ? all.filter((one) => one !== key) : [...all, key]));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  if (error) return <Failure error={error} retry={again} />;
  const daemon = data?.alertDaemon;
  return (
    <>
      {daemon && (!daemon.alive || daemon.problem) && (
        <Notice
          type="warning"
          showIcon
          title={t(daemon.alive ? 'daemonProblem' : 'daemonStopped', {
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
          onChange={(next: AlertStatus[]) =>
            setParams(new URLSearchParams(next.map((status) => ['status', status])), {
              replace: true,
            })
          }
          options={statuses.map((status) => ({ value: status, label: t(`statuses.${status}`) }))}
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
            <ActButtons
              ids={chosen}
              status={null}
              done={() => {
                setChosen([]);
                again();
              }}
            />
          </Space>
        )}
      </div>
      <Table<Row>
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
            render: (_, { target }) =>
              target ? (
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
            render: (_, { watch }) => watch?.title[language],
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
    </>
  );
}
