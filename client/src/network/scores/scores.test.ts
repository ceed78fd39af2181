import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { link, node } from '../core/test-items.ts';
import { betweenness } from './betweenness.ts';
import { coreNumber } from './core-number.ts';
import { pagerank } from './pagerank.ts';
import { scoreGraphOf, type ScoreGraph } from './score-graph.ts';

const world = fc
  .record({
    size: fc.integer({ min: 1, max: 7 }),
    edges: fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.integer({ min: 1, max: 9 })), {
      maxLength: 16,
    }),
  })
  .map(({ size, edges }) =>
    scoreGraphOf({
      nodes: Array.from({ length: size }, (_, index) => node(`n${index}`)),
      links: edges
        .filter(([a, b]) => a < size && b < size)
        .map(([a, b, weight], index) => link(`l${index}`, `n${a}`, `n${b}`, { weight })),
    }),
  );

const near = (graph: ScoreGraph) =>
  graph.incident.map((list, at) =>
    list.map((index) => {
      const { a, b } = graph.pairs[index]!;
      return a === at ? b : a;
    }),
  );

/** Every shortest path between two nodes, by trying all simple paths. */
function shortestPaths(neighbours: number[][], from: number, to: number): number[][] {
  const found: number[][] = [];
  const walk = (path: number[]) => {
    const last = path.at(-1)!;
    if (last === to) return void found.push(path);
    for (const next of neighbours[last]!) if (!path.includes(next)) walk([...path, next]);
  };
  walk([from]);
  const least = Math.min(...found.map((path) => path.length));
  return found.filter((path) => path.length === least);
}

describe('scores', () => {
  it('betweenness counts shortest paths as brute force does', () => {
    fc.assert(
      fc.property(world, (graph) => {
        const neighbours = near(graph);
        const wanted = graph.nodes.map(() => 0);
        for (let a = 0; a < graph.nodes.length; a += 1)
          for (let b = a + 1; b < graph.nodes.length; b += 1) {
            const paths = shortestPaths(neighbours, a, b);
            for (const path of paths)
              for (const inner of path.slice(1, -1)) wanted[inner]! += 1 / paths.length;
          }
        betweenness(graph).forEach((value, at) => expect(value).toBeCloseTo(wanted[at]!));
      }),
      { numRuns: 60 },
    );
  });

  it('core numbers are the largest k of a set in which everybody has k neighbours', () => {
    fc.assert(
      fc.property(world, (graph) => {
        const neighbours = near(graph);
        const wanted = graph.nodes.map(() => 0);
        for (let set = 1; set < 2 ** graph.nodes.length; set += 1) {
          const members = graph.nodes.flatMap((_, at) => (set & (1 << at) ? [at] : []));
          const k = Math.min(
            ...members.map((at) => neighbours[at]!.filter((other) => set & (1 << other)).length),
          );
          for (const at of members) wanted[at] = Math.max(wanted[at]!, k);
        }
        expect(coreNumber(graph)).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('PageRank is the share of time of a walker who jumps', () => {
    fc.assert(
      fc.property(world, (graph) => {
        const rank = pagerank(graph);
        const count = graph.nodes.length;
        expect(rank.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1);
        const strength = graph.incident.map((list) =>
          list.reduce((sum, at) => sum + graph.pairs[at]!.weight, 0),
        );
        const idle = rank.reduce((sum, value, at) => sum + (strength[at] ? 0 : value), 0);
        rank.forEach((value, at) => {
          const through = graph.incident[at]!.reduce((sum, index) => {
            const pair = graph.pairs[index]!;
            const other = pair.a === at ? pair.b : pair.a;
            return sum + (rank[other]! * pair.weight) / strength[other]!;
          }, 0);
          expect(value).toBeCloseTo(0.15 / count + 0.85 * (through + idle / count), 6);
        });
      }),
      { numRuns: 60 },
    );
  });
});
