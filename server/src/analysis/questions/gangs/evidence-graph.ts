/** The evidence of a group as a graph: its members, the things that they share, and the relations between them. */
import { biconnectivity } from '../../algorithms/biconnectivity.ts';
import { buildGraph, type WeightedGraph } from '../../algorithms/weighted-graph.ts';
import type { Closeness } from './closeness-graph.ts';
import type { GroupFacts } from './group-evidence.ts';

/** Members first, in their order, then things in the order of `facts.shared`. */
export interface EvidenceGraph {
  readonly graph: WeightedGraph;
  readonly members: readonly number[];
  readonly placeOf: ReadonlyMap<number, number>;
}

/** Facts of others than the given members are left out. */
export function evidenceGraph(
  { direct }: Closeness,
  { shared, direct: rows }: GroupFacts,
  members: readonly number[],
): EvidenceGraph {
  const placeOf = new Map(members.map((member, place) => [member, place]));
  const source: number[] = [];
  const target: number[] = [];
  shared.forEach(({ members: sharers }, i) => {
    for (const sharer of sharers) {
      const place = placeOf.get(sharer);
      if (place === undefined) continue;
      source.push(place);
      target.push(members.length + i);
    }
  });
  for (const row of rows) {
    const a = placeOf.get(direct.a[row] as number);
    const b = placeOf.get(direct.b[row] as number);
    if (a === undefined || b === undefined) continue;
    source.push(a);
    target.push(b);
  }
  return {
    members,
    placeOf,
    graph: buildGraph(members.length + shared.length, { source, target }),
  };
}

/** Members of each part that is left without a node, or without one edge. */
export function partsWithout(
  { nodeCount, start, target }: WeightedGraph,
  count: number,
  node: number,
  edge: readonly [number, number] | null,
): number[][] {
  const seen = new Uint8Array(nodeCount);
  if (edge === null) seen[node] = 1;
  const parts: number[][] = [];
  const stack: number[] = [];
  for (let origin = 0; origin < nodeCount; origin++) {
    if (seen[origin] === 1) continue;
    seen[origin] = 1;
    stack.push(origin);
    const part: number[] = [];
    while (stack.length > 0) {
      const at = stack.pop() as number;
      if (at < count) part.push(at);
      for (let e = start[at] as number; e < (start[at + 1] as number); e++) {
        const next = target[e] as number;
        if (seen[next] === 1) continue;
        if (edge !== null && edge.includes(at) && edge.includes(next)) continue;
        seen[next] = 1;
        stack.push(next);
      }
    }
    if (part.length > 0) parts.push(part.sort((x, y) => x - y));
  }
  return parts;
}

/** Things whose removal is tried in a group. */
const MAX_TRIED = 200;

/** Members in parts of one or more, but fewer than `least` enterprises that one shared thing alone ties to the rest: it may have had another owner, or be written wrong. A driver may hang on a truck alone. */
export function hangingOnOneThing(
  { graph, members }: EvidenceGraph,
  isEnterprise: Uint8Array,
  least: number,
): number[] {
  const { articulation } = biconnectivity(graph);
  const count = members.length;
  const enterprisesIn = (part: readonly number[]): number =>
    part.filter((place) => isEnterprise[members[place] as number] === 1).length;
  const hanging = new Set<number>();
  let tried = 0;
  for (let thing = count; thing < graph.nodeCount && tried < MAX_TRIED; thing++) {
    if (articulation[thing] === 0) continue;
    tried++;
    const parts = partsWithout(graph, count, thing, null).filter((part) =>
      touches(graph, thing, part),
    );
    const most = Math.max(...parts.map(enterprisesIn));
    let kept = false;
    for (const part of parts) {
      const size = enterprisesIn(part);
      if (size === most && !kept) kept = true;
      else if (size > 0 && size < least)
        for (const place of part) hanging.add(members[place] as number);
    }
  }
  return [...hanging];
}

function touches({ start, target }: WeightedGraph, node: number, part: readonly number[]): boolean {
  const neighbours = target.subarray(start[node], start[node + 1]);
  return part.some((place) => neighbours.includes(place));
}
