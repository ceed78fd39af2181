/** Saved investigations: open, find, delete with undo. */
import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Table, Tooltip, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { useFilters } from '../../app/filters.ts';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import { useOrder } from '../../app/order.ts';
import { useScreenStatus } from '../../app/status.ts';
import {
  DeleteInvestigationDocument,
  InvestigationsDocument,
  RestoreInvestigationDocument,
  type InvestigationsQuery,
} from '../../generated/graphql.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';

type Row = InvestigationsQuery['investigations'][number];

export function CasesScreen() {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const notify = useNotify();
  const navigate = useNavigate();
  const [{ text }, setFilter] = useFilters([]);
  const [{ data, error, fetching }, again] = useQuery({
    query: InvestigationsDocument,
    requestPolicy: 'cache-and-network',
  });
  const [, remove] = useMutation(DeleteInvestigationDocument);
  const [, restore] = useMutation(RestoreInvestigationDocument);
  const all = data?.investigations ?? [];
  const wanted = text.trim().toLowerCase();
  const rows =
    wanted === ''
      ? all
      : all.filter((one) => `${one.title} ${one.actor}`.toLowerCase().includes(wanted));
  useScreenStatus({ shown: t('xOfY', { ns: 'common', x: rows.length, y: all.length }) });
  const refresh = () => again({ requestPolicy: 'network-only' });

  const drop = async (row: Row) => {
    const result = await remove({ id: row.id });
    if (result.error) {
      notify.failed(result.error, t('deleteFailed'));
      return;
    }
    refresh();
    notify.done(t('deleted', { title: row.title }), () => {
      void restore({ id: row.id }).then((answer) =>
        answer.error ? notify.failed(answer.error, t('restoreFailed')) : refresh(),
      );
    });
  };
  const columns: TableColumnsType<Row> = [
    {
      key: 'name',
      title: t('name'),
      ellipsis: true,
      sorter: (a, b) => a.title.localeCompare(b.title),
      render: (_, row) => <Link to={`/network/${row.id}`}>{row.title}</Link>,
    },
    {
      key: 'nodes',
      title: t('nodes'),
      width: 110,
      align: 'right',
      sorter: (a, b) => a.nodes - b.nodes,
      render: (_, row) => format.number(row.nodes),
    },
    {
      key: 'actor',
      title: t('actor'),
      width: 180,
      ellipsis: true,
      sorter: (a, b) => a.actor.localeCompare(b.actor),
      render: (_, row) => row.actor,
    },
    {
      key: 'updated',
      title: t('updated'),
      width: 190,
      sorter: (a, b) => a.updatedAt.localeCompare(b.updatedAt),
      render: (_, row) => format.instant(row.updatedAt),
    },
    {
      title: '',
      width: 44,
      render: (_, row) => (
        <Tooltip title={t('delete')}>
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('delete')}
            onClick={(event) => {
              event.stopPropagation();
              void drop(row);
            }}
          />
        </Tooltip>
      ),
    },
  ];
  const order = useOrder(columns, '-updated');
  if (error) return <Failure error={error} retry={refresh} />;
  return (
    <div className="screen">
      <header style={{ display: 'flex', gap: 12, alignItems: 'center', marginBottom: 12 }}>
        <h1>{t('title')}</h1>
        <Input.Search
          allowClear
          style={{ width: 280 }}
          placeholder={t('find')}
          value={text}
          onChange={(event) => setFilter('text', event.target.value)}
        />
        <span className="grow" />
        <CsvButton
          name="cases"
          rows={() => [
            ['name', 'nodes', 'actor', 'updated'].map((key) => t(key)),
            ...order.sorted(rows).map((row) => [row.title, row.nodes, row.actor, row.updatedAt]),
          ]}
        />
        <Link to="/network">
          <Button type="primary">{t('new')}</Button>
        </Link>
      </header>
      <Table<Row>
        size="small"
        rowKey="id"
        loading={fetching && !data}
        dataSource={rows}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <EmptyHint text={t(wanted === '' ? 'none' : 'noMatch')} /> }}
        onRow={(row) => ({
          tabIndex: 0,
          style: { cursor: 'pointer' },
          onClick: () => void navigate(`/network/${row.id}`),
          onKeyDown: (event) => event.key === 'Enter' && void navigate(`/network/${row.id}`),
        })}
        {...order.table}
      />
    </div>
  );
}
