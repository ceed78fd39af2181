/** On which day a candidate would first have been proposed, had its score been taken every day, and what it filed after. */
import type { FilingColumn } from '../entity-columns.ts';
import { ALWAYS, dateOf, dayNumber } from '../counted-graph.ts';
import type { DriftCandidate } from './result.ts';

type Replay = NonNullable<DriftCandidate['replay']>;

/** Filings after which the score is taken again, besides each new link. */
const afterFilings = [1, 2, 3, 5, 8, 13, 21, 34] as const;

/** Days on which something about a candidate changed, ascending. */
export function eventDays(
  day: number,
  start: number,
  linkDays: readonly number[],
  filings: readonly FilingColumn[],
): number[] {
  const filingDays = filings.map((filing) => dayNumber(filing.day)).sort((a, b) => a - b);
  const days = [
    start,
    ...linkDays,
    ...afterFilings.flatMap((count) => filingDays[count - 1] ?? []),
  ].map((one) => (one === ALWAYS ? day : Math.max(day, one)));
  return [...new Set(days)].sort((a, b) => a - b);
}

/** `filings` of the candidate after the day of the seizure. */
export function replayOf(
  days: readonly number[],
  scoreAsOf: (day: number) => number,
  threshold: number,
  filings: readonly FilingColumn[],
): Replay | null {
  for (const day of days) {
    const score = scoreAsOf(day);
    if (score < threshold) continue;
    const date = dateOf(day);
    const later = filings.filter((filing) => filing.day > date);
    const first = filings.reduce<string | null>(
      (least, filing) => (least === null || filing.day < least ? filing.day : least),
      null,
    );
    return {
      day: date,
      score,
      declarations: later.reduce((sum, filing) => sum + filing.declarations, 0),
      amount: later.reduce((sum, filing) => sum + filing.amount, 0),
      daysFromFirstFiling: first === null ? null : day - dayNumber(first),
    };
  }
  return null;
}
