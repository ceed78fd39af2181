/** Distances, components and local clustering, defined as in LDBC Graphalytics (Iosup et al. 2016). */
import { reversed, type WeightedGraph } from './weighted-graph.ts';

/** Steps from `source` along edges, -1 = not reached. */
export function breadthFirst(
  { nodeCount, start, target }: WeightedGraph,
  source: number,
): Int32Array {
  const distance = new Int32Array(nodeCount).fill(-1);
  const queue = new Uint32Array(nodeCount);
  queue[0] = source;
  distance[source] = 0;
  for (let head = 0, size = 1; head < size; head++) {
    const node = queue[head] as number;
    for (let e = start[node] as number; e < (start[node + 1] as number); e++) {
      const neighbour = target[e] as number;
      if (distance[neighbour] !== -1) continue;
      distance[neighbour] = (distance[node] as number) + 1;
      queue[size++] = neighbour;
    }
  }
  return distance;
}

/** Least sum of weights from `source`, Infinity = not reached (Dijkstra 1959 with a binary heap). */
export function shortestDistances(
  { nodeCount, start, target, weight }: WeightedGraph,
  source: number,
): Float64Array {
  const distance = new Float64Array(nodeCount).fill(Infinity);
  const heap: [number, number][] = [[0, source]];
  distance[source] = 0;
  while (heap.length > 0) {
    const [reached, node] = popLeast(heap);
    if (reached > (distance[node] as number)) continue;
    for (let e = start[node] as number; e < (start[node + 1] as number); e++) {
      const neighbour = target[e] as number;
      const through = reached + (weight[e] as number);
      if (through >= (distance[neighbour] as number)) continue;
      distance[neighbour] = through;
      push(heap, [through, neighbour]);
    }
  }
  return distance;
}

function push(heap: [number, number][], item: [number, number]): void {
  let at = heap.push(item) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (heap[above]![0] <= item[0]) break;
    heap[at] = heap[above]!;
    at = above;
  }
  heap[at] = item;
}

function popLeast(heap: [number, number][]): [number, number] {
  const least = heap[0]!;
  const last = heap.pop()!;
  if (heap.length === 0) return least;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && heap[below + 1]![0] < heap[below]![0]) below++;
    if (heap[below]![0] >= last[0]) break;
    heap[at] = heap[below]!;
    at = below;
  }
  heap[at] = last;
  return least;
}

/** Component of each node whatever the direction of edges, numbered by first member. */
export function components(graph: WeightedGraph): { membership: Uint32Array; count: number } {
  const back = reversed(graph);
  const membership = new Uint32Array(graph.nodeCount).fill(0xffffffff);
  const stack: number[] = [];
  let count = 0;
  for (let origin = 0; origin < graph.nodeCount; origin++) {
    if (membership[origin] !== 0xffffffff) continue;
    membership[origin] = count;
    stack.push(origin);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      for (const { start, target } of graph.directed ? [graph, back] : [graph]) {
        for (let e = start[node] as number; e < (start[node + 1] as number); e++) {
          const neighbour = target[e] as number;
          if (membership[neighbour] !== 0xffffffff) continue;
          membership[neighbour] = count;
          stack.push(neighbour);
        }
      }
    }
    count++;
  }
  return { membership, count };
}

/** Edges among a node's neighbours (in either direction) by the number that there could be. */
export function localClustering(graph: WeightedGraph): Float64Array {
  const { nodeCount } = graph;
  const back = reversed(graph);
  const result = new Float64Array(nodeCount);
  const near = new Int32Array(nodeCount).fill(-1);
  for (let n = 0; n < nodeCount; n++) {
    const neighbours: number[] = [];
    for (const { start, target } of graph.directed ? [graph, back] : [graph]) {
      for (let e = start[n] as number; e < (start[n + 1] as number); e++) {
        const neighbour = target[e] as number;
        if (near[neighbour] === n) continue;
        near[neighbour] = n;
        neighbours.push(neighbour);
      }
    }
    let edges = 0;
    for (const neighbour of neighbours)
      for (
        let e = graph.start[neighbour] as number;
        e < (graph.start[neighbour + 1] as number);
        e++
      )
        if (near[graph.target[e] as number] === n) edges++;
    const size = neighbours.length;
    result[n] = size < 2 ? 0 : edges / (size * (size - 1));
  }
  return result;
}
