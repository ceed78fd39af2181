/** What files that were imported as history would have fired: counted by watch, told to nobody. */
import type { StateReader, StateTransaction } from '@phecda/graph-schema';
import type { Draft } from '../flow/flow-context.ts';

export async function countAlone(
  tx: StateTransaction,
  found: readonly Draft[],
  revision: number,
): Promise<void> {
  const counts = new Map<string, Set<string>>();
  for (const { watch, key } of found.filter(({ finding }) => finding.saidBefore !== true))
    counts.set(watch.id, (counts.get(watch.id) ?? new Set()).add(key));
  for (const [watch, keys] of counts)
    await tx.execute(
      `INSERT INTO alert_counted (revision, watch_id, found) VALUES (CAST($1 AS BIGINT), CAST($2 AS UUID), CAST($3 AS BIGINT)) ON CONFLICT DO NOTHING`,
      [revision, watch, keys.size],
    );
}

/** By watch, over all such files. */
export async function countedByWatch(state: StateReader): Promise<Map<string, number>> {
  const rows = await state.query<{ watch_id: string; n: number }>(
    `SELECT watch_id, CAST(sum(found) AS BIGINT) AS n FROM alert_counted GROUP BY watch_id`,
  );
  return new Map(rows.map(({ watch_id, n }) => [watch_id, n]));
}

/** Of the file that made the revision. */
export async function countedOfRevision(state: StateReader, revision: number): Promise<number> {
  const [row] = await state.query<{ n: number | null }>(
    `SELECT CAST(sum(found) AS BIGINT) AS n FROM alert_counted WHERE revision = CAST($1 AS BIGINT)`,
    [revision],
  );
  return row?.n ?? 0;
}
