/** Days at the edge: 'YYYY-MM-DD' outside, days since 1970-01-01 in the graph. */
import type { Day } from '@phecda/graph-schema/ports/graph-store';

const millisecondsPerDay = 86_400_000;

export function dayOf(text: string): Day {
  return Date.parse(`${text}T00:00:00Z`) / millisecondsPerDay;
}

/** One answer names the same days thousands of times. */
const texts = new Map<Day, string>();
const maxTexts = 50_000;

export function textOf(day: Day): string {
  const known = texts.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
  if (texts.size < maxTexts) texts.set(day, text);
  return text;
}
