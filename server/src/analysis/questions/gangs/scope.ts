/** Which actors a run looks at: all, some steps of closeness around one entity, or given ones. */
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { notFound } from '../../../domain-error.ts';
import { nodeFinder } from '../left-out.ts';
import type { Scope } from '../scope-parameter.ts';
import type { Closeness } from './closeness-graph.ts';

/** 1 per actor in scope; a step leads over a tie that is not too weak. @throws DomainError NOT_FOUND for an entity that this generation does not hold */
export function actorsInScope(
  pinned: PinnedProjection,
  closeness: Closeness,
  scope: Scope,
  weakestTie: number,
): Uint8Array {
  const allowed = new Uint8Array(closeness.nodes.length);
  if (scope.kind === 'whole') return allowed.fill(1);
  const find = nodeFinder(pinned);
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
