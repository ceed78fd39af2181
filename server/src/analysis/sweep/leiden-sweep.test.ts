/** A sweep in several threads: the same to the byte as in one, and gone when it is stopped. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plantedPartition } from '../algorithms/planted-partition.ts';
import { leidenSweep } from './leiden-sweep.ts';

const { graph } = plantedPartition({
  nodeCount: 8_000,
  meanDegree: 9,
  mixing: 0.3,
  sizes: [8, 60],
  seed: 11,
});
const runs = [2, 8, 32].flatMap((resolution) => [5, 6].map((seed) => ({ resolution, seed })));
const bytes = ({ membership }: { membership: Uint32Array }): string =>
  Buffer.from(membership.buffer, membership.byteOffset, membership.byteLength).toString('base64');

describe('a sweep', () => {
  it('gives the same bytes in one thread and in three, in the order of its runs, with progress that never goes back', async () => {
    const shares: number[] = [];
    const one = await leidenSweep({ graph, objective: 'modularity', runs, workers: 1 });
    const three = await leidenSweep({
      graph,
      objective: 'modularity',
      runs,
      workers: 3,
      onProgress: (share) => shares.push(share),
    });
    expect(three.map(({ count }) => count)).toEqual(one.map(({ count }) => count));
    expect(three.map(bytes)).toEqual(one.map(bytes));
    // Runs differ, so their order is seen.
    expect(new Set(one.map(bytes)).size).toBe(runs.length);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('ends its threads when it is stopped', async () => {
    const threads = (): number => readdirSync('/proc/self/task').length;
    const before = threads();
    let during = 0;
    const stopped = leidenSweep({
      graph,
      objective: 'modularity',
      runs,
      workers: 3,
      onProgress: () => {
        during = threads();
        throw new Error('stopped by the analyst');
      },
    });
    await expect(stopped).rejects.toThrow('stopped by the analyst');
    expect(during).toBeGreaterThanOrEqual(before + 3);
    expect(threads()).toBeLessThanOrEqual(before);
  });
});
