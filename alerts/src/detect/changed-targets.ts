/** Targets that a revision changed, with what they were before, whatever their entities were called then. */
import { changedAmong, partsOf } from './change-among.ts';
import type { Change } from './change.ts';
import type { Node } from './graph-at.ts';
import type { Target, Targets } from './targets.ts';

export interface ChangedTarget {
  readonly target: Target;
  readonly now: Node;
  /** Several where others were merged into it; none where it is new. */
  readonly before: readonly Node[];
  /** Of these, the one that the record was in by which it is watched; null where it is new. */
  readonly own: Node | null;
}

/** Targets whose attributes are read at a time. */
const partSize = 1_000;

export async function changedTargets(change: Change, targets: Targets): Promise<ChangedTarget[]> {
  const changed: ChangedTarget[] = [];
  for (const ids of partsOf(await changedAmong(change, targets), partSize))
    changed.push(...(await changedPart(change, targets, ids)));
  return changed;
}

async function changedPart(
  change: Change,
  targets: Targets,
  ids: readonly string[],
): Promise<ChangedTarget[]> {
  const ancestors = await change.graph.ancestors(ids);
  const [now, before, owners] = await Promise.all([
    change.graph.nodes(ids),
    change.graph.before.nodes([...new Set([...ancestors.values()].flat())]),
    change.graph.before.entitiesOf(ids.flatMap((id) => targets.get(id)?.record ?? [])),
  ]);
  return ids.flatMap((id) => {
    const [target, node] = [targets.get(id), now.get(id)];
    if (target === undefined || node === undefined) return [];
    const old = (ancestors.get(id) ?? [id]).flatMap((one) => before.get(one) ?? []);
    const own = before.get(owners.get(target.record) ?? '') ?? null;
    return [{ target, now: node, before: old, own }];
  });
}
