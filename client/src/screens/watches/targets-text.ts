/** Whom a watch is about, in words. */
import type { TFunction } from 'i18next';
import type { WatchPartsFragment, WatchQueryInput } from '../../generated/graphql.ts';
import type { Legend } from '../../legend/legend.tsx';

export function targetsText(
  targets: WatchPartsFragment['targets'],
  t: TFunction<'watches'>,
  legend: Legend,
): string {
  return targets
    .map(({ kind, nodes, gang, tag, ids, query }) => {
      if (kind === 'gang') return t('ofGang', { name: gang?.name ?? '–' });
      if (kind === 'case') return t('ofCase', { name: nodes[0]?.label ?? '–' });
      if (kind === 'tag') return t('ofTag', { name: legend.tagLabel(tag ?? '') });
      if (kind === 'query' && query) return queryText(query, t, legend);
      if (kind === 'monitored') return t('monitored');
      const names = nodes.slice(0, 3).map(({ label }) => label);
      return ids.length > names.length
        ? t('andMore', { names: names.join(' · '), count: ids.length - names.length })
        : names.join(' · ');
    })
    .join(' · ');
}

export function queryText(
  { type, conditions }: WatchQueryInput,
  t: TFunction<'watches'>,
  legend: Legend,
): string {
  const attributes = legend.type(type)?.attributes ?? [];
  const words = conditions.map(({ attribute, operator, value }) => {
    const known = attributes.find(({ name }) => name === attribute);
    return `${known ? legend.label(known) : attribute} ${t(`operators.${operator}`, { ns: 'common' })} ${value}`;
  });
  return t('ofQuery', { type: legend.typeLabel(type), conditions: words.join(' · ') });
}
