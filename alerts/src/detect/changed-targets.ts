/** Targets that a revision changed, with what they were before, whatever their entities were called then. */
import { changedAmong, partsOf } from './change-among.ts';
import type { Change } from './change.ts';
import type { GraphAt, Node } from './graph-at.ts';
import { knownGraphs, wholeNewcomers } from './newcomers.ts';
import type { Target, Targets } from './targets.ts';

export interface ChangedTarget {
  readonly target: Target;
  readonly now: Node;
  /** Several where others were merged into it; none where it is new. */
  readonly before: readonly Node[];
  /** Of these, the one that the record was in by which it is watched; null where it is new. Of whom the change made a target: as it was when the watch began. */
  readonly own: Node | null;
  /** Of whom the change made a target: as it was in the revision before, and what files of the past made of it since the watch began. */
  readonly newcomer: { readonly before: Node | null; readonly past: readonly PastNode[] } | null;
}

interface PastNode {
  readonly before: Node | null;
  readonly after: Node | null;
}

/** Targets whose attributes are read at a time. */
const partSize = 1_000;

export async function changedTargets(change: Change, targets: Targets): Promise<ChangedTarget[]> {
  const changed: ChangedTarget[] = [];
  const asked = new Set([...(await changedAmong(change, targets)), ...change.newcomers.ids]);
  for (const ids of partsOf([...asked], partSize))
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
  const come = await wholeNewcomers(
    change,
    ids.flatMap((id) => targets.get(id) ?? []),
  );
  const records = ids.flatMap((id) => (come.has(id) ? (targets.get(id)?.record ?? []) : []));
  const { begin, past } = await nodesKnown(change, records);
  return ids.flatMap((id): ChangedTarget[] => {
    const [target, node] = [targets.get(id), now.get(id)];
    if (target === undefined || node === undefined) return [];
    const own = before.get(owners.get(target.record) ?? '') ?? null;
    if (come.has(id)) {
      const began = begin.get(target.record) ?? null;
      const made = past.map((one) => ({
        before: one.before.get(target.record) ?? null,
        after: one.after.get(target.record) ?? null,
      }));
      const newcomer = { before: own, past: made };
      return [{ target, now: node, before: began === null ? [] : [began], own: began, newcomer }];
    }
    const old = (ancestors.get(id) ?? [id]).flatMap((one) => before.get(one) ?? []);
    return [{ target, now: node, before: old, own, newcomer: null }];
  });
}

type ByRecord = ReadonlyMap<string, Node>;

async function nodesKnown(
  change: Change,
  records: readonly string[],
): Promise<{
  readonly begin: ByRecord;
  readonly past: readonly { readonly before: ByRecord; readonly after: ByRecord }[];
}> {
  if (records.length === 0) return { begin: new Map(), past: [] };
  const nodesAt = async (graph: GraphAt): Promise<ByRecord> => {
    const entities = await graph.entitiesOf(records);
    const nodes = await graph.nodes([...new Set(entities.values())]);
    return new Map(
      [...entities].flatMap(([record, entity]) => {
        const node = nodes.get(entity);
        return node === undefined ? [] : [[record, node] as const];
      }),
    );
  };
  const known = await knownGraphs(change);
  const past = [];
  for (const { before, after } of known.past)
    past.push({ before: await nodesAt(before), after: await nodesAt(after) });
  return { begin: await nodesAt(known.begin), past };
}
