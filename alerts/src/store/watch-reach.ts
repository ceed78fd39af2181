/** Watches whose tag or search names more than a watch looks at: how many of how many it follows, as daemons count it. */
import type { StateReader, StateStore } from '@phecda/graph-schema';
import type { TargetFinder } from '../detect/targets.ts';
import type { Watch } from '../watch.ts';

export interface WatchReach {
  /** Of the watch, and its version that was counted. */
  readonly id: string;
  readonly version: number;
  readonly followed: number;
  /** More than none. */
  readonly leftOut: number;
}

/** Those that do not look at all of their targets. */
export function watchReaches(state: StateReader): Promise<WatchReach[]> {
  return state.query<WatchReach>(
    `SELECT watch_id AS id, version, followed, left_out AS "leftOut" FROM watch_reach ORDER BY watch_id`,
  );
}

/** Counts anew what active watches look at. @param finder of the revision */
export async function countReaches(
  state: StateStore,
  watches: readonly Watch[],
  finder: Pick<TargetFinder, 'find' | 'leftOut'>,
  revision: number,
): Promise<void> {
  const cut: WatchReach[] = [];
  for (const { id, version, active, targets } of watches) {
    const leftOut = active ? await finder.leftOut(targets) : 0;
    if (leftOut > 0)
      cut.push({ id, version, leftOut, followed: (await finder.find(targets)).size });
  }
  const known = await watchReaches(state);
  if (JSON.stringify(known) === JSON.stringify(cut.sort((a, b) => (a.id < b.id ? -1 : 1)))) return;
  await state.transaction(async (tx) => {
    for (const { id } of known)
      if (!cut.some((one) => one.id === id))
        await tx.execute(`DELETE FROM watch_reach WHERE watch_id = CAST($1 AS UUID)`, [id]);
    for (const { id, version, followed, leftOut } of cut)
      await tx.execute(
        `INSERT INTO watch_reach (watch_id, version, followed, left_out, revision)
         VALUES (CAST($1 AS UUID), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS BIGINT), CAST($5 AS BIGINT))
         ON CONFLICT (watch_id) DO UPDATE SET version = EXCLUDED.version, followed = EXCLUDED.followed, left_out = EXCLUDED.left_out, revision = EXCLUDED.revision`,
        [id, version, followed, leftOut, revision],
      );
  });
}
