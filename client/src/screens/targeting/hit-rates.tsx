/** What approved lists have met, by gang, by what they were drafted from, and by tag of the enterprises. */
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { gangAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import type { TargetingListsQuery } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { figureColumns } from './figures.tsx';

type Hit = TargetingListsQuery['targetingHits'][number];

export function HitRates({ hits }: { readonly hits: readonly Hit[] }) {
  const { t } = useTranslation('targeting');
  const format = useFormat();
  const legend = useLegend();
  if (hits.length === 0) return null;
  const name = ({ dimension, key, label }: Hit) => {
    if (dimension === 'gang') return <Link to={gangAddress(key)}>{label ?? t('gangGone')}</Link>;
    return dimension === 'tag' ? legend.tagLabel(key) : t(`origins.${key}`);
  };
  return (
    <section className="hit-rates">
      <h2>{t('hitRates')}</h2>
      <p className="muted">{t('hitRatesWhy')}</p>
      <div>
        {(['gang', 'origin', 'tag'] as const).map((dimension) => {
          const rows = hits.filter((hit) => hit.dimension === dimension);
          return (
            rows.length > 0 && (
              <Table<Hit>
                key={dimension}
                size="small"
                rowKey="key"
                dataSource={rows}
                pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
                columns={[
                  {
                    title: t(`dimensions.${dimension}`),
                    ellipsis: true,
                    render: (_, hit) => name(hit),
                  },
                  {
                    title: t('lists'),
                    width: 56,
                    align: 'right',
                    render: (_, { lists }) => format.number(lists),
                  },
                  ...figureColumns<Hit>(t, format, ({ figures }) => figures),
                ]}
              />
            )
          );
        })}
      </div>
    </section>
  );
}
