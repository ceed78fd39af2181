/** The chosen resolution and the consensus against planted truth that the method was not tuned on. */
import { describe, expect, it } from 'vitest';
import { leiden } from './leiden.ts';
import { adjustedRandIndex } from './partition-similarity.ts';
import { plantedPartition } from './planted-partition.ts';
import { stableCommunities, type ClusterRunner } from './stable-communities.ts';
import { buildGraph, type WeightedGraph } from './weighted-graph.ts';

const inline =
  (graph: WeightedGraph, results: Uint32Array[] = []): ClusterRunner =>
  (runs) => {
    const partitions = runs.map((run) => leiden(graph, run));
    results.push(...partitions.map(({ membership }) => membership));
    return Promise.resolve(partitions);
  };

describe('adjusted Rand index', () => {
  it('is 1 for equal partitions whatever the labels, and about 0 by chance', () => {
    expect(adjustedRandIndex([0, 0, 1, 1, 2], [5, 5, 3, 3, 9])).toBe(1);
    // n = 6, contingency [[1,1,0],[1,2,1]]: (1 - 28/15) / (11/2 - 28/15), worked by hand.
    expect(adjustedRandIndex([0, 0, 1, 1, 1, 1], [0, 1, 0, 1, 1, 2])).toBeCloseTo(-26 / 109, 9);
    const many = Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 13);
    const others = Array.from({ length: 5_000 }, (_, i) => (i * i * 31 + 7) % 11);
    expect(Math.abs(adjustedRandIndex(many, others))).toBeLessThan(0.02);
  });
});

describe('stable communities', () => {
  for (const [meanDegree, mixing, least, most, seed] of [
    [8, 0.3, 10, 120, 101],
    [12, 0.3, 8, 60, 102],
    [9, 0.2, 15, 300, 103],
  ] as const)
    it(`mean degree ${meanDegree}, mixing ${mixing}, sizes ${least}–${most}: truth found, as well as any resolution finds it`, async () => {
      const { graph, truth } = plantedPartition({
        nodeCount: 6_000,
        meanDegree,
        mixing,
        sizes: [least, most],
        seed,
      });
      const tried: Uint32Array[] = [];
      const found = await stableCommunities(graph, inline(graph, tried));
      const best = Math.max(...tried.map((membership) => adjustedRandIndex(membership, truth)));
      const agreement = adjustedRandIndex(found.membership, truth);
      expect(agreement).toBeGreaterThanOrEqual(0.95);
      expect(agreement).toBeGreaterThanOrEqual(best - 0.02);
    });

  it('doubts a node that hangs between two groups, not those inside', async () => {
    const cliques = 12;
    const size = 8;
    const source: number[] = [];
    const target: number[] = [];
    const join = (a: number, b: number): void => {
      source.push(a);
      target.push(b);
    };
    for (let c = 0; c < cliques; c++)
      for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) join(c * size + i, c * size + j);
    // One node between each two neighbouring cliques, with three ties to either.
    for (let c = 0; c < cliques; c += 2)
      for (let i = 0; i < 3; i++) {
        join(cliques * size + c / 2, c * size + i);
        join(cliques * size + c / 2, (c + 1) * size + i);
      }
    const graph = buildGraph(cliques * size + cliques / 2, { source, target });
    const { certainty, count } = await stableCommunities(graph, inline(graph), {
      seeds: [1, 2, 3, 4, 5, 6],
      resolutions: [1, 2, 4],
    });
    expect(count).toBe(cliques);
    const inside = certainty.subarray(0, cliques * size);
    const between = certainty.subarray(cliques * size);
    expect(Math.min(...inside)).toBeGreaterThan(0.99);
    expect(between.reduce((a, b) => a + b, 0) / between.length).toBeLessThan(0.9);
  });
});
