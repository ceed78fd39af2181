/** Days at the edge: 'YYYY-MM-DD' outside, days since 1970-01-01 in the graph. */
import type { Day } from '@phecda/graph-schema/ports/graph-store';

const millisecondsPerDay = 86_400_000;

export function dayOf(text: string): Day {
  return Date.parse(`${text}T00:00:00Z`) / millisecondsPerDay;
}

export function textOf(day: Day): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}
