/** Part of step 6: the months in which two traded, as bit masks: an aggregate of fixed size, which can spill where a list of months cannot. */
import { dayNumber, type ApplyContext } from './apply-context.ts';

/** Months that one BIGINT holds. */
const MONTHS_PER_MASK = 62;

/** Months are counted as year * 12 + month. */
export interface MonthMasks {
  /** Columns of an aggregate over `pair_month p`. */
  readonly columns: string;
  /** Text expression over a row `a` that has these columns, `first_month` and `last_month`: ends one period and begins the next at each pause; NULL without one. */
  readonly pauses: string;
}

/** Masks for all months of the pairs of `t_trader_record`. */
export async function monthMasks(context: ApplyContext): Promise<MonthMasks> {
  const number = (month: string): string =>
    `(${context.divide(month, '100')} * 12 + ${month} % 100)`;
  // Each trader has a row of activity in every month in which it has any pair.
  const [span] = await context.tx.query<{ first: number | null; last: number | null }>(
    `SELECT min(${number('p.month')}) AS first, max(${number('p.month')}) AS last FROM pair_month p
     WHERE p.kind = 'activity' AND p.month > 0 AND p.source_record IN (SELECT record_id FROM t_trader_record)`,
  );
  const first = span?.first ?? 0;
  const masks = Math.floor(((span?.last ?? first) - first) / MONTHS_PER_MASK) + 1;
  const all = Array.from({ length: masks }, (_, mask) => mask);
  const from = (mask: number): number => first + mask * MONTHS_PER_MASK;
  const one = 'CAST(1 AS BIGINT)';
  const bit = (mask: number): string =>
    `CASE WHEN p.month > 0 AND ${number('p.month')} BETWEEN ${from(mask)} AND ${from(mask + 1) - 1} THEN ${one} << (${number('p.month')} - ${from(mask)}) ELSE 0 END`;
  const traded = (month: string): string => {
    const mask = `CASE ${context.divide(`${month} - ${first}`, String(MONTHS_PER_MASK))} ${all.map((n) => `WHEN ${n} THEN a.months_${n}`).join(' ')} END`;
    return `(${mask} >> ((${month} - ${first}) % ${MONTHS_PER_MASK})) & 1 = 1`;
  };
  const begin = number('a.first_month');
  const end = number('a.last_month');
  const start = (month: string): string =>
    dayNumber(
      `make_date(CAST(${context.divide(`${month} - 1`, '12')} AS INTEGER), CAST((${month} - 1) % 12 + 1 AS INTEGER), 1)`,
    );
  const pause = (before: string, month: string): string =>
    `concat(${start(`${before} + 1`)}, '],[', ${start(month)}, ',')`;
  const perEngine = {
    duckdb: `(SELECT NULLIF(array_to_string(list_transform(list_filter(range(2, len(l) + 1), lambda i : l[i] - l[i - 1] > 1), lambda i : ${pause('l[i - 1]', 'l[i]')}), ''), '')
      FROM (SELECT list_filter(range(${begin}, ${end} + 1), lambda m : ${traded('m')}) AS l))`,
    postgres: `(SELECT string_agg(${pause('before', 'm')}, '' ORDER BY m)
      FROM (SELECT m, lag(m) OVER (ORDER BY m) AS before FROM generate_series(${begin}, ${end}) AS g(m) WHERE ${traded('m')}) w WHERE m - before > 1)`,
  };
  return {
    columns: all.map((mask) => `bit_or(${bit(mask)}) AS months_${mask}`).join(', '),
    pauses: `CASE WHEN ${end} - ${begin} > 1 THEN ${perEngine[context.tx.engine]} END`,
  };
}
