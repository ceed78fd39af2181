/** Whether a change can be news to anybody: where nothing is watched yet and no alert is open, a first load of millions of rows need not be read. */
import type { SqlReader } from '@phecda/graph-schema';
import type { StateReader } from '@phecda/graph-schema/ports/state-store';
import { isAnyOpen } from '../store/alert-store.ts';
import type { Watch } from '../watch.ts';
import { GraphAt } from './graph-at.ts';
import { TargetFinder } from './targets.ts';

export async function isAwaited(
  sql: SqlReader & { readonly state: StateReader },
  watches: readonly Watch[],
  revision: number,
): Promise<boolean> {
  if (await isAnyOpen(sql.state)) return true;
  const finder = new TargetFinder(sql.state, new GraphAt(sql, revision));
  for (const watch of watches)
    if (watch.active && (await finder.find(watch.targets)).size > 0) return true;
  return false;
}
