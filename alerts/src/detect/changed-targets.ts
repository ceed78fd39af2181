/** Targets that a revision changed, with what they were before and when the watch began, whatever their entities were called then. */
import { changedAmong, partsOf } from './change-among.ts';
import type { Change } from './change.ts';
import type { GraphAt, Node } from './graph-at.ts';
import { knownGraphs, wholeNewcomers } from './newcomers.ts';
import type { Target, Targets } from './targets.ts';

export interface ChangedTarget {
  readonly target: Target;
  readonly now: Node;
  /** In the revision before: several where others were merged into it; none where it is new. */
  readonly before: readonly Node[];
  /** Of these, the one that the record was in by which it is watched; null where it is new. */
  readonly own: Node | null;
  /** The change made it a target: nothing was told of it. */
  readonly isNewcomer: boolean;
}

/** What was known of a target without anybody's being told: when the watch began, and from what files of the past have made of it since. */
export interface Baseline {
  /** All that went into it. */
  readonly begin: readonly Node[];
  /** Of these, the one that the record was in by which it is watched. */
  readonly own: Node | null;
  /** Newest first. */
  readonly past: readonly { readonly before: Node | null; readonly after: Node | null }[];
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
  const { graph } = change;
  const ancestors = await graph.ancestors(ids);
  const mine = ids.flatMap((id) => targets.get(id) ?? []);
  const [now, before, owners] = await Promise.all([
    graph.nodes(ids),
    graph.before.nodes([...new Set([...ancestors.values()].flat())]),
    graph.before.entitiesOf(mine.map(({ record }) => record)),
  ]);
  const come = await wholeNewcomers(change, mine);
  return mine.flatMap((target): ChangedTarget[] => {
    const id = target.entity;
    const node = now.get(id);
    if (node === undefined) return [];
    const own = before.get(owners.get(target.record) ?? '') ?? null;
    const old = (ancestors.get(id) ?? [id]).flatMap((one) => before.get(one) ?? []);
    return [{ target, now: node, before: old, own, isNewcomer: come.has(id) }];
  });
}

/** @returns by entity of the revision */
export async function baselinesOf(
  change: Change,
  targets: readonly Target[],
): Promise<Map<string, Baseline>> {
  const found = new Map<string, Baseline>();
  if (targets.length === 0) return found;
  const known = await knownGraphs(change);
  for (const part of partsOf(targets, partSize)) {
    const records = part.map(({ record }) => record);
    const ancestors = await change.graph.ancestors(
      part.map(({ entity }) => entity),
      change.newsAfter,
    );
    const [begin, owners] = await Promise.all([
      known.begin.nodes([...new Set([...ancestors.values()].flat())]),
      known.begin.entitiesOf(records),
    ]);
    const past = [];
    for (const { before, after } of known.past)
      past.push({ before: await nodesAt(before, records), after: await nodesAt(after, records) });
    for (const { record, entity } of part)
      found.set(entity, {
        begin: (ancestors.get(entity) ?? [entity]).flatMap((one) => begin.get(one) ?? []),
        own: begin.get(owners.get(record) ?? '') ?? null,
        past: past.map((one) => ({
          before: one.before.get(record) ?? null,
          after: one.after.get(record) ?? null,
        })),
      });
  }
  return found;
}

/** By record. */
async function nodesAt(graph: GraphAt, records: readonly string[]): Promise<Map<string, Node>> {
  const entities = await graph.entitiesOf(records);
  const nodes = await graph.nodes([...new Set(entities.values())]);
  return new Map(
    [...entities].flatMap(([record, entity]) => {
      const node = nodes.get(entity);
      return node === undefined ? [] : [[record, node] as const];
    }),
  );
}

/** What a file of the past has made it say last, or what it said when the watch began. */
export function wasKnown(
  { own, past }: Pick<Baseline, 'own' | 'past'>,
  says: (node: Node) => boolean,
): boolean {
  const saidBy = (node: Node | null): boolean => node !== null && says(node);
  const last = past.find(({ before, after }) => saidBy(before) !== saidBy(after));
  return saidBy(last === undefined ? own : last.after);
}
