/** All scores of what is shown, each usable as size, colour, ring, column and filter. */
import type { NodeItem } from '../core/types.ts';
import { betweenness } from './betweenness.ts';
import { coreNumber } from './core-number.ts';
import { pagerank } from './pagerank.ts';
import type { ScoreGraph } from './score-graph.ts';

export const scoreNames = [
  'degree',
  'shown',
  'risk',
  'strength',
  'betweenness',
  'pagerank',
  'core',
] as const;
export type ScoreName = (typeof scoreNames)[number];

export interface Score {
  /** One value per node of the graph. */
  of(graph: ScoreGraph, level: (node: NodeItem) => number): readonly number[];
  /** Place of a value between nothing (0) and the most (1), so that differences are seen. */
  share(value: number, most: number): number;
}

const linear = (value: number, most: number) => (most > 0 ? value / most : 0);
const rooted = (value: number, most: number) => Math.sqrt(linear(value, most));

export const scores: Readonly<Record<ScoreName, Score>> = {
  /** Relations in the whole graph. */
  degree: {
    of: ({ nodes }) => nodes.map((node) => node.degree),
    share: (value) => Math.min(1, Math.log2(1 + value) / 10),
  },
  /** Relations shown. */
  shown: {
    of: ({ pairs, incident }) =>
      incident.map((list) => list.reduce((sum, at) => sum + pairs[at]!.links.length, 0)),
    share: (value) => Math.min(1, Math.log2(1 + value) / 6),
  },
  /** Highest level among the tags. */
  risk: { of: ({ nodes }, level) => nodes.map(level), share: (value) => value / 5 },
  /** Evidence of all relations shown. */
  strength: {
    of: ({ pairs, incident }) =>
      incident.map((list) => list.reduce((sum, at) => sum + pairs[at]!.weight, 0)),
    share: rooted,
  },
  betweenness: { of: betweenness, share: rooted },
  /** In per cent of all. */
  pagerank: { of: (graph) => pagerank(graph).map((value) => value * 100), share: rooted },
  core: { of: coreNumber, share: linear },
};
