/** How far a source as a whole has come: a mover is silent only while others of the same source go on. */
import type { FixColumns } from '@phecda/graph-schema/ports/position-store';

/** Movers whose last fix is older than the newest by more are not under way. */
const activeMs = 6 * 3_600_000;
/** So many of a source, and this part of those under way, have sent after it. */
const leastMovers = 2;
const leastPart = 0.1;

/** Source → milliseconds UTC; of a source with a single mover nothing can be told. @param latest last fix of each mover */
export function feedReach(
  latest: Pick<FixColumns, 'count' | 'source' | 'at'>,
): Map<number, number> {
  const times = new Map<number, number[]>();
  for (let i = 0; i < latest.count; i++) {
    const source = latest.source[i] ?? 0;
    const known = times.get(source);
    if (known) known.push(latest.at[i] ?? 0);
    else times.set(source, [latest.at[i] ?? 0]);
  }
  const reach = new Map<number, number>();
  for (const [source, all] of times) {
    const newestFirst = all.sort((a, b) => b - a);
    const active = newestFirst.filter((at) => at >= (newestFirst[0] ?? 0) - activeMs);
    const asked = Math.max(leastMovers, Math.ceil(active.length * leastPart));
    const at = active[asked - 1];
    if (at !== undefined) reach.set(source, at);
  }
  return reach;
}
