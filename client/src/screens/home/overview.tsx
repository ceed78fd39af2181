/** What is in the graph: counts by type, by relation and by tag, as bars. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../app/format.ts';
import type { OverviewQuery } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';

export function Overview({ overview }: { overview: OverviewQuery['overview'] }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const legend = useLegend();
  const sum = (items: readonly { count: number }[]) =>
    items.reduce((total, one) => total + one.count, 0);
  return (
    <>
      <header>
        <h2>{t('overview')}</h2>
        <span className="muted">
          {t('totals', {
            entities: format.number(sum(overview.entities)),
            relations: format.number(sum(overview.relations)),
          })}
          {' · '}
          <Link to="/imports">
            {t('files', { count: overview.files, shown: format.number(overview.files) })}
          </Link>
          {overview.lastImport &&
            ` · ${t('lastImport', { at: format.instant(overview.lastImport) })}`}
        </span>
      </header>
      <div className="overview-columns">
        <Bars
          title={t('entities')}
          rows={overview.entities.map((one) => ({
            key: one.type,
            label: legend.typeLabel(one.type),
            icon: <TypeIcon type={one.type} size={18} />,
            colour: legend.typeColour(one.type),
            count: one.count,
          }))}
        />
        <Bars
          title={t('relationKinds')}
          rows={overview.relations.map((one) => ({
            key: one.kind,
            label: legend.kindLabel(one.kind),
            colour: legend.kindColour(one.kind),
            count: one.count,
          }))}
        />
        <Bars
          title={t('tags')}
          none={t('noTags')}
          rows={overview.tags.map((one) => {
            const level = legend.tag(one.tag)?.level ?? 1;
            return {
              key: one.tag,
              to: `?tag=${one.tag}`,
              label: legend.tagLabel(one.tag),
              colour: level > 1 ? `var(--risk-${level})` : 'var(--faint)',
              count: one.count,
            };
          })}
        />
      </div>
    </>
  );
}

interface Bar {
  readonly key: string;
  readonly label: string;
  /** Where its name leads. */
  readonly to?: string;
  readonly icon?: React.ReactNode;
  readonly colour: string;
  readonly count: number;
}

function Bars({ title, rows, none }: { title: string; rows: readonly Bar[]; none?: string }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const sorted = [...rows].sort((a, b) => b.count - a.count || a.key.localeCompare(b.key));
  const shown = sorted.slice(0, 16);
  const most = Math.max(1, ...shown.map((one) => one.count));
  return (
    <div>
      <h3>{title}</h3>
      {rows.length === 0 && <div className="muted">{none}</div>}
      <ul className="bars">
        {shown.map((one) => (
          <li key={one.key}>
            {one.icon}
            {one.to ? (
              <Link className="ellipsis" to={one.to}>
                {one.label}
              </Link>
            ) : (
              <span className="ellipsis">{one.label}</span>
            )}
            <span className="bar" aria-hidden>
              <i
                style={{
                  width: `${Math.max(2, (100 * Math.log1p(one.count)) / Math.log1p(most))}%`,
                  background: one.colour,
                }}
              />
            </span>
            <span className="num">{format.number(one.count)}</span>
          </li>
        ))}
      </ul>
      <div className="muted">
        {shown.length < sorted.length &&
          t('xOfY', { ns: 'common', x: shown.length, y: sorted.length })}
      </div>
    </div>
  );
}
