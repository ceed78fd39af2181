/** PageRank and personalised PageRank by power iteration (Page et al. 1999): damping .85, the mass of nodes without a way out spread like the restart. */
import { reversed, type WeightedGraph } from './weighted-graph.ts';
import { unmetered, type WorkMeter } from './work-meter.ts';

export interface PageRankOptions {
  /** Probability to follow an edge, default .85. */
  readonly damping?: number;
  /** Restart weights by node, any positive scale; absent: uniform. A restart of zero everywhere is refused. */
  readonly restart?: Float64Array;
  /** Stops when the sum of changes is below, default 1e-8. */
  readonly tolerance?: number;
  /** Default 1,000. */
  readonly maxIterations?: number;
  readonly meter?: WorkMeter;
}

export interface PageRankResult {
  /** Sum 1. */
  readonly rank: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
}

/** A step follows an edge with probability in proportion to its weight; loops count as edges (undirected ones twice, as in the strength). */
export function pageRank(graph: WeightedGraph, options: PageRankOptions = {}): PageRankResult {
  const { damping = 0.85, tolerance = 1e-8, maxIterations = 1_000, meter = unmetered } = options;
  const { nodeCount, loops, directed } = graph;
  if (nodeCount === 0) return { rank: new Float64Array(0), iterations: 0, converged: true };
  const restart = normalised(options.restart, nodeCount);
  const loop = directed ? 1 : 2;
  const strength = new Float64Array(nodeCount);
  for (let n = 0; n < nodeCount; n++) {
    let sum = loop * (loops[n] as number);
    for (let e = graph.start[n] as number; e < (graph.start[n + 1] as number); e++)
      sum += graph.weight[e] as number;
    strength[n] = sum;
  }
  const { start, target, weight } = reversed(graph);
  let rank = restart.slice();
  let next = new Float64Array(nodeCount);
  /** Rank per unit of strength. */
  const flow = new Float64Array(nodeCount);
  let iterations = 0;
  let change = Infinity;
  while (change >= tolerance && iterations < maxIterations) {
    meter.report(iterations, maxIterations);
    let dangling = 0;
    for (let n = 0; n < nodeCount; n++) {
      if (strength[n] === 0) {
        dangling += rank[n] as number;
        flow[n] = 0;
      } else flow[n] = (rank[n] as number) / (strength[n] as number);
    }
    const spread = 1 - damping + damping * dangling;
    change = 0;
    for (let n = 0; n < nodeCount; n++) {
      let sum = loop * (loops[n] as number) * (flow[n] as number);
      for (let e = start[n] as number; e < (start[n + 1] as number); e++)
        sum += (weight[e] as number) * (flow[target[e] as number] as number);
      const value = spread * (restart[n] as number) + damping * sum;
      change += Math.abs(value - (rank[n] as number));
      next[n] = value;
    }
    [rank, next] = [next, rank];
    iterations++;
  }
  return { rank, iterations, converged: change < tolerance };
}

function normalised(restart: Float64Array | undefined, nodeCount: number): Float64Array {
  if (restart === undefined) return new Float64Array(nodeCount).fill(1 / nodeCount);
  let sum = 0;
  for (const value of restart) sum += value;
  if (!(sum > 0)) throw new Error('PageRank needs at least one node to restart from');
  return restart.map((value) => value / sum);
}
