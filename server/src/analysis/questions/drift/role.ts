/** Third part of the score: whether it stands in the graph as the former shells stood, by the labels of one Weisfeiler-Lehman step. */
import type { CountedGraph } from '../counted-graph.ts';

/** Relations of one enterprise that are looked at. */
const MOST_RELATIONS = 500;
/** A label counts at most so often: the number of a broker's clients is no role of the client. */
const MOST_OF_A_LABEL = 3;

/** How often each label (kind, direction, type of the other end, how many share it) stands at the enterprise. */
export type Role = ReadonlyMap<string, number>;

export function roleOf(graph: CountedGraph, node: number): Role {
  const role = new Map<string, number>();
  let left = MOST_RELATIONS;
  graph.forEach(node, (slot, other, out) => {
    if (left-- <= 0) return;
    const { degrees } = graph.pinned;
    const sharers = Math.min(4, Math.floor(Math.log2(1 + (degrees[other] as number)) / 1.5));
    const label = `${graph.kindOf(slot)}|${out}|${graph.typeOf(other)}|${sharers}`;
    role.set(label, Math.min(MOST_OF_A_LABEL, (role.get(label) ?? 0) + 1));
  });
  return role;
}

/** Mean of several roles. */
export function meanRole(roles: readonly Role[]): Role {
  const mean = new Map<string, number>();
  for (const role of roles)
    for (const [label, count] of role)
      mean.set(label, (mean.get(label) ?? 0) + count / roles.length);
  return mean;
}

/** Cosine; 0 where there is nothing to compare with. */
export function rolePart(gang: Role, candidate: Role): number {
  let dot = 0;
  let a = 0;
  let b = 0;
  for (const [label, count] of gang) {
    dot += count * (candidate.get(label) ?? 0);
    a += count * count;
  }
  for (const count of candidate.values()) b += count * count;
  return dot === 0 ? 0 : dot / Math.sqrt(a * b);
}
