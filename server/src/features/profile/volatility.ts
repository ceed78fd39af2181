/** How much the monthly value jumps: population standard deviation over mean, in thousandths, by the same integer steps as the materialised behaviour. */

/** @param values one per calendar month from the first to the last one, quiet months as 0. null without value. */
export function volatilityOf(values: readonly number[]): number | null {
  const months = BigInt(values.length);
  const total = values.reduce((sum, value) => sum + BigInt(value), 0n);
  if (months === 0n || total <= 0n) return null;
  const scale = total / 1_000_000_000_000n + 1n;
  let parts = 0n;
  let squares = 0n;
  for (const value of values) {
    const part = ((BigInt(value) / scale) * 1_000_000n) / (total / scale);
    parts += part;
    squares += part * part;
  }
  const spread = months * squares - parts * parts;
  return parts > 0n && spread >= 0n
    ? Math.floor((1000 * Math.sqrt(Number(spread))) / Number(parts))
    : null;
}

/** Sums per month 'YYYY-MM' laid out without gaps; undated ones ('') are left out. */
export function withoutGaps(sums: ReadonlyMap<string, number>): number[] {
  const months = [...sums.keys()].filter((month) => month !== '').sort();
  const first = months[0];
  const last = months.at(-1);
  if (first === undefined || last === undefined) return [];
  const values: number[] = [];
  for (let month = first; month <= last; month = nextMonth(month))
    values.push(sums.get(month) ?? 0);
  return values;
}

function nextMonth(month: string): string {
  const year = Number(month.slice(0, 4));
  const index = Number(month.slice(5, 7));
  return index === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 5)}${String(index + 1).padStart(2, '0')}`;
}
