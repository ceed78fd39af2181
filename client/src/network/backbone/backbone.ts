/** What of a dense picture carries it: pairs that stand out, pairs within a close circle, and a tree that holds the rest together. */
import { type ScoreGraph } from '../scores/score-graph.ts';
import { disparity } from './disparity.ts';
import { simmelianStrength } from './simmelian.ts';

/** Chance below which the evidence of a pair stands out at one of its ends. */
export const backboneAlpha = 0.05;
/** Overlap of closest company from which a pair belongs to a circle. */
export const backboneOverlap = 0.5;
/** A hub has at least so many neighbours shown, so many times the mean, and so many relations in the whole graph: the core of a gang is none. */
const hubNeighbours = 20;
const hubTimesMean = 4;
const hubDegree = 100;
/** What everybody has to do with, however few of them are known. */
const commonTypes = new Set(['Port', 'HSCode']);

export interface Backbone {
  /** Indices of pairs kept. */
  readonly kept: ReadonlySet<number>;
  /** Indices of nodes to fade. */
  readonly hubs: ReadonlySet<number>;
}

function hubsOf({ incident, pairs, nodes }: ScoreGraph): Set<number> {
  const mean = (2 * pairs.length) / Math.max(1, nodes.length);
  const enough = Math.max(hubNeighbours, hubTimesMean * mean);
  return new Set(
    nodes.flatMap(({ type, degree }, node) =>
      incident[node]!.length >= enough && (commonTypes.has(type) || degree >= hubDegree)
        ? [node]
        : [],
    ),
  );
}

export function backboneOf(graph: ScoreGraph): Backbone {
  const { pairs, nodes } = graph;
  const hubs = hubsOf(graph);
  const chance = disparity(graph);
  const overlap = simmelianStrength(graph);
  const atHub = pairs.map(({ a, b }) => hubs.has(a) || hubs.has(b));
  const kept = new Set<number>();
  pairs.forEach((_, index) => {
    // What everybody shares with a hub is no circle.
    if (chance[index]! < backboneAlpha || (!atHub[index] && overlap[index]! >= backboneOverlap))
      kept.add(index);
  });
  // A spanning forest (Kruskal) of the closest pairs, hubs last: nothing that was joined falls apart.
  const root = [...nodes.keys()];
  const find = (node: number): number => {
    let at = node;
    while (root[at] !== at) at = root[at] = root[root[at]!]!;
    return at;
  };
  const order = [...pairs.keys()].sort(
    (x, y) =>
      Number(atHub[x]) - Number(atHub[y]) ||
      overlap[y]! - overlap[x]! ||
      pairs[y]!.weight - pairs[x]!.weight ||
      x - y,
  );
  for (const index of order) {
    const [a, b] = [find(pairs[index]!.a), find(pairs[index]!.b)];
    if (a === b) continue;
    root[a] = b;
    kept.add(index);
  }
  return { kept, hubs };
}
