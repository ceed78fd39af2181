import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { link, node } from '../core/test-items.ts';
import { scoreGraphOf, type ScoreGraph } from '../scores/score-graph.ts';
import { backboneAlpha, backboneOf } from './backbone.ts';
import { disparity } from './disparity.ts';
import { simmelianStrength } from './simmelian.ts';

type Edge = readonly [number, number, number];
const graphOf = (size: number, edges: readonly Edge[]) =>
  scoreGraphOf({
    nodes: Array.from({ length: size }, (_, index) =>
      node(`n${index}`, { type: index === 60 ? 'Port' : 'Enterprise' }),
    ),
    links: edges.map(([a, b, weight], index) => link(`l${index}`, `n${a}`, `n${b}`, { weight })),
  });
const world = fc
  .array(fc.tuple(fc.nat(8), fc.nat(8), fc.integer({ min: 1, max: 50 })), { maxLength: 30 })
  .map((edges) => graphOf(9, edges));

const neighboursOf = (graph: ScoreGraph, at: number) =>
  graph.pairs.flatMap(({ a, b }) => (a === at ? [b] : b === at ? [a] : []));

/** Parts of the graph by brute force: everything reached from each node over these pairs. */
function parts(graph: ScoreGraph, kept: (index: number) => boolean): string {
  const reach = graph.nodes.map((_, start) => {
    const seen = new Set([start]);
    for (let grew = true; grew;) {
      grew = false;
      graph.pairs.forEach(({ a, b }, index) => {
        if (kept(index) && seen.has(a) !== seen.has(b)) {
          seen.add(a).add(b);
          grew = true;
        }
      });
    }
    return [...seen].sort().join();
  });
  return reach.join(';');
}

describe('backbone', () => {
  it('disparity is the chance that a random split gives an end as much', () => {
    // Integral of the null model, (k - 1) ∫ (1 - x)^(k - 2) from the share on, by summing.
    fc.assert(
      fc.property(world, (graph) => {
        const found = disparity(graph);
        graph.pairs.forEach((pair, index) => {
          const chances = [pair.a, pair.b].map((end) => {
            const own = graph.pairs.filter(({ a, b }) => a === end || b === end);
            if (own.length < 2) return 1;
            const share = pair.weight / own.reduce((sum, one) => sum + one.weight, 0);
            const steps = 2000;
            let sum = 0;
            for (let step = 0; step < steps; step += 1) {
              const x = share + ((step + 0.5) / steps) * (1 - share);
              sum += (own.length - 1) * (1 - x) ** (own.length - 2) * ((1 - share) / steps);
            }
            return sum;
          });
          expect(found[index]!).toBeCloseTo(Math.min(...chances), 3);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('Simmelian strength is the best overlap of closest company', () => {
    fc.assert(
      fc.property(world, (graph) => {
        const found = simmelianStrength(graph);
        const shared = (a: number, b: number) =>
          neighboursOf(graph, a).filter((one) => neighboursOf(graph, b).includes(one)).length;
        graph.pairs.forEach(({ a, b }, index) => {
          let best = 0;
          const ranks = (of: number) =>
            [...new Set(neighboursOf(graph, of).map((one) => shared(of, one)))].sort(
              (x, y) => y - x,
            );
          for (let k = 1; k <= 9; k += 1) {
            const first = (of: number, without: number) => {
              const least = ranks(of)[Math.min(k, ranks(of).length) - 1]!;
              return neighboursOf(graph, of).filter(
                (one) => one !== without && shared(of, one) >= least,
              );
            };
            const [mine, theirs] = [first(a, b), first(b, a)];
            const both = mine.filter((one) => theirs.includes(one)).length;
            const all = new Set([...mine, ...theirs]).size;
            if (all) best = Math.max(best, both / all);
          }
          expect(found[index]!).toBeCloseTo(shared(a, b) ? best : 0);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('keeps together what was together, and everything that stands out', () => {
    fc.assert(
      fc.property(world, (graph) => {
        const { kept } = backboneOf(graph);
        expect(parts(graph, (index) => kept.has(index))).toBe(parts(graph, () => true));
        disparity(graph).forEach((chance, index) => {
          if (chance < backboneAlpha) expect(kept.has(index)).toBe(true);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('thins two circles joined by a port to the circles, and fades the port', () => {
    const circle = (from: number): Edge[] =>
      [0, 1, 2, 3, 4].flatMap((a) =>
        [0, 1, 2, 3, 4].filter((b) => b > a).map((b): Edge => [from + a, from + b, 1]),
      );
    const port: Edge[] = Array.from({ length: 60 }, (_, index) => [60, index, 1]);
    const chance: Edge[] = Array.from({ length: 25 }, (_, index) => [10 + index, 35 + index, 1]);
    const graph = graphOf(61, [...circle(0), ...circle(5), ...port, ...chance]);
    const { kept, hubs } = backboneOf(graph);
    expect([...hubs]).toEqual([60]);
    const inCircles = graph.pairs.flatMap(({ a, b }, index) => (a < 10 && b < 10 ? [index] : []));
    expect(inCircles.every((index) => kept.has(index))).toBe(true);
    expect(kept.size).toBeLessThan(graph.pairs.length * 0.75);
  });
});
