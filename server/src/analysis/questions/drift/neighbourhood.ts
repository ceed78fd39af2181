/** What lies within some steps of the persistent members: the part of the graph on which candidates are scored. */
import { buildGraph, type WeightedGraph } from '../../algorithms/weighted-graph.ts';
import { refuseBeyond } from '../memory.ts';
import type { ProposedMatch } from './overseas-matches.ts';
import { ALWAYS, type CountedGraph } from '../counted-graph.ts';

export interface Neighbourhood {
  /** Node of the projection by place. */
  readonly nodes: readonly number[];
  readonly placeOf: ReadonlyMap<number, number>;
  /** Each relation once, by place of its ends. */
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** -1 = a proposed match, which no source asserts. */
  readonly slot: readonly number[];
  /** Weight after the discount of hubs. */
  readonly weight: readonly number[];
  /** Day from which the relation was there; ALWAYS = not known. */
  readonly day: Int32Array;
  /** Enterprises by place, ascending. */
  readonly enterprises: readonly number[];
}

const BYTES_PER_RELATION = 200;

/** Things that more enterprises share than allowed are entered only where they are persistent members, and never left again. */
export function neighbourhoodOf(
  graph: CountedGraph,
  seeds: readonly number[],
  options: {
    readonly hops: number;
    readonly maxSharers: number;
    readonly hidden: ReadonlySet<number>;
    readonly memoryLimit: number;
    /** Seeds and what may be the same. */
    readonly matches: readonly ProposedMatch[];
  },
): Neighbourhood {
  const nodes = [...seeds];
  const placeOf = new Map(nodes.map((node, place) => [node, place]));
  const reach: number[] = [];
  const reachOf = (place: number): number =>
    (reach[place] ??= graph.enterprisesAt(nodes[place] as number).size);
  const enter = (node: number): void => {
    if (placeOf.has(node) || options.hidden.has(node)) return;
    placeOf.set(node, nodes.length);
    nodes.push(node);
  };
  let begin = 0;
  for (let hop = 0; hop < options.hops; hop++) {
    const end = nodes.length;
    for (let place = begin; place < end; place++) {
      if (hop > 0 && reachOf(place) > options.maxSharers) continue;
      graph.forEach(nodes[place] as number, (_, end) => enter(end));
    }
    if (hop === 0) for (const { match } of options.matches) enter(match);
    begin = end;
  }
  const a: number[] = [];
  const b: number[] = [];
  const slots: number[] = [];
  const weight: number[] = [];
  nodes.forEach((node, place) => {
    graph.forEach(node, (slot, other, out) => {
      const end = placeOf.get(other);
      if (!out || end === undefined) return;
      a.push(place);
      b.push(end);
      slots.push(slot);
      // A step over something that many share says little.
      weight.push(graph.weightOf(slot) / Math.sqrt(Math.max(1, reachOf(place), reachOf(end))));
    });
    refuseBeyond(options.memoryLimit, slots.length * BYTES_PER_RELATION);
  });
  for (const { seed, match, weight: value } of options.matches) {
    const [one, end] = [placeOf.get(seed), placeOf.get(match)];
    if (one === undefined || end === undefined) continue;
    a.push(one);
    b.push(end);
    slots.push(-1);
    weight.push(value / Math.sqrt(Math.max(1, reachOf(one), reachOf(end))));
  }
  return {
    nodes,
    placeOf,
    a,
    b,
    slot: slots,
    weight,
    day: Int32Array.from(slots, (slot) => (slot < 0 ? ALWAYS : graph.since(slot))),
    enterprises: nodes.flatMap((node, place) => (graph.isEnterprise(node) ? [place] : [])),
  };
}

/** A relation that is not dated is as old as the youngest enterprise at its ends; `starts` by place. */
export function dateOpenRelations(
  { a, b, day }: Neighbourhood,
  starts: ReadonlyMap<number, number>,
): void {
  for (let i = 0; i < day.length; i++)
    if (day[i] === ALWAYS)
      day[i] = Math.max(starts.get(a[i] as number) ?? ALWAYS, starts.get(b[i] as number) ?? ALWAYS);
}

/** As it was at the end of a day; null = today. */
export function graphAsOf(
  { nodes, a, b, weight, day }: Neighbourhood,
  asOf: number | null,
): WeightedGraph {
  const known =
    asOf === null ? weight : weight.map((value, i) => ((day[i] as number) <= asOf ? value : 0));
  return buildGraph(nodes.length, { source: a, target: b, weight: known });
}
