/** Whom a watch is about, in words. */
import type { TFunction } from 'i18next';
import type { WatchPartsFragment } from '../../generated/graphql.ts';
import type { Legend } from '../../legend/legend.tsx';

export function targetsText(
  targets: WatchPartsFragment['targets'],
  t: TFunction<'watches'>,
  legend: Legend,
): string {
  return targets
    .map(({ kind, nodes, gang, tag, ids }) => {
      if (kind === 'gang') return t('ofGang', { name: gang?.name ?? '–' });
      if (kind === 'case') return t('ofCase', { name: nodes[0]?.label ?? '–' });
      if (kind === 'tag') return t('ofTag', { name: legend.tagLabel(tag ?? '') });
      if (kind === 'monitored') return t('monitored');
      const names = nodes.slice(0, 3).map(({ label }) => label);
      return ids.length > names.length
        ? t('andMore', { names: names.join(' · '), count: ids.length - names.length })
        : names.join(' · ');
    })
    .join(' · ');
}
