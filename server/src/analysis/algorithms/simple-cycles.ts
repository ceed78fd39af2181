/**
 * Closed loops: simple cycles of a bounded length, each once: rotations (and, undirected, the reversal) are the same cycle.
 * Depth-first search from the least node of each cycle, pruned by the distance back to it (as in Gupta and Suzumura 2021, arXiv 2105.10094).
 */
import { reversed, type WeightedGraph } from './weighted-graph.ts';
import { unmetered, type WorkMeter } from './work-meter.ts';

export interface CycleOptions {
  /** Nodes of the longest cycle, 2 or more. Two nodes make a cycle only in a directed graph. */
  readonly maxLength: number;
  /** Stops after so many cycles; the answer says so. Default: none. */
  readonly limit?: number;
  readonly meter?: WorkMeter;
}

/** `visit` gets the nodes in order, the least first; the array is reused. @returns false when the limit ended the search. */
export function simpleCycles(
  graph: WeightedGraph,
  { maxLength, limit = Infinity, meter = unmetered }: CycleOptions,
  visit: (nodes: Uint32Array, length: number) => void,
): boolean {
  const { nodeCount, start, target, directed } = graph;
  const back = reversed(graph);
  /** Steps from a node to the root at hand through greater nodes; 255 = too far. */
  const home = new Uint8Array(nodeCount).fill(255);
  const near = new Uint32Array(nodeCount);
  const onPath = new Uint8Array(nodeCount);
  const path = new Uint32Array(maxLength);
  const next = new Uint32Array(maxLength);
  let found = 0;
  for (let root = 0; root < nodeCount; root++) {
    if ((root & 255) === 0) meter.report(root, nodeCount);
    const reached = markHome(root);
    if (!search(root)) return false;
    for (let i = 0; i < reached; i++) home[near[i] as number] = 255;
  }
  return true;

  function markHome(root: number): number {
    home[root] = 0;
    near[0] = root;
    let size = 1;
    for (let head = 0; head < size; head++) {
      const node = near[head] as number;
      const steps = (home[node] as number) + 1;
      if (steps >= maxLength) break;
      for (let e = back.start[node] as number; e < (back.start[node + 1] as number); e++) {
        const previous = back.target[e] as number;
        if (previous <= root || home[previous] !== 255) continue;
        home[previous] = steps;
        near[size++] = previous;
      }
    }
    return size;
  }

  /** Rows are sorted, so the greater nodes of a row are its tail: smaller ones are passed over by one comparison each. */
  function search(root: number): boolean {
    let depth = 0;
    path[0] = root;
    next[0] = start[root] as number;
    onPath[root] = 1;
    while (depth >= 0) {
      const node = path[depth] as number;
      const end = start[node + 1] as number;
      let e = next[depth] as number;
      let deeper = false;
      while (e < end) {
        const neighbour = target[e++] as number;
        if (neighbour === root) {
          const length = depth + 1;
          // Undirected: one of the two directions; two nodes are one edge and no cycle.
          if (directed ? length >= 2 : length >= 3 && (path[1] as number) < node) {
            visit(path, length);
            if (++found >= limit) return false;
          }
          continue;
        }
        if (neighbour < root || onPath[neighbour] === 1) continue;
        if (depth + 1 + (home[neighbour] as number) > maxLength) continue;
        next[depth++] = e;
        path[depth] = neighbour;
        next[depth] = start[neighbour] as number;
        onPath[neighbour] = 1;
        deeper = true;
        break;
      }
      if (deeper) continue;
      onPath[node] = 0;
      depth--;
    }
    return true;
  }
}
