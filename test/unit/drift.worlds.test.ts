/** Drift tracking on districts in which gangs go on under new shells, beside the usual methods. */
import { describe, expect, it } from 'vitest';
import { driftWorld, type DriftWorldOptions } from '../support/drift-world.ts';
import { baselineRanks, baselines, precisionAtR, runDrift } from '../support/run-drift.ts';
import { longRun } from '../support/run-length.ts';

const worlds: DriftWorldOptions[] = [
  { seed: 21, enterprises: 900, gangs: 6, kept: 0.75, shared: 0.7 },
  { seed: 22, enterprises: 900, gangs: 8, kept: 0.5, shared: 0.7 },
  { seed: 23, enterprises: 1_500, gangs: 8, kept: 0.5, shared: 0.8 },
  { seed: 24, enterprises: 900, gangs: 8, kept: 0.25, shared: 0.7 },
  { seed: 25, enterprises: 1_500, gangs: 8, kept: 0.25, shared: 0.8 },
];
if (longRun)
  for (let i = 0; i < 6; i++)
    worlds.push({
      seed: (Date.now() % 100_000) + i,
      enterprises: 2_000 + 2_000 * i,
      gangs: 10,
      kept: [0.25, 0.5, 0.75][i % 3] as number,
      shared: 0.65 + 0.05 * (i % 4),
    });

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

describe('gangs that go on under new shells', () => {
  for (const options of worlds)
    it(`${options.gangs} gangs that keep ${options.kept} of what persists, ${options.enterprises} honest enterprises, seed ${options.seed}`, async () => {
      const world = driftWorld(options);
      const own: number[] = [];
      const others = Object.fromEntries(baselines.map((name) => [name, [] as number[]])) as Record<
        (typeof baselines)[number],
        number[]
      >;
      const waited: number[] = [];
      const filed: number[] = [];
      for (const gang of world.gangs) {
        const { candidates } = await runDrift(world, gang);
        own.push(
          precisionAtR(
            candidates.map(({ id }) => id),
            gang,
          ),
        );
        const ranks = baselineRanks(world, gang);
        for (const name of baselines) others[name].push(precisionAtR(ranks[name], gang));
        for (const { id, replay } of candidates) {
          if (!gang.newShells.has(id) || replay === null) continue;
          waited.push(replay.daysFromFirstFiling ?? 0);
          filed.push(replay.declarations);
        }
      }
      console.log(
        `seed ${options.seed}, ${options.kept} kept: precision at R ${mean(own).toFixed(3)}; ${baselines.map((name) => `${name} ${mean(others[name]).toFixed(3)}`).join(', ')}; proposed ${median(waited)} days from the first filing (median), ${median(filed)} declarations after`,
      );
      expect(mean(own)).toBeGreaterThanOrEqual(options.kept >= 0.5 ? 0.9 : 0.6);
      for (const name of baselines)
        if (mean(own) < 1) expect(mean(own), name).toBeGreaterThan(mean(others[name]));
    });
});
