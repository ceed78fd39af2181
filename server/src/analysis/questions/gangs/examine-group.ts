/** Fourth step of gang analysis: who matters in a group, what closes in loops, and what alone holds it together. All of it on the graph of evidence: members and what they share. */
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { betweenness, sampledBetweenness } from '../../algorithms/betweenness.ts';
import { biconnectivity, type Biconnectivity } from '../../algorithms/biconnectivity.ts';
import { coreness } from '../../algorithms/k-core.ts';
import { pageRank } from '../../algorithms/pagerank.ts';
import { simpleCycles } from '../../algorithms/simple-cycles.ts';
import { buildGraph, inducedGraph } from '../../algorithms/weighted-graph.ts';
import type { Closeness } from './closeness-graph.ts';
import { evidenceGraph, partsWithout, type EvidenceGraph } from './evidence-graph.ts';
import type { GroupFacts } from './group-evidence.ts';

/** Nodes of evidence up to which betweenness is exact. */
const EXACT_BETWEENNESS = 2_000;
/** Beyond that: error of a share, with probability .9. */
export const SAMPLED_ERROR = 0.02;
const MAX_CYCLES = 10_000;
const MAX_RINGS = 20;
/** Candidates for the weak link that are tried. */
const MAX_WEAK = 64;

export interface Examined {
  /** By place in the list of members. */
  readonly degree: Uint32Array;
  readonly strength: Float64Array;
  readonly betweenness: Float64Array;
  readonly pageRank: Float64Array;
  readonly coreness: Uint32Array;
  readonly articulation: Uint8Array;
  readonly betweennessError: number;
  readonly cycles: number;
  readonly cyclesComplete: boolean;
  /** Places of members. */
  readonly rings: readonly (readonly number[])[];
  /** Members in the largest part that nothing single takes apart. */
  readonly largestBlock: readonly number[];
  readonly weakLink: WeakLink | null;
}

export interface WeakLink {
  readonly kind: 'shared' | 'relation' | 'member';
  /** Node of the projection; null for a relation. */
  readonly node: number | null;
  /** Forward slots. */
  readonly slots: readonly number[];
  /** Of a relation: places of the members at its ends. */
  readonly ends: readonly number[];
  /** Places of members, the larger side first. */
  readonly sides: readonly [readonly number[], readonly number[]];
}

export function examineGroup(
  closeness: Closeness,
  pinned: PinnedProjection,
  facts: GroupFacts,
  members: readonly number[],
  isEnterprise: Uint8Array,
  options: { readonly loopLength: number; readonly seed: number },
): Examined {
  const evidence = evidenceGraph(closeness, facts, members);
  const { graph } = evidence;
  const count = members.length;
  const close = inducedGraph(closeness.graph, members);
  const strength = new Float64Array(count);
  const degree = new Uint32Array(count);
  for (let m = 0; m < count; m++) {
    degree[m] = (close.start[m + 1] as number) - (close.start[m] as number);
    for (let e = close.start[m] as number; e < (close.start[m + 1] as number); e++)
      strength[m]! += close.weight[e] as number;
  }
  const exact = graph.nodeCount <= EXACT_BETWEENNESS;
  const through = exact
    ? asShares(betweenness(graph), graph.nodeCount)
    : sampledBetweenness(graph, { epsilon: SAMPLED_ERROR, seed: options.seed }).share;
  const structure = biconnectivity(graph);
  const core = coreness(graph);
  let cycles = 0;
  const cyclesComplete = simpleCycles(
    graph,
    { maxLength: options.loopLength, limit: MAX_CYCLES },
    () => void cycles++,
  );
  let largestBlock: readonly number[] = [];
  for (const component of structure.components) {
    const own = component.filter((node) => node < count);
    if (component.length > 2 && own.length > largestBlock.length) largestBlock = own;
  }
  return {
    degree,
    strength,
    betweenness: through.slice(0, count),
    pageRank: pageRank(close).rank,
    coreness: core.slice(0, count),
    articulation: structure.articulation.slice(0, count),
    betweennessError: exact ? 0 : SAMPLED_ERROR,
    cycles,
    cyclesComplete,
    rings: findRings(closeness, pinned, facts, evidence, options.loopLength),
    largestBlock,
    weakLink: findWeakLink(closeness, facts, evidence, structure, through, isEnterprise),
  };
}

