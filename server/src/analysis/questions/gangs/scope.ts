/** Which actors a run looks at: all, some steps of closeness around one entity, or given ones. */
import { IdTable } from '@phecda/graph-schema/projection/id-table';
import { REMOVED } from '@phecda/graph-schema/projection/node-table';
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { parsed, parseUuid } from '@phecda/graph-schema/projection/uuid';
import { notFound } from '../../../domain-error.ts';
import { pairOf, type Closeness, type LeftOut } from './closeness-graph.ts';
import type { GangScope } from './parameters.ts';

/** 1 per actor in scope; a step leads over a tie that is not too weak. @throws DomainError NOT_FOUND for an entity that this generation does not hold */
export function actorsInScope(
  pinned: PinnedProjection,
  closeness: Closeness,
  scope: GangScope,
  weakestTie: number,
): Uint8Array {
  const allowed = new Uint8Array(closeness.nodes.length);
  if (scope.kind === 'whole') return allowed.fill(1);
  const find = finder(pinned);
  if (scope.kind === 'entities') {
    for (const id of scope.ids) {
      const actor = closeness.actorOf[find(id)] ?? -1;
      if (actor >= 0) allowed[actor] = 1;
    }
    return allowed;
  }
  const origin = find(scope.entity);
  if (origin < 0) throw notFound('entity');
  let frontier = originsOf(pinned, closeness, origin);
  for (const actor of frontier) allowed[actor] = 1;
  const { start, target, weight } = closeness.graph;
  for (let hop = 0; hop < scope.hops; hop++) {
    const next: number[] = [];
    for (const actor of frontier)
      for (let e = start[actor] as number; e < (start[actor + 1] as number); e++) {
        const other = target[e] as number;
        if (allowed[other] === 1 || (weight[e] as number) < weakestTie) continue;
        allowed[other] = 1;
        next.push(other);
      }
    frontier = next;
  }
  return allowed;
}

/** A phone or truck stands for those who use it. */
function originsOf(
  { outStart, target, inStart, inSource }: PinnedProjection,
  { actorOf }: Closeness,
  node: number,
): number[] {
  if ((actorOf[node] as number) >= 0) return [actorOf[node] as number];
  const ends = [
    ...target.subarray(outStart[node], outStart[node + 1]),
    ...inSource.subarray(inStart[node], inStart[node + 1]),
  ];
  return [...new Set(ends.map((end) => actorOf[end] as number))].filter((actor) => actor >= 0);
}

/** Nodes and pairs of the facts, of those whose ends this generation holds. */
export function factsIn(pinned: PinnedProjection, facts: readonly (readonly string[])[]): LeftOut {
  const nodes = new Set<number>();
  const pairs = new Set<number>();
  if (facts.length === 0) return { nodes, pairs };
  const find = finder(pinned);
  for (const fact of facts) {
    const [first = -1, second] = fact.map(find);
    if (first < 0) continue;
    if (second === undefined) nodes.add(first);
    else if (second >= 0) pairs.add(pairOf(first, second));
  }
  return { nodes, pairs };
}

/** Node of an id, -1 = unknown. */
function finder({ nodeCount, nodeIds, nodeTypes }: PinnedProjection): (id: string) => number {
  const table = new IdTable(nodeCount);
  for (let n = 0; n < nodeCount; n++) if (nodeTypes[n] !== REMOVED) table.put(nodeIds, n);
  return (id) => (parseUuid(id) ? table.find(nodeIds, parsed, 0) : -1);
}
