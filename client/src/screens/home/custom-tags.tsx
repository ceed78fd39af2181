/** Tags of one's own with how many carry them. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../app/format.ts';
import type { OverviewQuery } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';

type Count = OverviewQuery['overview']['tags'][number];

export function CustomTags({ tags }: { readonly tags: readonly Count[] }) {
  const { t } = useTranslation('home');
  const legend = useLegend();
  const format = useFormat();
  const counts = new Map(tags.map(({ tag, count }) => [tag, count]));
  const own = legend.tags.filter(({ category }) => category === 'custom');
  const used = own.filter(({ name }) => (counts.get(name) ?? 0) > 0);
  if (used.length === 0)
    return (
      <div className="muted">
        {t('customNone', { tags: own.map((tag) => legend.label(tag)).join(' · ') })}
      </div>
    );
  return (
    <ul className="recent-list">
      {used.map((tag) => (
        <li key={tag.name}>
          <Link className="ellipsis grow" to={`?tag=${tag.name}`} data-testid="custom-tag">
            {legend.label(tag)}
          </Link>
          <span className="num">{format.number(counts.get(tag.name) ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}
