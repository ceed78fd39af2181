/** The declarations behind a relation or an entity, paged, each with its file and row. */
import { DatePicker, Drawer, Space, Table, Tag, type TableColumnsType } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useFormat } from '../../../app/format.ts';
import { DeclarationListDocument, type DeclarationListQuery } from '../../../generated/graphql.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { YuanNote } from '../../../ui/yuan-note.tsx';
import { useNetwork } from '../network-context.ts';

type Row = DeclarationListQuery['declarations']['declarations'][number];
type Party = Row['trader'];
const page = 50;

export function DeclarationsDialog({
  relation,
  entity,
  title,
  close,
}: {
  relation?: string;
  entity?: string;
  title: string;
  close: () => void;
}) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const legend = useLegend();
  const network = useNetwork();
  const [offset, setOffset] = useState(0);
  const [days, setDays] = useState<[Dayjs | null, Dayjs | null] | null>(null);
  const [{ data, fetching, error }, again] = useQuery({
    query: DeclarationListDocument,
    variables: {
      ...(relation && { relation }),
      ...(entity && { entity }),
      ...(days?.[0] && { from: days[0].format('YYYY-MM-DD') }),
      ...(days?.[1] && { to: days[1].format('YYYY-MM-DD') }),
      limit: page,
      offset,
    },
  });
  const answer = data?.declarations;
  const party = (one: Party) =>
    one ? (
      <button
        type="button"
        className="plain ellipsis"
        title={t('details.addToCanvas')}
        onClick={() => void network.add([one.id])}
      >
        {one.label}
      </button>
    ) : (
      ''
    );
  const declaration = (name: string, value: unknown) =>
    format.value(value, legend.attribute('Declaration', name));
  const columns: TableColumnsType<Row> = [
    {
      title: legend.attributeLabel('Declaration', 'number'),
      dataIndex: 'number',
      width: 170,
      fixed: 'left',
    },
    { title: legend.attributeLabel('Declaration', 'date'), dataIndex: 'date', width: 95 },
    {
      title: legend.attributeLabel('Declaration', 'direction'),
      dataIndex: 'direction',
      width: 70,
      render: (value: string) => declaration('direction', value),
    },
    {
      title: legend.roleLabel('Declaration', 'trader'),
      dataIndex: 'trader',
      width: 190,
      render: party,
    },
    {
      title: legend.roleLabel('Declaration', 'declarant'),
      dataIndex: 'declarant',
      width: 170,
      render: party,
    },
    {
      title: legend.roleLabel('Declaration', 'overseas'),
      dataIndex: 'overseas',
      width: 170,
      render: party,
    },
    {
      title: legend.roleLabel('Declaration', 'port'),
      dataIndex: 'port',
      width: 110,
      render: party,
    },
    {
      title: 'HS',
      dataIndex: 'hs',
      width: 190,
      ellipsis: true,
      render: (hs: string | null, row) => row.goods?.label ?? hs,
    },
    {
      title: legend.attributeLabel('Declaration', 'origin'),
      dataIndex: 'origin',
      width: 90,
      ellipsis: true,
      render: (value: string | null) => declaration('origin', value),
    },
    {
      title: legend.attributeLabel('Declaration', 'value'),
      dataIndex: 'value',
      width: 150,
      align: 'right',
      render: (value: number | null, row) =>
        value === null ? '' : format.amount(row.currency ?? 'XXX', value),
    },
    {
      title: `${legend.attributeLabel('Declaration', 'yuan')} (${t('declarations.yuan')})`,
      dataIndex: 'yuan',
      width: 130,
      align: 'right',
      render: (value: number | null, row) =>
        row.yuanBasis === 'none' ? (
          <span className="muted" title={t('declarations.noRate')}>
            –
          </span>
        ) : value === null ? (
          ''
        ) : row.yuanBasis === 'rate' ? (
          <span title={t('declarations.byRate')}>≈ {format.number(value / 100)}</span>
        ) : (
          format.number(value / 100)
        ),
    },
    {
      title: `${legend.attributeLabel('Declaration', 'mass')} (kg)`,
      dataIndex: 'mass',
      width: 110,
      align: 'right',
      render: (value: number | null) => (value === null ? '' : format.number(value / 1000)),
    },
    {
      title: t('declarations.conveyance'),
      key: 'conveyance',
      width: 130,
      render: (_: unknown, row) => party(row.vehicle ?? row.vessel ?? row.container),
    },
    {
      title: legend.attributeLabel('Declaration', 'inspection'),
      dataIndex: 'inspection',
      width: 110,
      render: (value: string | null) => value && <Tag>{declaration('inspection', value)}</Tag>,
    },
    {
      title: t('statements.file'),
      dataIndex: 'fileName',
      width: 180,
      ellipsis: true,
      render: (name: string, row) => (
        <>
          {name}
          {row.throughFileName && (
            <div title={row.throughFileName}>
              {t('statements.through')} {row.throughFileName}
            </div>
          )}
        </>
      ),
    },
    {
      title: t('statements.row'),
      dataIndex: 'row',
      width: 80,
      align: 'right',
      render: (value: number) => format.number(value),
    },
  ];
  return (
    <Drawer
      open
      onClose={close}
      size="82vw"
      placement="right"
      title={`${t('relation.declarations')} · ${title}`}
    >
      {error && !data ? (
        <Failure error={error} retry={() => again({ requestPolicy: 'network-only' })} />
      ) : (
        <>
          <Space className="table-head">
            <DatePicker.RangePicker
              allowEmpty={[true, true]}
              value={days}
              onChange={(next) => {
                setDays(next);
                setOffset(0);
              }}
            />
            {answer && (
              <span className="muted">
                {t('declarations.sum', {
                  count: answer.total,
                  shown: format.number(answer.total),
                  value: format.money(answer.value),
                  mass: format.mass(answer.mass),
                })}
              </span>
            )}
            {answer && <YuanNote sums={answer} />}
          </Space>
          <Table<Row>
            size="small"
            rowKey="id"
            columns={columns}
            dataSource={answer?.declarations ?? []}
            loading={fetching}
            scroll={{ x: 2060, y: 'calc(100vh - 210px)' }}
            data-testid="declarations"
            pagination={{
              pageSize: page,
              total: answer?.total ?? 0,
              current: offset / page + 1,
              showSizeChanger: false,
              onChange: (next) => setOffset((next - 1) * page),
              showTotal: (total, [first, last]) =>
                t('range', { first, last, total: format.number(total) }),
            }}
          />
        </>
      )}
    </Drawer>
  );
}
