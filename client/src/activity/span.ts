/** A span of months, and what of a group's activity falls into it. */
import type { ActivityQuery } from '../generated/graphql.ts';

type Activity = ActivityQuery['activity'];
type Month = Activity['months'][number];

export interface Span {
  /** 'YYYY-MM', both within. */
  readonly from: string;
  readonly to: string;
}

/** From two months before the first declaration or seizure: registrations of long ago would leave the rest no room. */
export function shownMonths(months: readonly Month[]): Month[] {
  const first = months.findIndex(({ declarations, seizures }) => declarations + seizures > 0);
  return months.slice(Math.max(0, first - 2));
}

export function inSpan(activity: Activity, span: Span | null): Activity {
  if (!span) return activity;
  const within = (day: string) => day.slice(0, 7) >= span.from && day.slice(0, 7) <= span.to;
  return {
    ...activity,
    months: activity.months.filter(({ month }) => within(month)),
    events: activity.events.filter(({ day }) => within(day)),
  };
}

export function sumsOf(months: readonly Month[]) {
  const sum = (of: (month: Month) => number) =>
    months.reduce((total, month) => total + of(month), 0);
  return {
    declarations: sum((month) => month.declarations),
    amount: sum((month) => month.amount),
    registrations: sum((month) => month.registrations),
    seizures: sum((month) => month.seizures),
  };
}
