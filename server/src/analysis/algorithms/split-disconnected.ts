/** The last step of every clustering: a community that is not connected inside falls into its parts. */
import type { WeightedGraph } from './weighted-graph.ts';

/** Communities numbered by first member. */
export function splitDisconnected(
  { nodeCount, start, target }: WeightedGraph,
  communities: Uint32Array,
): { membership: Uint32Array; count: number } {
  const membership = new Uint32Array(nodeCount).fill(0xffffffff);
  const stack = new Uint32Array(nodeCount);
  let count = 0;
  for (let origin = 0; origin < nodeCount; origin++) {
    if (membership[origin] !== 0xffffffff) continue;
    const community = communities[origin];
    membership[origin] = count;
    stack[0] = origin;
    for (let size = 1; size > 0;) {
      const node = stack[--size] as number;
      for (let e = start[node] as number; e < (start[node + 1] as number); e++) {
        const next = target[e] as number;
        if (membership[next] !== 0xffffffff || communities[next] !== community) continue;
        membership[next] = count;
        stack[size++] = next;
      }
    }
    count++;
  }
  return { membership, count };
}
