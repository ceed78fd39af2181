/** Targeting lists (布控) with their hit rates, and the page of one. */
import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { targetingAddress } from '../../app/addresses.ts';
import { useFilters } from '../../app/filters.ts';
import { useFormat } from '../../app/format.ts';
import { useLiveQuery } from '../../app/live.ts';
import { useOrder } from '../../app/order.ts';
import { useScreenStatus } from '../../app/status.ts';
import {
  TargetingListsDocument,
  type TargetingListsQuery,
  type TargetingState,
} from '../../generated/graphql.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { figureColumns, hitRate } from './figures.tsx';
import { HitRates } from './hit-rates.tsx';
import { ListPage } from './list-page.tsx';
import { Origin } from './origin.tsx';
import { StateTag } from './state-tag.tsx';
import './targeting.css';
import { ChoiceFilter, FindField } from '../../ui/table-filters.tsx';

export function TargetingScreen() {
  const { list } = useParams();
  return list === undefined ? <Lists /> : <ListPage key={list} id={list} />;
}

type Row = TargetingListsQuery['targetingLists'][number];
const states: readonly TargetingState[] = [
  'draft',
  'submitted',
  'approved',
  'expired',
  'withdrawn',
];

function Lists() {
  const { t } = useTranslation('targeting');
  const format = useFormat();
  const navigate = useNavigate();
  const [{ text, state: wanted }, setFilter] = useFilters(['state']);
  const [{ data, error, fetching }, again] = useLiveQuery(TargetingListsDocument, {});
  const all = data?.targetingLists ?? [];
  const sought = text.trim().toLowerCase();
  const rows = all.filter(
    ({ name, draftedBy, state }) =>
      `${name} ${draftedBy}`.toLowerCase().includes(sought) &&
      (wanted.length === 0 || wanted.includes(state)),
  );
  useScreenStatus({ shown: t('xOfY', { ns: 'common', x: rows.length, y: all.length }) });
  const columns: TableColumnsType<Row> = [
    {
      key: 'name',
      title: t('name'),
      ellipsis: true,
      sorter: (a, b) => a.name.localeCompare(b.name),
      render: (_, { id, name }) => <Link to={targetingAddress(id)}>{name}</Link>,
    },
    {
      key: 'state',
      title: t('state'),
      width: 84,
      sorter: (a, b) => states.indexOf(a.state) - states.indexOf(b.state),
      render: (_, { state }) => <StateTag state={state} />,
    },
    {
      title: t('origin'),
      width: 170,
      ellipsis: true,
      render: (_, row) => <Origin list={row} />,
    },
    {
      key: 'lines',
      title: t('lines'),
      width: 76,
      align: 'right',
      sorter: (a, b) => a.lines.length - b.lines.length,
      render: (_, { lines }) => format.number(lines.length),
    },
    ...figureColumns<Row>(t, format, ({ hits }) => hits),
    {
      key: 'expires',
      title: t('expires'),
      width: 96,
      sorter: (a, b) => (a.expires ?? '').localeCompare(b.expires ?? ''),
      render: (_, { expires }) => expires,
    },
    {
      key: 'draftedBy',
      title: t('draftedBy'),
      width: 88,
      ellipsis: true,
      dataIndex: 'draftedBy',
      sorter: (a, b) => a.draftedBy.localeCompare(b.draftedBy),
    },
    {
      key: 'approvedBy',
      title: t('approvedBy'),
      width: 88,
      ellipsis: true,
      dataIndex: 'approvedBy',
      sorter: (a, b) => (a.approvedBy ?? '').localeCompare(b.approvedBy ?? ''),
    },
    {
      key: 'updated',
      title: t('updated'),
      width: 150,
      sorter: (a, b) => a.updatedAt.localeCompare(b.updatedAt),
      render: (_, { updatedAt }) => format.instant(updatedAt),
    },
  ];
  const order = useOrder(columns, '-updated');
  if (error) return <Failure error={error} retry={again} />;
  return (
    <div className="screen targeting">
      <header>
        <h1>{t('title')}</h1>
        <FindField
          label={t('find')}
          width={240}
          value={text}
          onChange={(next) => setFilter('text', next)}
        />
        <ChoiceFilter
          label={t('allStates')}
          width={200}
          value={wanted}
          onChange={(next) => setFilter('state', next)}
          options={states.map((state) => ({ value: state, label: t(`states.${state}`) }))}
        />
        <span className="grow" />
        <CsvButton
          name="targeting"
          rows={() => [
            [
              ...['name', 'state', 'lines', 'matched', 'inspected', 'found'],
              ...['hitRate', 'expires', 'draftedBy', 'approvedBy', 'updated'],
            ].map((key) => t(key)),
            ...order
              .sorted(rows)
              .map((row) => [
                row.name,
                t(`states.${row.state}`),
                row.lines.length,
                row.hits.matched,
                row.hits.inspected,
                row.hits.found,
                hitRate(row.hits, format),
                row.expires ?? '',
                row.draftedBy,
                row.approvedBy ?? '',
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
              {all.length === 0 && <Link to="/gangs">{t('toGangs')}</Link>}
            </EmptyHint>
          ),
        }}
        rowClassName="clickable"
        onRow={({ id }) => ({
          tabIndex: 0,
          'data-testid': 'targeting-row',
          onClick: () => void navigate(targetingAddress(id)),
          onKeyDown: (event) => event.key === 'Enter' && void navigate(targetingAddress(id)),
        })}
        {...order.table}
      />
      <HitRates hits={data?.targetingHits ?? []} />
    </div>
  );
}
