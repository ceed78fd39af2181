import { describe, expect, it } from 'vitest';
import { clustersOf } from './clusters.ts';

describe('clusters', () => {
  it('hold every mover once, at the mean of their places', () => {
    const x = Array.from({ length: 500 }, (_, index) => ((index * 7919) % 500) / 500);
    const y = Array.from({ length: 500 }, (_, index) => ((index * 104_729) % 500) / 500);
    const clusters = clustersOf(x, y, 1_000);
    const all = clusters.flatMap(({ members }) => members).sort((a, b) => a - b);
    expect(all).toEqual(x.map((_, index) => index));
    expect(clusters.length).toBeLessThan(500);
    for (const { x: mean, members } of clusters)
      expect(mean).toBeCloseTo(members.reduce((sum, at) => sum + x[at]!, 0) / members.length, 12);
  });

  it('part as the map comes nearer', () => {
    const near = [0.5, 0.5001];
    expect(clustersOf(near, [0.5, 0.5], 1_000)).toHaveLength(1);
    expect(clustersOf(near, [0.5, 0.5], 10_000_000)).toHaveLength(2);
  });

  it('leave out what has no place', () => {
    expect(clustersOf([Number.NaN, 0.1], [0.1, 0.1], 1_000)).toHaveLength(1);
  });
});
