/** What approved lists have met, by gang, by what they were drafted from, and by tag of the enterprises. */
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { gangAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import type { TargetingListsQuery } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { CsvButton } from '../../ui/csv-button.tsx';
import { figureColumns, hitRate } from './figures.tsx';

type Hit = TargetingListsQuery['targetingHits'][number];

export function HitRates({ hits }: { readonly hits: readonly Hit[] }) {
  const { t } = useTranslation('targeting');
  const format = useFormat();
  const legend = useLegend();
  if (hits.length === 0) return null;
  const nameOf = ({ dimension, key, label }: Hit): string => {
    if (dimension === 'gang') return label ?? t('gangGone');
    return dimension === 'tag' ? legend.tagLabel(key) : t(`origins.${key}`);
  };
  const name = (hit: Hit) =>
    hit.dimension === 'gang' ? <Link to={gangAddress(hit.key)}>{nameOf(hit)}</Link> : nameOf(hit);
  return (
    <section className="hit-rates">
      <header>
        <h2>{t('hitRates')}</h2>
        <span className="grow" />
        <CsvButton
          name="hit-rates"
          rows={() => [
            ['dimension', 'name', 'lists', 'matched', 'inspected', 'found', 'hitRate'].map((key) =>
              t(key),
            ),
            ...hits.map((hit) => [
              t(`dimensions.${hit.dimension}`),
              nameOf(hit),
              hit.lists,
              hit.figures.matched,
              hit.figures.inspected,
              hit.figures.found,
              hitRate(hit.figures, format),
            ]),
          ]}
        />
      </header>
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
                    sorter: (a, b) => nameOf(a).localeCompare(nameOf(b)),
                    render: (_, hit) => name(hit),
                  },
                  {
                    title: t('lists'),
                    width: 56,
                    align: 'right',
                    sorter: (a, b) => a.lists - b.lists,
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
