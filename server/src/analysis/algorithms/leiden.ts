/**
 * Communities by the Leiden method (Traag, Waltman, van Eck 2019, doi:10.1038/s41598-019-41695-z): move ▸ refine ▸ aggregate, level by level, then again from the result.
 * Same seed, same answer. No community comes out disconnected.
 */
import { RandomNumbers } from './random-numbers.ts';
import { splitDisconnected } from './split-disconnected.ts';
import type { WeightedGraph } from './weighted-graph.ts';
import { unmetered, type WorkMeter } from './work-meter.ts';

export interface LeidenOptions {
  /** `modularity` compares with a random graph of the same strengths; `cpm` (constant Potts) with a constant density. Default modularity. */
  readonly objective?: 'modularity' | 'cpm';
  /** γ > 0; larger gives smaller communities. Default 1. */
  readonly resolution?: number;
  /** Default 1. */
  readonly seed?: number;
  /** Whole passes, each from the last one's result; ends early when one changes nothing. Default 2. */
  readonly iterations?: number;
  readonly meter?: WorkMeter;
}

export interface Partition {
  /** Community of each node, 0 … count - 1, numbered by first member. */
  readonly membership: Uint32Array;
  readonly count: number;
}

/** Spread of the random choice among merges that gain nearly the same, as in the paper. */
const RANDOMNESS = 0.01;
/** Nodes between two reports of progress. */
const REPORT_EVERY = 0x4000;

/** One level: a graph whose nodes are sets of original nodes. */
interface Level {
  readonly nodeCount: number;
  readonly start: Uint32Array;
  readonly target: Uint32Array;
  readonly weight: Float64Array;
  /** Strength (modularity) or number of original nodes (cpm). */
  readonly nodeWeight: Float64Array;
}

export function leiden(graph: WeightedGraph, options: LeidenOptions = {}): Partition {
  if (graph.directed) throw new Error('Leiden takes an undirected graph');
  const { objective = 'modularity', seed = 1, iterations = 2, meter = unmetered } = options;
  const random = new RandomNumbers(seed);
  const { level, total } = firstLevel(graph, objective);
  const resolution =
    (options.resolution ?? 1) / (objective === 'modularity' ? Math.max(total, 1e-300) : 1);
  const membership = new Uint32Array(graph.nodeCount);
  for (let n = 0; n < membership.length; n++) membership[n] = n;
  const scratch = new Scratch(graph.nodeCount);
  const work = new Work(meter, graph.nodeCount * iterations * 3);
  for (let i = 0; i < iterations; i++)
    if (!onePass(level, membership, resolution, random, scratch, work)) break;
  return splitDisconnected(graph, membership);
}

/** total = sum of strengths = 2m. */
function firstLevel(
  graph: WeightedGraph,
  objective: 'modularity' | 'cpm',
): { level: Level; total: number } {
  const { nodeCount, start, target, weight, loops } = graph;
  const nodeWeight = new Float64Array(nodeCount);
  let total = 0;
  for (let n = 0; n < nodeCount; n++) {
    let strength = 2 * (loops[n] as number);
    for (let e = start[n] as number; e < (start[n + 1] as number); e++)
      strength += weight[e] as number;
    total += strength;
    nodeWeight[n] = objective === 'modularity' ? strength : 1;
  }
  return { level: { nodeCount, start, target, weight, nodeWeight }, total };
}

