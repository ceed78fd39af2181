/** What the files say, row by row: the ground under every attribute and relation, replaced statements included. */
import { Drawer, Switch, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { useFormat } from '../../../app/format.ts';
import { StatementsDocument, type StatementsQuery } from '../../../generated/graphql.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { Failure } from '../../../ui/failure.tsx';

type Row = StatementsQuery['statements']['statements'][number];
const page = 100;

export function StatementsDialog({
  id,
  owner,
  property,
  close,
}: {
  id: string;
  owner: string;
  property: string | null;
  close: () => void;
}) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const format = useFormat();
  const [offset, setOffset] = useState(0);
  const [onlyCurrent, setOnlyCurrent] = useState(false);
  const [{ data, fetching, error }, again] = useQuery({
    query: StatementsDocument,
    variables: { id, ...(property && { property }), limit: page, offset },
    requestPolicy: 'cache-and-network',
  });
  const rows = (data?.statements.statements ?? []).filter((row) => !onlyCurrent || row.current);
  /** Said by the same row of the file; an amount alone is shown without one. */
  const currency = (row: Row): string | undefined => {
    const attribute = legend.attribute(owner, row.property);
    if (!attribute?.currency) return undefined;
    const same = (data?.statements.statements ?? []).find(
      (other) =>
        other.property === attribute.currency &&
        other.recordId === row.recordId &&
        other.fileId === row.fileId &&
        other.row === row.row,
    );
    return typeof same?.value === 'string' ? same.value : '';
  };
  const columns: TableColumnsType<Row> = [
    {
      title: t('statements.property'),
      dataIndex: 'property',
      width: 140,
      render: (name: string) =>
        name === 'tag' ? t('columns.tags') : legend.attributeLabel(owner, name),
    },
    {
      title: t('statements.value'),
      dataIndex: 'value',
      render: (value: unknown, row) => (
        <span className={row.current ? '' : 'replaced'}>
          {row.property === 'tag'
            ? legend.tagLabel(String(value))
            : format.value(value, legend.attribute(owner, row.property), currency(row))}
        </span>
      ),
    },
    {
      title: t('statements.dataset'),
      dataIndex: 'dataset',
      width: 130,
      ellipsis: true,
      render: legend.datasetLabel,
    },
    {
      title: t('statements.file'),
      dataIndex: 'fileName',
      width: 200,
      ellipsis: true,
      render: (name: string, row) => (
        <>
          <Link to={`/imports/${row.fileId}`}>{name}</Link>
          {row.throughFileId && (
            <div title={row.throughFileName ?? ''}>
              {t('statements.through')}{' '}
              <Link to={`/imports/${row.throughFileId}`}>{row.throughFileName}</Link>
            </div>
          )}
        </>
      ),
    },
    {
      title: t('statements.row'),
      dataIndex: 'row',
      width: 110,
      align: 'right',
      render: (row: number | null, one) =>
        row === null
          ? '–'
          : one.rows > 1
            ? t('statements.rows', {
                row: format.number(row),
                rows: format.number(one.rows),
                more: format.number(one.rows - 1),
              })
            : format.number(row),
    },
    { title: t('statements.day'), dataIndex: 'sourceDate', width: 100 },
  ];
  return (
    <Drawer
      open
      onClose={close}
      size={860}
      title={
        property
          ? `${t('details.statements')}: ${legend.attributeLabel(owner, property)}`
          : t('details.allStatements')
      }
      extra={
        <label>
          <Switch size="small" checked={onlyCurrent} onChange={setOnlyCurrent} />{' '}
          {t('statements.onlyCurrent')}
        </label>
      }
    >
      {error && !data ? (
        <Failure error={error} retry={() => again({ requestPolicy: 'network-only' })} />
      ) : (
        <Table<Row>
          size="small"
          rowKey={(row) =>
            `${row.recordId} ${row.property} ${row.fileId} ${row.row ?? ''} ${String(row.value)}`
          }
          columns={columns}
          dataSource={rows}
          loading={fetching && !data}
          data-testid="statements"
          pagination={{
            pageSize: page,
            total: data?.statements.total ?? 0,
            current: offset / page + 1,
            showSizeChanger: false,
            onChange: (next) => setOffset((next - 1) * page),
            showTotal: (total, [first, last]) =>
              t('range', { first, last, total: format.number(total) }),
          }}
        />
      )}
    </Drawer>
  );
}
