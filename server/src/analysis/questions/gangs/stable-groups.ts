/**
 * Second step of gang analysis: groups that stay. Leiden by the constant Potts model (a group is closer inside than the resolution, however large the graph around it)
 * runs for every resolution and seed; every community found is a candidate; the one that is most worth (by the caller's measure) and most stable (by mean Jaccard with its counterparts at this resolution and the next ones, all seeds)
 * is taken first, and what is left of the others after it. So each group is taken at the resolution that suits it.
 */
import type { Partition } from '../../algorithms/leiden.ts';
import { adjustedRandIndex } from '../../algorithms/partition-similarity.ts';
import type { WeightedGraph } from '../../algorithms/weighted-graph.ts';
import { leidenSweep } from '../../sweep/leiden-sweep.ts';

export interface StableGroup {
  /** Nodes, ascending. */
  readonly members: readonly number[];
  /** Of each member, the share of these runs in which it lies in the group's counterpart. */
  readonly stays: readonly number[];
  readonly stability: number;
  readonly resolution: number;
}

export interface StableGroups {
  readonly groups: readonly StableGroup[];
  readonly sweep: readonly {
    readonly resolution: number;
    readonly communities: number;
    readonly stability: number;
  }[];
}

export interface SweepOptions {
  readonly resolutions: readonly number[];
  readonly seeds: readonly number[];
  /** Whether a set of nodes is worth being a group; called for communities of two or more. */
  readonly wanted: (members: readonly number[]) => boolean;
  /** How good a group each wanted community of a partition would be, 0 to 1. */
  readonly worth: (partition: Partition, wanted: readonly number[]) => readonly number[];
  /** Threads that share the runs; the answer does not depend on it. */
  readonly workers: number;
  /** Told of the share that is done, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

interface Run extends Partition {
  readonly resolution: number;
  /** Place of the resolution in the sweep. */
  readonly step: number;
  /** Nodes by community: order[first[c]] … order[first[c + 1] - 1]. */
  readonly first: Uint32Array;
  readonly order: Uint32Array;
}

interface Candidate {
  readonly run: number;
  readonly community: number;
  readonly size: number;
  readonly stability: number;
  /** Stability times worth. */
  readonly quality: number;
}

/** A group that is worth nothing still is one: the more stable of two such is taken. */
const LEAST_WORTH = 0.05;
/** Ends of ties over all runs below which threads take longer to start than to save: a tenth of a second. */
const WORTH_THREADS = 200_000;

export async function stableGroups(
  graph: WeightedGraph,
  { resolutions, seeds, wanted, worth, workers, onProgress }: SweepOptions,
): Promise<StableGroups> {
  const asked = resolutions.flatMap((resolution, step) =>
    seeds.map((seed) => ({ resolution, seed, step })),
  );
  const partitions = await leidenSweep({
    graph,
    objective: 'cpm',
    runs: asked.map(({ resolution, seed }) => ({ resolution, seed })),
    workers: graph.target.length * asked.length < WORTH_THREADS ? 1 : workers,
    onProgress,
  });
  const runs = partitions.map((partition, i): Run => {
    const { resolution, step } = asked[i]!;
    return { ...partition, resolution, step, ...byCommunity(partition) };
  });
  return {
    groups: choose(graph.nodeCount, runs, wanted, worth),
    sweep: resolutions.map((resolution) => {
      const own = runs.filter((run) => run.resolution === resolution);
      return { resolution, communities: own[0]!.count, stability: meanAgreement(own) };
    }),
  };
}

function byCommunity({ membership, count }: Partition): Pick<Run, 'first' | 'order'> {
  const first = new Uint32Array(count + 1);
  for (const community of membership) first[community + 1]!++;
  for (let c = 0; c < count; c++) first[c + 1]! += first[c] as number;
  const next = first.slice(0, count);
  const order = new Uint32Array(membership.length);
  for (let n = 0; n < membership.length; n++) order[next[membership[n] as number]!++] = n;
  return { first, order };
}

function meanAgreement(runs: readonly Run[]): number {
  let sum = 0;
  for (let i = 1; i < runs.length; i++)
    sum += adjustedRandIndex(runs[0]!.membership, runs[i]!.membership);
  return runs.length < 2 ? 1 : sum / (runs.length - 1);
}

