/** Coreness: the largest k such that a node belongs to a part in which everybody has k neighbours or more (Batagelj and Zaveršnik 2003), O(n + m). Weights do not count. */
import type { WeightedGraph } from './weighted-graph.ts';

export function coreness({ nodeCount, start, target, directed }: WeightedGraph): Uint32Array {
  if (directed) throw new Error('coreness takes an undirected graph');
  const core = new Uint32Array(nodeCount);
  let most = 0;
  for (let n = 0; n < nodeCount; n++) {
    core[n] = (start[n + 1] as number) - (start[n] as number);
    most = Math.max(most, core[n] as number);
  }
  const first = new Uint32Array(most + 2);
  for (let n = 0; n < nodeCount; n++) first[(core[n] as number) + 1]!++;
  for (let d = 0; d <= most; d++) first[d + 1]! += first[d] as number;
  const order = new Uint32Array(nodeCount);
  const place = new Uint32Array(nodeCount);
  const next = first.slice();
  for (let n = 0; n < nodeCount; n++) {
    const at = next[core[n] as number]!++;
    place[n] = at;
    order[at] = n;
  }
  for (let i = 0; i < nodeCount; i++) {
    const node = order[i] as number;
    const degree = core[node] as number;
    for (let e = start[node] as number; e < (start[node + 1] as number); e++) {
      const neighbour = target[e] as number;
      const d = core[neighbour] as number;
      if (d <= degree) continue;
      // Swap the neighbour to the front of its bin, then let the bin begin behind it.
      const front = first[d] as number;
      const other = order[front] as number;
      const at = place[neighbour] as number;
      order[at] = other;
      place[other] = at;
      order[front] = neighbour;
      place[neighbour] = front;
      first[d]!++;
      core[neighbour] = d - 1;
    }
  }
  return core;
}
