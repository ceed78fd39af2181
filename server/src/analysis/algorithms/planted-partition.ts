/** Graphs with known communities, for tests and benchmarks: sizes by a power law, a share `mixing` of the edges anywhere, no loops. Not used outside tests. */
import { RandomNumbers } from './random-numbers.ts';
import { buildGraph, type WeightedGraph } from './weighted-graph.ts';

export interface PlantedPartition {
  readonly nodeCount: number;
  readonly meanDegree: number;
  readonly mixing: number;
  readonly sizes: readonly [least: number, most: number];
  readonly seed: number;
}

export function plantedPartition({
  nodeCount,
  meanDegree,
  mixing,
  sizes: [least, most],
  seed,
}: PlantedPartition): { graph: WeightedGraph; truth: Uint32Array } {
  const random = new RandomNumbers(seed);
  const truth = new Uint32Array(nodeCount);
  const starts: number[] = [];
  const exponent = 1.5;
  for (let at = 0; at < nodeCount;) {
    const tail = 1 - random.fraction() * (1 - (most / least) ** -exponent);
    const size = Math.min(nodeCount - at, Math.floor(least * tail ** (-1 / exponent)));
    truth.fill(starts.length, at, at + size);
    starts.push(at);
    at += size;
  }
  starts.push(nodeCount);
  const edges = Math.floor((nodeCount * meanDegree) / 2);
  const source = new Uint32Array(edges);
  const target = new Uint32Array(edges);
  for (let i = 0; i < edges; i++) {
    const a = random.below(nodeCount);
    const community = truth[a] as number;
    const from = starts[community] as number;
    const size = (starts[community + 1] as number) - from;
    source[i] = a;
    // Never the node itself: the step from it is at least one.
    target[i] =
      random.fraction() < mixing || size < 2
        ? (a + 1 + random.below(nodeCount - 1)) % nodeCount
        : from + ((a - from + 1 + random.below(size - 1)) % size);
  }
  return { graph: buildGraph(nodeCount, { source, target }), truth };
}