/** The community of a run that is most like a set of nodes: label and Jaccard. */
class Counterparts {
  readonly #overlap: Uint32Array;
  constructor(nodeCount: number) {
    this.#overlap = new Uint32Array(nodeCount);
  }
  find(members: ArrayLike<number>, { membership, first }: Run): { label: number; jaccard: number } {
    const overlap = this.#overlap;
    for (let i = 0; i < members.length; i++) overlap[membership[members[i] as number] as number]!++;
    let label = -1;
    let jaccard = 0;
    for (let i = 0; i < members.length; i++) {
      const community = membership[members[i] as number] as number;
      const common = overlap[community] as number;
      if (common === 0) continue;
      overlap[community] = 0;
      const size = (first[community + 1] as number) - (first[community] as number);
      const likeness = common / (members.length + size - common);
      if (likeness > jaccard || (likeness === jaccard && community < label)) {
        jaccard = likeness;
        label = community;
      }
    }
    return { label, jaccard };
  }
}

function membersOf({ first, order }: Run, community: number): Uint32Array {
  return order.subarray(first[community], first[community + 1]);
}

function choose(
  nodeCount: number,
  runs: readonly Run[],
  wanted: SweepOptions['wanted'],
  worth: SweepOptions['worth'],
): StableGroup[] {
  const counterparts = new Counterparts(nodeCount);
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  runs.forEach((run, r) => {
    const found: number[] = [];
    for (let community = 0; community < run.count; community++) {
      const members = membersOf(run, community);
      if (members.length < 2 || !wanted(Array.from(members))) continue;
      const fingerprint = fingerprintOf(members);
      if (seen.has(fingerprint)) continue;
      seen.add(fingerprint);
      found.push(community);
    }
    worth(run, found).forEach((value, i) => {
      const community = found[i] as number;
      const members = membersOf(run, community);
      const stability = stabilityOf(members, run, runs, counterparts);
      candidates.push({
        run: r,
        community,
        size: members.length,
        stability,
        quality: stability * (LEAST_WORTH + value),
      });
    });
  });
  candidates.sort(
    (a, b) =>
      b.quality - a.quality || b.size - a.size || a.run - b.run || a.community - b.community,
  );
  const taken = new Uint8Array(nodeCount);
  const groups: StableGroup[] = [];
  for (const { run, community, stability } of candidates) {
    const { resolution } = runs[run]!;
    const found = membersOf(runs[run]!, community);
    let free = 0;
    for (const node of found) if (taken[node] === 0) free++;
    // What an earlier group took most of is that group seen otherwise.
    if (free * 2 <= found.length) continue;
    const { members, stays } = withShares(
      found,
      neighboursOf(runs, runs[run]!),
      counterparts,
      taken,
    );
    if (!wanted(members)) continue;
    for (const node of members) taken[node] = 1;
    groups.push({ members, stays, stability, resolution });
  }
  return groups;
}

/** Geometric mean of the mean Jaccard near the run's resolution and of the one over the whole sweep: a group that is only there when everything hangs together is not stable. */
function stabilityOf(
  members: Uint32Array,
  run: Run,
  runs: readonly Run[],
  counterparts: Counterparts,
): number {
  let all = 0;
  let near = 0;
  let count = 0;
  for (const other of runs) {
    const { jaccard } = counterparts.find(members, other);
    all += jaccard;
    if (Math.abs(other.step - run.step) > 1) continue;
    near += jaccard;
    count++;
  }
  return Math.sqrt((all / runs.length) * (near / count));
}

/** All seeds at a run's resolution and at the ones next to it. */
function neighboursOf(runs: readonly Run[], { step }: Run): readonly Run[] {
  return runs.filter((other) => Math.abs(other.step - step) <= 1);
}

/** The free nodes of a candidate, and those that lie in most of its counterparts. */
function withShares(
  found: Uint32Array,
  runs: readonly Run[],
  counterparts: Counterparts,
  taken: Uint8Array,
): { members: number[]; stays: number[] } {
  const times = new Map<number, number>();
  for (const node of found) times.set(node, 0);
  for (const run of runs) {
    const { label } = counterparts.find(found, run);
    for (let i = run.first[label] as number; i < (run.first[label + 1] as number); i++) {
      const node = run.order[i] as number;
      times.set(node, (times.get(node) ?? 0) + 1);
    }
  }
  const own = new Set(found);
  const members = [...times]
    .filter(([node, n]) => taken[node] === 0 && (own.has(node) || n * 2 > runs.length))
    .map(([node]) => node)
    .sort((a, b) => a - b);
  return { members, stays: members.map((node) => times.get(node)! / runs.length) };
}

/** Equal for equal sets: size, sum and two mixed sums of the ascending nodes. */
function fingerprintOf(members: Uint32Array): string {
  let a = 0;
  let b = 0;
  for (const node of members) {
    a = Math.imul(a ^ node, 0x9e3779b1) >>> 0;
    b = (Math.imul(b, 31) + node + 1) >>> 0;
  }
  return `${members.length}:${members[0] as number}:${a}:${b}`;
}
