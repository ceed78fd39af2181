/** How scores show: as size, colour and ring of the discs, and as a filter; and the backbone of a dense picture. */
import { backboneOf } from '../backbone/backbone.ts';
import { scoreGraphOf, type ScoreGraph } from '../scores/score-graph.ts';
import { scores, type ScoreName } from '../scores/scores.ts';
import type { Visible } from './scope.ts';
import type { NodeItem } from './types.ts';

export interface Look {
  readonly size: ScoreName | 'same';
  /** Instead of the colour of the type. */
  readonly colour: ScoreName | null;
  readonly ring: ScoreName | null;
  /** Shows only what scores at least so much. */
  readonly filter: { readonly score: ScoreName; readonly atLeast: number } | null;
}

export const plainLook: Look = { size: 'degree', colour: null, ring: null, filter: null };

export interface Measured {
  /** What passes the filter. */
  readonly visible: Visible;
  /** Values by node, of everything in scope, whether it passes the filter or not. */
  score(name: ScoreName): ReadonlyMap<string, number>;
  /** Place of a node's value between nothing (0) and the most (1). */
  share(name: ScoreName, id: string): number;
}

export function measured(
  inScope: Visible,
  level: (tags: readonly string[]) => number,
  filter: Look['filter'],
): Measured {
  let graph: ScoreGraph | null = null;
  const known = new Map<ScoreName, { values: Map<string, number>; most: number }>();
  const scored = (name: ScoreName) => {
    let found = known.get(name);
    if (!found) {
      graph ??= scoreGraphOf(inScope);
      const list = scores[name].of(graph, (node: NodeItem) => level(node.tags));
      found = {
        values: new Map(graph.nodes.map((node, at) => [node.id, list[at]!])),
        most: list.reduce((most, value) => Math.max(most, value), 0),
      };
      known.set(name, found);
    }
    return found;
  };
  const score = (name: ScoreName) => scored(name).values;
  return {
    visible: filter ? passing(inScope, score(filter.score), filter.atLeast) : inScope,
    score,
    share(name, id) {
      const { values, most } = scored(name);
      return Math.min(1, scores[name].share(values.get(id) ?? 0, most));
    },
  };
}

function passing(
  { nodes, links }: Visible,
  values: ReadonlyMap<string, number>,
  atLeast: number,
): Visible {
  const kept = new Set(
    nodes.flatMap((node) => ((values.get(node.id) ?? 0) >= atLeast ? [node.id] : [])),
  );
  return {
    nodes: nodes.filter((node) => kept.has(node.id)),
    links: links.filter((link) => kept.has(link.source) && kept.has(link.target)),
  };
}

/** The relations of the backbone and of a shown path; `hubs` are to fade. */
export function thinned(
  all: Visible,
  path: ReadonlySet<string>,
): { readonly visible: Visible; readonly hubs: ReadonlySet<string> } {
  const graph = scoreGraphOf(all);
  const { kept, hubs } = backboneOf(graph);
  const drawn = new Set(
    [...kept].flatMap((index) => graph.pairs[index]!.links.map((link) => link.id)),
  );
  return {
    visible: {
      nodes: all.nodes,
      links: all.links.filter(
        (link) => link.source === link.target || drawn.has(link.id) || path.has(link.id),
      ),
    },
    hubs: new Set([...hubs].map((index) => graph.nodes[index]!.id)),
  };
}
