/**
 * Communities at the resolution that the graph itself suggests: Leiden over a logarithmic sweep of resolutions × seeds; the most stable resolution (greatest mean
 * adjusted Rand index between its seeds) and its two neighbours vote; the consensus is clustered once more (consensus clustering, Lancichinetti and Fortunato 2012), and each node goes where most of its ties lead.
 * Runs are independent, so a pool of workers may do them: the answer depends on the seeds alone.
 */
import { leiden, type Partition } from './leiden.ts';
import { adjustedRandIndex } from './partition-similarity.ts';
import { splitDisconnected } from './split-disconnected.ts';
import { buildGraph, type WeightedGraph } from './weighted-graph.ts';

export interface ClusterRun {
  readonly resolution: number;
  readonly seed: number;
}
/** Runs Leiden once for each request, in their order. */
export type ClusterRunner = (runs: readonly ClusterRun[]) => Promise<readonly Partition[]>;

export interface SweepOptions {
  /** Ascending. Default: powers of two from 1 to 128. */
  readonly resolutions?: readonly number[];
  /** Two or more. Default 1 to 4; to 2 beyond 200,000 nodes. */
  readonly seeds?: readonly number[];
}

export interface SweepPoint {
  readonly resolution: number;
  readonly communities: number;
  /** Mean adjusted Rand index between seeds. */
  readonly stability: number;
}

export interface StableCommunities extends Partition {
  readonly resolution: number;
  readonly sweep: readonly SweepPoint[];
  /** Of each node, the share of all voting runs in which it lies where most of its community lies, 0 … 1. */
  readonly certainty: Float64Array;
}

export const defaultResolutions: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 128];

/** Ties that at least so large a share of the voting runs kept inside a community stay. */
const QUORUM = 0.6;

export async function stableCommunities(
  graph: WeightedGraph,
  run: ClusterRunner,
  { resolutions = defaultResolutions, seeds = defaultSeeds(graph) }: SweepOptions = {},
): Promise<StableCommunities> {
  if (seeds.length < 2) throw new Error('stability needs two seeds or more');
  const requests = resolutions.flatMap((resolution) => seeds.map((seed) => ({ resolution, seed })));
  const partitions = await run(requests);
  const bySeed = resolutions.map((_, i) =>
    partitions.slice(i * seeds.length, (i + 1) * seeds.length),
  );
  const sweep = resolutions.map((resolution, i): SweepPoint => {
    const group = bySeed[i]!;
    return { resolution, communities: group[0]!.count, stability: meanAgreement(group) };
  });
  const best = mostStable(sweep);
  const voting = bySeed.slice(Math.max(0, best - 1), best + 2).flat();
  const resolution = sweep[best]!.resolution;
  const voted = leiden(consensusGraph(graph, voting), {
    resolution: resolution / 4,
    seed: seeds[0]!,
  });
  const consensus = settle(graph, voted.membership);
  return { ...consensus, resolution, sweep, certainty: certaintyOf(consensus, voting) };
}

function meanAgreement(group: readonly Partition[]): number {
  let sum = 0;
  let pairs = 0;
  for (let i = 0; i < group.length; i++)
    for (let j = 0; j < i; j++) {
      sum += adjustedRandIndex(group[i]!.membership, group[j]!.membership);
      pairs++;
    }
  return sum / pairs;
}

/** The coarser one of equals. */
function mostStable(sweep: readonly SweepPoint[]): number {
  let best = 0;
  sweep.forEach((point, i) => {
    if (point.stability > sweep[best]!.stability + 1e-9) best = i;
  });
  return best;
}

/** The edges that the quorum keeps, each weighted by the share of votes. */
function consensusGraph(
  { nodeCount, start, target, weight }: WeightedGraph,
  voting: readonly Partition[],
): WeightedGraph {
  const source = new Uint32Array(target.length / 2);
  const end = new Uint32Array(target.length / 2);
  const kept = new Float64Array(target.length / 2);
  let size = 0;
  for (let n = 0; n < nodeCount; n++) {
    for (let e = start[n] as number; e < (start[n + 1] as number); e++) {
      const other = target[e] as number;
      if (other < n) continue;
      let votes = 0;
      for (const { membership } of voting) if (membership[n] === membership[other]) votes++;
      const share = votes / voting.length;
      if (share < QUORUM) continue;
      source[size] = n;
      end[size] = other;
      kept[size++] = (weight[e] as number) * share;
    }
  }
  return buildGraph(nodeCount, {
    source: source.subarray(0, size),
    target: end.subarray(0, size),
    weight: kept.subarray(0, size),
  });
}

const defaultSeeds = ({ nodeCount }: WeightedGraph): readonly number[] =>
  nodeCount > 200_000 ? [1, 2] : [1, 2, 3, 4];

/** Two passes over the nodes: each joins the community that most of the weight of its ties leads to; its own where that is as much. */
function settle(graph: WeightedGraph, voted: Uint32Array): Partition {
  const { nodeCount, start, target, weight } = graph;
  const membership = voted.slice();
  const toCommunity = new Float64Array(nodeCount);
  for (let pass = 0; pass < 2; pass++)
    for (let n = 0; n < nodeCount; n++) {
      const from = start[n] as number;
      const to = start[n + 1] as number;
      for (let e = from; e < to; e++)
        toCommunity[membership[target[e] as number] as number]! += weight[e] as number;
      let best = membership[n] as number;
      for (let e = from; e < to; e++) {
        const community = membership[target[e] as number] as number;
        if ((toCommunity[community] as number) > (toCommunity[best] as number)) best = community;
      }
      for (let e = from; e < to; e++) toCommunity[membership[target[e] as number] as number] = 0;
      membership[n] = best;
    }
  return splitDisconnected(graph, membership);
}

function certaintyOf({ membership, count }: Partition, voting: readonly Partition[]): Float64Array {
  const certainty = new Float64Array(membership.length);
  for (const run of voting) {
    const home = pluralities(membership, count, run);
    for (let n = 0; n < membership.length; n++)
      if (run.membership[n] === home[membership[n] as number]) certainty[n]! += 1 / voting.length;
  }
  return certainty;
}

/** Where most members of each community lie in another partition; of equals the smaller label. */
function pluralities(membership: Uint32Array, count: number, run: Partition): Uint32Array {
  const size = new Map<number, number>();
  const home = new Uint32Array(count);
  const most = new Uint32Array(count);
  for (let n = 0; n < membership.length; n++) {
    const key = (membership[n] as number) * 0x4000000 + (run.membership[n] as number);
    size.set(key, (size.get(key) ?? 0) + 1);
  }
  for (const [key, members] of size) {
    const community = Math.floor(key / 0x4000000);
    const label = key % 0x4000000;
    if (
      members > (most[community] as number) ||
      (members === most[community] && label < (home[community] as number))
    ) {
      most[community] = members;
      home[community] = label;
    }
  }
  return home;
}
