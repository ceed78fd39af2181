/** The ranked list as a table for a spreadsheet. */
import { csv } from '../../ui/csv.ts';
import type { Group } from './gang-run.tsx';
import { rankParts } from './group-table.tsx';

type Translate = (key: string) => string;

export function groupsAsCsv(
  groups: readonly Group[],
  t: Translate,
  tagLabel: (tag: string) => string,
): string {
  const heads = [
    '#',
    t('group'),
    t('score'),
    ...rankParts.map((part) => t(`parts.${part}`)),
    ...['tags', 'enterprises', 'people', 'amountYuan', 'declarations', 'first', 'last'].map(t),
    t('verdict'),
    t('reason'),
  ];
  const rows = groups.map((group) => [
    group.rank,
    group.head.label,
    Number(group.score.toFixed(4)),
    ...rankParts.map((part) => Number(group.parts[part].toFixed(4))),
    group.tags.map(({ tag, members }) => `${tagLabel(tag)} ${members}`).join('; '),
    group.enterprises,
    group.people,
    group.amount / 100,
    group.declarations,
    group.firstActivity ?? '',
    group.lastActivity ?? '',
    group.verdict ? t(`verdicts.${group.verdict.verdict}`) : '',
    group.verdict?.reason ?? '',
  ]);
  return csv([heads, ...rows]);
}
