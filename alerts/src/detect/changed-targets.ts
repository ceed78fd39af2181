/** Targets that a revision changed, with what they were before, whatever their entities were called then. */
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

export async function changedTargets(change: Change, targets: Targets): Promise<ChangedTarget[]> {
  const ids = change.entities
    .filter(({ id, after }) => after !== null && targets.has(id))
    .map(({ id }) => id);
  if (ids.length === 0) return [];
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
