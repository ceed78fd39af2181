/** Where a group files and what it deals in. */
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import type { FullGroup } from './group-panel.tsx';

type Share = FullGroup['ports'][number];

export function TradeTab({ group }: { readonly group: FullGroup }) {
  const { t } = useTranslation('analysis');
  return (
    <>
      <p className="muted">
        {t('active', {
          first: group.firstActivity ?? '–',
          last: group.lastActivity ?? '–',
          count: group.declarations,
        })}
      </p>
      <Shares title={t('ports')} shares={group.ports} />
      <Shares title={t('goods')} shares={group.goods} />
    </>
  );
}

function Shares({ title, shares }: { readonly title: string; readonly shares: readonly Share[] }) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  const total = shares.reduce((sum, { declarations }) => sum + declarations, 0);
  return (
    <Table<Share>
      size="small"
      rowKey="id"
      dataSource={shares}
      pagination={false}
      columns={[
        { title, ellipsis: true, render: (_, { label }) => label },
        {
          title: t('share'),
          width: 120,
          render: (_, { declarations }) => (
            <span className="score">
              <span className="score-bar calm">
                <span style={{ width: `${(100 * declarations) / Math.max(1, total)}%` }} />
              </span>
            </span>
          ),
        },
        {
          title: t('declarations'),
          width: 80,
          align: 'right',
          render: (_, { declarations }) => format.number(declarations),
        },
        {
          title: t('amount'),
          width: 90,
          align: 'right',
          render: (_, { amount }) => format.money(amount),
        },
      ]}
    />
  );
}
