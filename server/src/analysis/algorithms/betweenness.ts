/** Betweenness of nodes: the share of shortest paths that lead through each. Exact by Brandes (2001); beyond that by sampled paths (Riondato and Kornaropoulos 2016). */
import { RandomNumbers } from './random-numbers.ts';
import { reversed, type WeightedGraph } from './weighted-graph.ts';
import { unmetered, type WorkMeter } from './work-meter.ts';

/**
 * Unweighted: every edge is one step. Ends are not counted; in an undirected graph each pair once.
 * O(n m) time, O(n + m) memory.
 */
export function betweenness(graph: WeightedGraph, meter: WorkMeter = unmetered): Float64Array {
  const { nodeCount, directed } = graph;
  const result = new Float64Array(nodeCount);
  const search = new ShortestPaths(graph);
  const dependency = new Float64Array(nodeCount);
  for (let source = 0; source < nodeCount; source++) {
    if ((source & 63) === 0) meter.report(source, nodeCount);
    const { order, reached, distance, paths } = search.from(source);
    for (let i = reached - 1; i > 0; i--) {
      const node = order[i] as number;
      const own = dependency[node] as number;
      // What successors on shortest paths pass back was added before: here the node's own share is complete.
      result[node]! += own;
      const share = (1 + own) / (paths[node] as number);
      const before = (distance[node] as number) - 1;
      for (
        let e = search.backStart[node] as number;
        e < (search.backStart[node + 1] as number);
        e++
      ) {
        const previous = search.backTarget[e] as number;
        if (distance[previous] === before)
          dependency[previous]! += (paths[previous] as number) * share;
      }
    }
    for (let i = 0; i < reached; i++) dependency[order[i] as number] = 0;
    search.clear();
  }
  if (!directed) for (let n = 0; n < nodeCount; n++) result[n]! /= 2;
  return result;
}

export interface SampledBetweenness {
  /** Estimated share of ordered pairs of nodes whose shortest path leads through each; in 0 … 1. */
  readonly share: Float64Array;
  readonly samples: number;
  /** With probability 1 - δ every share is within ε. */
  readonly epsilon: number;
  readonly delta: number;
}

export interface SamplingOptions {
  /** Default .01. */
  readonly epsilon?: number;
  /** Default .1. */
  readonly delta?: number;
  readonly seed?: number;
  readonly meter?: WorkMeter;
}

/** Number of samples: (c / ε²)(⌊log₂(D - 2)⌋ + 1 + ln(1 / δ)), c = .5, D = bound on the nodes of a shortest path. */
export function sampledBetweenness(
  graph: WeightedGraph,
  options: SamplingOptions = {},
): SampledBetweenness {
  const { epsilon = 0.01, delta = 0.1, seed = 1, meter = unmetered } = options;
  const { nodeCount } = graph;
  const share = new Float64Array(nodeCount);
  if (nodeCount < 3) return { share, samples: 0, epsilon, delta };
  const random = new RandomNumbers(seed);
  const search = new ShortestPaths(graph);
  const longest = Math.max(3, vertexDiameterBound(graph, search));
  const samples = Math.ceil(
    (0.5 / epsilon ** 2) * (Math.floor(Math.log2(longest - 2)) + 1 + Math.log(1 / delta)),
  );
  for (let i = 0; i < samples; i++) {
    if ((i & 15) === 0) meter.report(i, samples);
    const source = random.below(nodeCount);
    let end = random.below(nodeCount - 1);
    if (end >= source) end++;
    const { distance, paths } = search.from(source, end);
    for (let node = end; (distance[node] as number) > 0;) {
      node = drawPredecessor(search, node, distance, paths, random);
      if (node === source) break;
      share[node]! += 1 / samples;
    }
    search.clear();
  }
  return { share, samples, epsilon, delta };
}

function drawPredecessor(
  { backStart, backTarget }: ShortestPaths,
  node: number,
  distance: Int32Array,
  paths: Float64Array,
  random: RandomNumbers,
): number {
  const before = (distance[node] as number) - 1;
  let drawn = random.fraction() * (paths[node] as number);
  let last = -1;
  for (let e = backStart[node] as number; e < (backStart[node + 1] as number); e++) {
    const previous = backTarget[e] as number;
    if (distance[previous] !== before) continue;
    last = previous;
    drawn -= paths[previous] as number;
    if (drawn < 0) break;
  }
  return last;
}

/** Undirected: in each component at most twice the eccentricity of any node, plus one. Directed: the number of nodes. */
function vertexDiameterBound(
  { nodeCount, directed }: WeightedGraph,
  search: ShortestPaths,
): number {
  if (directed) return nodeCount;
  const seen = new Uint8Array(nodeCount);
  let bound = 1;
  for (let n = 0; n < nodeCount; n++) {
    if (seen[n] === 1) continue;
    const { order, reached, distance } = search.from(n);
    for (let i = 0; i < reached; i++) seen[order[i] as number] = 1;
    bound = Math.max(bound, 2 * (distance[order[reached - 1] as number] as number) + 1);
    search.clear();
  }
  return bound;
}

interface Found {
  /** Nodes reached, nearest first. */
  readonly order: Uint32Array;
  readonly reached: number;
  /** Steps from the source, -1 = not reached. */
  readonly distance: Int32Array;
  /** Number of shortest paths. */
  readonly paths: Float64Array;
}

/** Breadth-first search that counts shortest paths; arrays are reused. */
class ShortestPaths {
  readonly backStart: Uint32Array;
  readonly backTarget: Uint32Array;
  readonly #graph: WeightedGraph;
  readonly #order: Uint32Array;
  readonly #distance: Int32Array;
  readonly #paths: Float64Array;
  #reached = 0;

  constructor(graph: WeightedGraph) {
    const back = reversed(graph);
    this.#graph = graph;
    this.backStart = back.start;
    this.backTarget = back.target;
    this.#order = new Uint32Array(graph.nodeCount);
    this.#distance = new Int32Array(graph.nodeCount).fill(-1);
    this.#paths = new Float64Array(graph.nodeCount);
  }

  /** With `until`, nodes farther than it are left out. */
  from(source: number, until = -1): Found {
    const { start, target } = this.#graph;
    const order = this.#order;
    const distance = this.#distance;
    const paths = this.#paths;
    order[0] = source;
    distance[source] = 0;
    paths[source] = 1;
    let reached = 1;
    for (let i = 0; i < reached; i++) {
      const node = order[i] as number;
      const next = (distance[node] as number) + 1;
      if (until >= 0 && (distance[until] as number) >= 0 && next > (distance[until] as number))
        break;
      const count = paths[node] as number;
      for (let e = start[node] as number; e < (start[node + 1] as number); e++) {
        const neighbour = target[e] as number;
        if (distance[neighbour] === -1) {
          distance[neighbour] = next;
          paths[neighbour] = count;
          order[reached++] = neighbour;
        } else if (distance[neighbour] === next) paths[neighbour]! += count;
      }
    }
    this.#reached = reached;
    return { order, reached, distance, paths };
  }

  clear(): void {
    for (let i = 0; i < this.#reached; i++) this.#distance[this.#order[i] as number] = -1;
  }
}
