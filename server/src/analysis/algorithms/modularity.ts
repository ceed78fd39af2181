/** Newman's modularity of a partition with resolution γ: Σ over communities of (inside / m - γ (strength / 2m)²). */
import type { WeightedGraph } from './weighted-graph.ts';

export function modularity(
  { nodeCount, start, target, weight, loops }: WeightedGraph,
  membership: ArrayLike<number>,
  resolution = 1,
): number {
  const strength = new Map<number, number>();
  let inside = 0;
  let total = 0;
  for (let n = 0; n < nodeCount; n++) {
    const community = membership[n] as number;
    let sum = 2 * (loops[n] as number);
    inside += sum;
    for (let e = start[n] as number; e < (start[n + 1] as number); e++) {
      sum += weight[e] as number;
      if (membership[target[e] as number] === community) inside += weight[e] as number;
    }
    total += sum;
    strength.set(community, (strength.get(community) ?? 0) + sum);
  }
  if (total === 0) return 0;
  let expected = 0;
  for (const sum of strength.values()) expected += (sum / total) ** 2;
  return inside / total - resolution * expected;
}
