/** Saved investigations: open, find, delete with undo. */
import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Table, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import { useScreenStatus } from '../../app/status.ts';
import {
  DeleteInvestigationDocument,
  InvestigationsDocument,
  RestoreInvestigationDocument,
  type InvestigationsQuery,
} from '../../generated/graphql.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';

type Row = InvestigationsQuery['investigations'][number];

export function CasesScreen() {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const notify = useNotify();
  const navigate = useNavigate();
  const [filter, setFilter] = useState('');
  const [{ data, error, fetching }, again] = useQuery({
    query: InvestigationsDocument,
    requestPolicy: 'cache-and-network',
  });
  const [, remove] = useMutation(DeleteInvestigationDocument);
  const [, restore] = useMutation(RestoreInvestigationDocument);
  const all = data?.investigations ?? [];
  const wanted = filter.trim().toLowerCase();
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
  if (error) return <Failure error={error} retry={refresh} />;
  return (
    <div className="screen">
      <header style={{ display: 'flex', gap: 12, alignItems: 'center', marginBottom: 12 }}>
        <h1>{t('title')}</h1>
        <Input.Search
          allowClear
          style={{ width: 280 }}
          placeholder={t('find')}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <span className="grow" />
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
        columns={[
          {
            title: t('name'),
            ellipsis: true,
            sorter: (a, b) => a.title.localeCompare(b.title),
            render: (_, row) => <Link to={`/network/${row.id}`}>{row.title}</Link>,
          },
          {
            title: t('nodes'),
            width: 110,
            align: 'right',
            sorter: (a, b) => a.nodes - b.nodes,
            render: (_, row) => format.number(row.nodes),
          },
          {
            title: t('actor'),
            width: 180,
            ellipsis: true,
            sorter: (a, b) => a.actor.localeCompare(b.actor),
            render: (_, row) => row.actor,
          },
          {
            title: t('updated'),
            width: 190,
            defaultSortOrder: 'descend',
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
        ]}
      />
    </div>
  );
}
