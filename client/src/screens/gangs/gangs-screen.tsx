/** Confirmed gangs, the page of one, and its drift. */
import { Select, Table, Tag, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { gangAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useFilters } from '../../app/filters.ts';
import { useOrder } from '../../app/order.ts';
import { useScreenStatus } from '../../app/status.ts';
import { GangsDocument, type GangsQuery } from '../../generated/graphql.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { DriftPage } from './drift/drift-page.tsx';
import { GangReportPage } from './report/gang-report-page.tsx';
import { GangPage } from './gang-page.tsx';
import './gangs.css';
import { FindField } from '../../ui/table-filters.tsx';

export function GangsScreen() {
  const { gang, view } = useParams();
  if (gang === undefined) return <GangList />;
  if (view === 'report') return <GangReportPage key={gang} id={gang} />;
  return view === 'drift' ? <DriftPage key={gang} id={gang} /> : <GangPage key={gang} id={gang} />;
}

type Row = GangsQuery['gangs'][number];

function GangList() {
  const { t } = useTranslation('gangs');
  const format = useFormat();
  const navigate = useNavigate();
  const [{ text, state: states }, setFilter] = useFilters(['state']);
  const [{ data, error, fetching }, again] = useQuery({
    query: GangsDocument,
    requestPolicy: 'cache-and-network',
  });
  const all = data?.gangs ?? [];
  const wanted = text.trim().toLowerCase();
  const stateOf = ({ monitored }: Row) => (monitored ? 'monitored' : 'closed');
  const originOf = (row: Row) =>
    row.case?.label ?? t(row.run === null ? 'fromSelection' : 'fromAnalysis');
  const rows = all.filter(
    (row) =>
      `${row.name} ${row.actor}`.toLowerCase().includes(wanted) &&
      (states.length === 0 || states.includes(stateOf(row))),
  );
  useScreenStatus({ shown: t('xOfY', { ns: 'common', x: rows.length, y: all.length }) });
  const columns: TableColumnsType<Row> = [
    {
      key: 'name',
      title: t('name'),
      ellipsis: true,
      sorter: (a, b) => a.name.localeCompare(b.name),
      render: (_, { id, name }) => <Link to={gangAddress(id)}>{name}</Link>,
    },
    {
      key: 'state',
      title: t('state'),
      width: 100,
      sorter: (a, b) => Number(b.monitored) - Number(a.monitored),
      render: (_, { monitored }) => (
        <Tag color={monitored ? 'blue' : 'default'}>{t(monitored ? 'monitored' : 'closed')}</Tag>
      ),
    },
    {
      key: 'members',
      title: t('members'),
      width: 80,
      align: 'right',
      sorter: (a, b) => a.size - b.size,
      render: (_, { size }) => format.number(size),
    },
    {
      key: 'origin',
      title: t('origin'),
      width: 200,
      ellipsis: true,
      sorter: (a, b) => originOf(a).localeCompare(originOf(b)),
      render: (_, row) => originOf(row),
    },
    { title: t('reason'), ellipsis: true, render: (_, { reason }) => reason },
    {
      key: 'actor',
      title: t('actor'),
      width: 120,
      ellipsis: true,
      sorter: (a, b) => a.actor.localeCompare(b.actor),
      render: (_, { actor }) => actor,
    },
    {
      key: 'updated',
      title: t('updated'),
      width: 160,
      sorter: (a, b) => a.updatedAt.localeCompare(b.updatedAt),
      render: (_, { updatedAt }) => format.instant(updatedAt),
    },
  ];
  const order = useOrder(columns, 'state');
  if (error)
    return <Failure error={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  return (
    <div className="screen">
      <header className="gangs-header">
        <h1>{t('title')}</h1>
        <FindField
          label={t('find')}
          width={260}
          value={text}
          onChange={(next) => setFilter('text', next)}
        />
        <Select
          mode="multiple"
          allowClear
          style={{ width: 200 }}
          placeholder={t('allStates')}
          aria-label={t('allStates')}
          value={states}
          onChange={(next: string[]) => setFilter('state', next)}
          options={['monitored', 'closed'].map((state) => ({ value: state, label: t(state) }))}
        />
        <span className="grow" />
        <CsvButton
          name="gangs"
          rows={() => [
            ['name', 'state', 'members', 'origin', 'reason', 'actor', 'updated'].map((key) =>
              t(key),
            ),
            ...order
              .sorted(rows)
              .map((row) => [
                row.name,
                t(stateOf(row)),
                row.size,
                originOf(row),
                row.reason,
                row.actor,
                row.updatedAt,
              ]),
          ]}
        />
      </header>
      <Table<Row>
        size="small"
        rowKey="id"
        loading={fetching && !data}
        dataSource={rows}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{
          emptyText: (
            <EmptyHint text={t(all.length === 0 ? 'none' : 'noMatch')}>
              {all.length === 0 && <Link to="/analysis">{t('toAnalysis')}</Link>}
            </EmptyHint>
          ),
        }}
        rowClassName="clickable"
        onRow={({ id }) => ({
          tabIndex: 0,
          'data-testid': 'gang-row',
          onClick: () => void navigate(gangAddress(id)),
          onKeyDown: (event) => event.key === 'Enter' && void navigate(gangAddress(id)),
        })}
        {...order.table}
      />
    </div>
  );
}
