/** Declarations, registrations and seizures folded into months without gaps. */
import type { FilingColumn } from '../../analysis/questions/entity-columns.ts';

export interface DatedEvent {
  readonly day: string;
  readonly kind: 'registered' | 'customsRegistered' | 'seizure' | 'case';
}

export interface Month {
  /** 'YYYY-MM'. */
  readonly month: string;
  readonly declarations: number;
  /** Cents of yuan. */
  readonly amount: number;
  readonly registrations: number;
  readonly seizures: number;
}

/** Months drawn at most: a company registered a century ago would leave no room for the rest. */
const mostMonths = 240;

/** The month after `YYYY-MM`. */
function following(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** From the first to the last month in which anything was, at most the latest twenty years. */
export function monthsOf(
  filings: readonly Pick<FilingColumn, 'day' | 'declarations' | 'amount'>[],
  events: readonly DatedEvent[],
): Month[] {
  const known = new Map<string, { -readonly [K in keyof Month]: Month[K] }>();
  const at = (day: string) => {
    const month = day.slice(0, 7);
    let found = known.get(month);
    if (!found)
      known.set(
        month,
        (found = { month, declarations: 0, amount: 0, registrations: 0, seizures: 0 }),
      );
    return found;
  };
  for (const { day, declarations, amount } of filings) {
    const month = at(day);
    month.declarations += declarations;
    month.amount += amount;
  }
  for (const { day, kind } of events) {
    const month = at(day);
    if (kind === 'registered') month.registrations += 1;
    else if (kind === 'seizure') month.seizures += 1;
  }
  const [first, last] = [[...known.keys()].sort()[0], [...known.keys()].sort().at(-1)];
  if (first === undefined || last === undefined) return [];
  const months: Month[] = [];
  for (let month = first; month <= last; month = following(month)) months.push(at(`${month}-01`));
  return months.slice(-mostMonths);
}
