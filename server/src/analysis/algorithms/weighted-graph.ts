/** The form in which algorithms take a graph: undirected or directed compressed sparse rows with positive weights, parallel edges summed, loops apart. */

export interface WeightedGraph {
  readonly nodeCount: number;
  readonly directed: boolean;
  /** Neighbours of node n are target[start[n]] … target[start[n + 1] - 1], ascending; an undirected edge stands in both rows. */
  readonly start: Uint32Array;
  readonly target: Uint32Array;
  readonly weight: Float64Array;
  /** Weight of each node's loops, each loop once. */
  readonly loops: Float64Array;
}

export interface EdgeList {
  readonly source: ArrayLike<number>;
  readonly target: ArrayLike<number>;
  /** Absent: every edge weighs 1. Edges of weight 0 or less are left out. */
  readonly weight?: ArrayLike<number>;
}

/** Number of edges, each once, loops not counted. */
export function edgeCountOf(graph: WeightedGraph): number {
  return graph.directed ? graph.target.length : graph.target.length / 2;
}

/** O(n + m): two passes of counting sort, so that rows come out sorted. */
export function buildGraph(nodeCount: number, edges: EdgeList, directed = false): WeightedGraph {
  const { source, target, weight } = edges;
  const loops = new Float64Array(nodeCount);
  const half = directed ? 1 : 2;
  const count = source.length;
  const from = new Uint32Array(count * half);
  const to = new Uint32Array(count * half);
  const value = new Float64Array(count * half);
  let size = 0;
  for (let i = 0; i < count; i++) {
    const a = source[i] as number;
    const b = target[i] as number;
    const w = weight === undefined ? 1 : (weight[i] as number);
    if (!(w > 0)) continue;
    if (a === b) {
      loops[a]! += w;
      continue;
    }
    from[size] = a;
    to[size] = b;
    value[size++] = w;
    if (!directed) {
      from[size] = b;
      to[size] = a;
      value[size++] = w;
    }
  }
  const byTarget = countingSort(nodeCount, to, size, null);
  const order = countingSort(nodeCount, from, size, byTarget.order);
  return { nodeCount, directed, loops, ...sumParallel(nodeCount, order, to, value, size) };
}

/** Stable order of the first `size` keys, taken in the order of `previous`. */
function countingSort(
  nodeCount: number,
  keys: Uint32Array,
  size: number,
  previous: Uint32Array | null,
): { order: Uint32Array; start: Uint32Array } {
  const start = new Uint32Array(nodeCount + 1);
  for (let i = 0; i < size; i++) start[(keys[i] as number) + 1]!++;
  for (let n = 0; n < nodeCount; n++) start[n + 1]! += start[n] as number;
  const next = start.slice(0, nodeCount);
  const order = new Uint32Array(size);
  for (let i = 0; i < size; i++) {
    const edge = previous === null ? i : (previous[i] as number);
    order[next[keys[edge] as number]!++] = edge;
  }
  return { order, start };
}

function sumParallel(
  nodeCount: number,
  { order, start }: { order: Uint32Array; start: Uint32Array },
  to: Uint32Array,
  value: Float64Array,
  size: number,
): Pick<WeightedGraph, 'start' | 'target' | 'weight'> {
  const target = new Uint32Array(size);
  const weight = new Float64Array(size);
  const merged = new Uint32Array(nodeCount + 1);
  let at = 0;
  for (let n = 0; n < nodeCount; n++) {
    const first = at;
    for (let i = start[n] as number; i < (start[n + 1] as number); i++) {
      const edge = order[i] as number;
      const neighbour = to[edge] as number;
      if (at > first && target[at - 1] === neighbour) weight[at - 1]! += value[edge] as number;
      else {
        target[at] = neighbour;
        weight[at++] = value[edge] as number;
      }
    }
    merged[n + 1] = at;
  }
  if (at === size) return { start: merged, target, weight };
  return { start: merged, target: target.slice(0, at), weight: weight.slice(0, at) };
}

/** The same edges turned round; an undirected graph is its own reverse. */
export function reversed(graph: WeightedGraph): WeightedGraph {
  if (!graph.directed) return graph;
  const source = new Uint32Array(graph.target.length);
  for (let n = 0; n < graph.nodeCount; n++) source.fill(n, graph.start[n], graph.start[n + 1]);
  const turned = buildGraph(
    graph.nodeCount,
    { source: graph.target, target: source, weight: graph.weight },
    true,
  );
  return { ...turned, loops: graph.loops };
}

/** The graph between some nodes, which are numbered anew in the order given. */
export function inducedGraph(graph: WeightedGraph, nodes: ArrayLike<number>): WeightedGraph {
  const place = new Int32Array(graph.nodeCount).fill(-1);
  for (let i = 0; i < nodes.length; i++) place[nodes[i] as number] = i;
  const source: number[] = [];
  const target: number[] = [];
  const weight: number[] = [];
  const loops = new Float64Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as number;
    loops[i] = graph.loops[node] as number;
    for (let e = graph.start[node] as number; e < (graph.start[node + 1] as number); e++) {
      const other = place[graph.target[e] as number] as number;
      if (other < 0 || (!graph.directed && other < i)) continue;
      source.push(i);
      target.push(other);
      weight.push(graph.weight[e] as number);
    }
  }
  return { ...buildGraph(nodes.length, { source, target, weight }, graph.directed), loops };
}