function asShares(values: Float64Array, nodeCount: number): Float64Array {
  const pairs = ((nodeCount - 1) * (nodeCount - 2)) / 2;
  return pairs > 0 ? values.map((value) => value / pairs) : values;
}

/** Kinds that say nothing of a direction in which control or goods go. */
const undirected = ['family', 'possiblySameAs', 'linkedTo'];

function findRings(
  { direct }: Closeness,
  pinned: PinnedProjection,
  { direct: rows }: GroupFacts,
  { placeOf, members }: EvidenceGraph,
  maxLength: number,
): number[][] {
  const source: number[] = [];
  const target: number[] = [];
  for (const row of rows) {
    const kind = pinned.kindNames[pinned.kind[direct.slot[row] as number] as number] as string;
    if (undirected.includes(kind)) continue;
    source.push(placeOf.get(direct.a[row] as number)!);
    target.push(placeOf.get(direct.b[row] as number)!);
  }
  const rings: number[][] = [];
  simpleCycles(
    buildGraph(members.length, { source, target }, true),
    { maxLength, limit: MAX_RINGS },
    (nodes, length) => void rings.push(Array.from(nodes.subarray(0, length))),
  );
  return rings;
}

/** The fact or member without which the group falls into two parts of two enterprises or more, as even as can be; facts come before members. */
function findWeakLink(
  closeness: Closeness,
  facts: GroupFacts,
  evidence: EvidenceGraph,
  { articulation, bridges }: Biconnectivity,
  through: Float64Array,
  isEnterprise: Uint8Array,
): WeakLink | null {
  const { graph, members, placeOf } = evidence;
  const count = members.length;
  const candidates: { node: number; edge: readonly [number, number] | null; kind: number }[] = [];
  for (let node = 0; node < graph.nodeCount; node++)
    if (articulation[node] === 1) candidates.push({ node, edge: null, kind: node < count ? 2 : 0 });
  for (const edge of bridges)
    if (edge[0] < count && edge[1] < count) candidates.push({ node: edge[0], edge, kind: 1 });
  candidates.sort(
    (x, y) => (through[y.node] as number) - (through[x.node] as number) || x.node - y.node,
  );
  let best: {
    weak: (typeof candidates)[number];
    sides: [number[], number[]];
    size: number;
  } | null = null;
  for (const weak of candidates.slice(0, MAX_WEAK)) {
    const parts = partsWithout(graph, count, weak.node, weak.edge).map((part) => ({
      part,
      enterprises: part.filter((place) => isEnterprise[members[place] as number] === 1).length,
    }));
    parts.sort((x, y) => y.enterprises - x.enterprises || y.part.length - x.part.length);
    const size = parts[1]?.enterprises ?? 0;
    if (size < 2) continue;
    if (best === null || size > best.size || (size === best.size && weak.kind < best.weak.kind))
      best = { weak, size, sides: [parts[0]!.part, parts[1]!.part] };
  }
  if (best === null) return null;
  const { weak, sides } = best;
  if (weak.edge !== null)
    return {
      kind: 'relation',
      node: null,
      slots: facts.direct
        .filter((row) => {
          const a = placeOf.get(closeness.direct.a[row] as number);
          const b = placeOf.get(closeness.direct.b[row] as number);
          return weak.edge?.includes(a as number) === true && weak.edge.includes(b as number);
        })
        .map((row) => closeness.direct.slot[row] as number),
      ends: weak.edge,
      sides,
    };
  if (weak.node < count)
    return {
      kind: 'member',
      node: closeness.nodes[members[weak.node] as number] as number,
      slots: [],
      ends: [],
      sides,
    };
  const { thing, slots } = facts.shared[weak.node - count]!;
  return { kind: 'shared', node: closeness.things.node[thing] as number, slots, ends: [], sides };
}
