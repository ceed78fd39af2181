/** The ranked candidates as a table for a spreadsheet. */
import { csv } from '../../../ui/csv.ts';
import { driftParts, type Candidate } from './candidate-table.tsx';

type Translate = (key: string) => string;

export function candidatesAsCsv(candidates: readonly Candidate[], t: Translate): string {
  const heads = [
    '#',
    t('candidate'),
    t('score'),
    ...driftParts.map((part) => t(`parts.${part}`)),
    t('newness.title'),
    ...['registered', 'firstActivity', 'firstLink', 'declarations', 'amountYuan'].map(t),
    ...['replayDay', 'replayDeclarations', 'dismissed', 'reason'].map(t),
  ];
  const rows = candidates.map((one) => [
    one.rank,
    one.label,
    Number(one.score.toFixed(4)),
    ...driftParts.map((part) => one.parts[part]?.toFixed(4) ?? ''),
    one.newness.map((why) => t(`newness.${why}`)).join('; '),
    one.registered ?? '',
    one.firstActivity ?? '',
    one.firstLink ?? '',
    one.declarations,
    one.amount / 100,
    one.replay?.day ?? '',
    one.replay?.declarations ?? '',
    one.dismissal?.actor ?? '',
    one.dismissal?.reason ?? '',
  ]);
  return csv([heads, ...rows]);
}