class Work {
  readonly #meter: WorkMeter;
  readonly #total: number;
  #done = 0;
  #left = REPORT_EVERY;
  constructor(meter: WorkMeter, total: number) {
    this.#meter = meter;
    this.#total = total;
  }
  step(): void {
    if (--this.#left > 0) return;
    this.#left = REPORT_EVERY;
    this.#done += REPORT_EVERY;
    this.#meter.report(Math.min(this.#done, this.#total), this.#total);
  }
}

/** Arrays that every level needs, made once for the largest. */
class Scratch {
  readonly communityWeight: Float64Array;
  readonly communitySize: Uint32Array;
  /** Weight from the node at hand to a community; 0 between nodes. */
  readonly weightTo: Float64Array;
  readonly touched: Uint32Array;
  readonly queue: Uint32Array;
  readonly queued: Uint8Array;
  readonly empty: Uint32Array;
  readonly cut: Float64Array;
  readonly chance: Float64Array;
  constructor(n: number) {
    this.communityWeight = new Float64Array(n);
    this.communitySize = new Uint32Array(n);
    this.weightTo = new Float64Array(n);
    this.touched = new Uint32Array(n);
    this.queue = new Uint32Array(n);
    this.queued = new Uint8Array(n);
    this.empty = new Uint32Array(n);
    this.cut = new Float64Array(n);
    this.chance = new Float64Array(n);
  }
}

/** True when the membership changed. */
function onePass(
  first: Level,
  membership: Uint32Array,
  resolution: number,
  random: RandomNumbers,
  scratch: Scratch,
  work: Work,
): boolean {
  let level = first;
  let communities = membership.slice();
  /** Node of the level at hand that an original node is in. */
  let nodeOf: Uint32Array | null = null;
  let changed = false;
  for (;;) {
    if (moveNodes(level, communities, resolution, random, scratch, work)) changed = true;
    const count = renumber(communities, scratch.touched);
    if (count === level.nodeCount) break;
    const refined = refine(level, communities, count, resolution, random, scratch, work);
    let parts = renumber(refined, scratch.touched);
    // Nothing merges under the stricter rule: the communities themselves become nodes.
    const basis = parts === level.nodeCount ? communities : refined;
    if (basis === communities) parts = count;
    const next = aggregate(level, basis, parts, scratch);
    const above = new Uint32Array(parts);
    for (let n = 0; n < level.nodeCount; n++) above[basis[n] as number] = communities[n] as number;
    if (nodeOf === null) nodeOf = basis.slice();
    else for (let n = 0; n < nodeOf.length; n++) nodeOf[n] = basis[nodeOf[n] as number] as number;
    level = next;
    communities = above;
  }
  if (!changed) return false;
  for (let n = 0; n < membership.length; n++)
    membership[n] = communities[nodeOf === null ? n : (nodeOf[n] as number)] as number;
  return true;
}

/** Numbers communities 0 … count - 1 by first member, in place. */
function renumber(communities: Uint32Array, place: Uint32Array): number {
  place.fill(0xffffffff);
  let count = 0;
  for (let n = 0; n < communities.length; n++) {
    const community = communities[n] as number;
    if (place[community] === 0xffffffff) place[community] = count++;
    communities[n] = place[community] as number;
  }
  return count;
}

/** Local moving with a queue: a node is looked at again only when a neighbour moved. */
function moveNodes(
  { nodeCount, start, target, weight, nodeWeight }: Level,
  communities: Uint32Array,
  resolution: number,
  random: RandomNumbers,
  { communityWeight, communitySize, weightTo, touched, queue, queued, empty }: Scratch,
  work: Work,
): boolean {
  communityWeight.fill(0, 0, nodeCount);
  communitySize.fill(0, 0, nodeCount);
  for (let n = 0; n < nodeCount; n++) {
    const community = communities[n] as number;
    communityWeight[community]! += nodeWeight[n] as number;
    communitySize[community]!++;
    queue[n] = n;
    queued[n] = 1;
  }
  let emptyCount = 0;
  for (let c = nodeCount - 1; c >= 0; c--) if (communitySize[c] === 0) empty[emptyCount++] = c;
  random.shuffle(queue, nodeCount);
  let head = 0;
  let waiting = nodeCount;
  let changed = false;
  while (waiting > 0) {
    work.step();
    const node = queue[head] as number;
    head = head + 1 === nodeCount ? 0 : head + 1;
    waiting--;
    queued[node] = 0;
    const own = communities[node] as number;
    const mass = nodeWeight[node] as number;
    const rowStart = start[node] as number;
    const rowEnd = start[node + 1] as number;
    let count = 0;
    for (let e = rowStart; e < rowEnd; e++) {
      const community = communities[target[e] as number] as number;
      if (weightTo[community] === 0) touched[count++] = community;
      weightTo[community]! += weight[e] as number;
    }
    const scaled = mass * resolution;
    const left = (communityWeight[own] as number) - mass;
    let best = own;
    let bestGain = (weightTo[own] as number) - scaled * left;
    for (let i = 0; i < count; i++) {
      const community = touched[i] as number;
      if (community !== own) {
        const gain =
          (weightTo[community] as number) - scaled * (communityWeight[community] as number);
        if (gain > bestGain) {
          bestGain = gain;
          best = community;
        }
      }
      weightTo[community] = 0;
    }
    if (bestGain < 0 && (communitySize[own] as number) > 1) best = empty[--emptyCount] as number;
    if (best === own) continue;
    changed = true;
    communityWeight[own] = left;
    if (--communitySize[own]! === 0) empty[emptyCount++] = own;
    communityWeight[best]! += mass;
    communitySize[best]!++;
    communities[node] = best;
    for (let e = rowStart; e < rowEnd; e++) {
      const neighbour = target[e] as number;
      if (queued[neighbour] === 1 || communities[neighbour] === best) continue;
      queued[neighbour] = 1;
      let at = head + waiting;
      if (at >= nodeCount) at -= nodeCount;
      queue[at] = neighbour;
      waiting++;
    }
  }
  return changed;
}

/** Splits communities into parts that are well connected inside: nodes start alone and join at random, better joins more likely. */
function refine(
  { nodeCount, start, target, weight, nodeWeight }: Level,
  communities: Uint32Array,
  communityCount: number,
  resolution: number,
  random: RandomNumbers,
  { communityWeight, communitySize, weightTo, touched, queue, empty, cut, chance }: Scratch,
  work: Work,
): Uint32Array {
  const parts = new Uint32Array(nodeCount);
  const whole = new Float64Array(communityCount);
  for (let n = 0; n < nodeCount; n++) {
    parts[n] = n;
    whole[communities[n] as number]! += nodeWeight[n] as number;
    communityWeight[n] = nodeWeight[n] as number;
    communitySize[n] = 1;
  }
  // From here on the scratch columns of communities hold those of parts; cut = weight to the rest of the community.
  for (let n = 0; n < nodeCount; n++) {
    const community = communities[n] as number;
    let inside = 0;
    for (let e = start[n] as number; e < (start[n + 1] as number); e++)
      if (communities[target[e] as number] === community) inside += weight[e] as number;
    cut[n] = inside;
  }
  orderByCommunity(communities, communityCount, queue, empty, random);
  for (let i = 0; i < nodeCount; i++) {
    work.step();
    const node = queue[i] as number;
    const mass = nodeWeight[node] as number;
    const rest = whole[communities[node] as number] as number;
    if (communitySize[parts[node] as number] !== 1) continue;
    if ((cut[node] as number) < mass * (rest - mass) * resolution || cut[node] === 0) continue;
    joinPart(node, mass, rest);
  }
  return parts;

  function joinPart(node: number, mass: number, rest: number): void {
    const community = communities[node] as number;
    const own = parts[node] as number;
    const rowEnd = start[node + 1] as number;
    let count = 0;
    for (let e = start[node] as number; e < rowEnd; e++) {
      const neighbour = target[e] as number;
      if (communities[neighbour] !== community) continue;
      const part = parts[neighbour] as number;
      if (weightTo[part] === 0) touched[count++] = part;
      weightTo[part]! += weight[e] as number;
    }
    let best = own;
    let bestGain = 0;
    let sum = 1; // staying alone gains 0
    let candidates = 0;
    for (let i = 0; i < count; i++) {
      const part = touched[i] as number;
      const partWeight = communityWeight[part] as number;
      const gain = (weightTo[part] as number) - mass * partWeight * resolution;
      weightTo[part] = 0;
      if (gain < 0 || (cut[part] as number) < partWeight * (rest - partWeight) * resolution)
        continue;
      if (gain > bestGain) {
        bestGain = gain;
        best = part;
      }
      sum += Math.exp(gain / RANDOMNESS);
      touched[candidates] = part;
      chance[candidates++] = sum;
    }
    if (candidates === 0) return;
    let chosen = best;
    if (sum < Infinity) {
      const drawn = random.fraction() * sum;
      chosen = own;
      if (drawn >= 1) {
        let i = 0;
        while (i < candidates - 1 && (chance[i] as number) <= drawn) i++;
        chosen = touched[i] as number;
      }
    }
    if (chosen === own) return;
    communityWeight[chosen]! += mass;
    communitySize[chosen]!++;
    communityWeight[own] = 0;
    communitySize[own] = 0;
    parts[node] = chosen;
    let between = cut[chosen] as number;
    for (let e = start[node] as number; e < rowEnd; e++) {
      const neighbour = target[e] as number;
      if (communities[neighbour] !== community) continue;
      between += parts[neighbour] === chosen ? -(weight[e] as number) : (weight[e] as number);
    }
    cut[chosen] = between;
  }
}

/** Nodes community by community, at random within each. */
function orderByCommunity(
  communities: Uint32Array,
  count: number,
  order: Uint32Array,
  next: Uint32Array,
  random: RandomNumbers,
): void {
  next.fill(0, 0, count);
  for (const community of communities) next[community]!++;
  let sum = 0;
  for (let c = 0; c < count; c++) {
    const size = next[c] as number;
    next[c] = sum;
    sum += size;
  }
  for (let n = 0; n < communities.length; n++) order[next[communities[n] as number]!++] = n;
  for (let c = 0; c < count; c++) {
    const begin = c === 0 ? 0 : (next[c - 1] as number);
    for (let i = (next[c] as number) - 1; i > begin; i--) {
      const j = begin + random.below(i - begin + 1);
      const kept = order[i] as number;
      order[i] = order[j] as number;
      order[j] = kept;
    }
  }
}

/** The graph of parts: edges between them summed, those inside left out (no move depends on them). */
function aggregate(
  { nodeCount, start, target, weight, nodeWeight }: Level,
  parts: Uint32Array,
  count: number,
  { weightTo, touched, queue, empty }: Scratch,
): Level {
  empty.fill(0, 0, count);
  for (let n = 0; n < nodeCount; n++) empty[parts[n] as number]!++;
  let sum = 0;
  for (let p = 0; p < count; p++) {
    const size = empty[p] as number;
    empty[p] = sum;
    sum += size;
  }
  for (let n = 0; n < nodeCount; n++) queue[empty[parts[n] as number]!++] = n;
  const newStart = new Uint32Array(count + 1);
  const newTarget = new Uint32Array(target.length);
  const newWeight = new Float64Array(target.length);
  const newNodeWeight = new Float64Array(count);
  let at = 0;
  for (let p = 0; p < count; p++) {
    let found = 0;
    for (let i = p === 0 ? 0 : (empty[p - 1] as number); i < (empty[p] as number); i++) {
      const node = queue[i] as number;
      newNodeWeight[p]! += nodeWeight[node] as number;
      for (let e = start[node] as number; e < (start[node + 1] as number); e++) {
        const other = parts[target[e] as number] as number;
        if (other === p) continue;
        if (weightTo[other] === 0) touched[found++] = other;
        weightTo[other]! += weight[e] as number;
      }
    }
    for (let i = 0; i < found; i++) {
      const other = touched[i] as number;
      newTarget[at] = other;
      newWeight[at++] = weightTo[other] as number;
      weightTo[other] = 0;
    }
    newStart[p + 1] = at;
  }
  return {
    nodeCount: count,
    start: newStart,
    target: newTarget.slice(0, at),
    weight: newWeight.slice(0, at),
    nodeWeight: newNodeWeight,
  };
}
