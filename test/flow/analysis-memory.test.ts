/** Runs give their memory back: ten in a row leave what is resident flat, and so does stopping one midway. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { times } from '../support/run-length.ts';

const script = fileURLToPath(new URL('../support/run-analyses.ts', import.meta.url));
const told = z.object({
  what: z.enum(['run', 'stopped']),
  peak: z.number(),
  after: z.number(),
});
/** What the heap of the process itself comes and goes by, in megabytes. */
const SLACK = 25;

test('runs of gang analysis, and stopped ones, leave the resident memory flat', () => {
  const enterprises = times(6_000, 20_000);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      '--expose-gc',
      '--import',
      'tsx',
      '--import',
      'data:text/javascript,globalThis.CODE_IS_BUILT=true',
      script,
      ...[enterprises, 10, 3].map(String),
    ],
    { encoding: 'utf8', env: { ...process.env, MALLOC_ARENA_MAX: '2' } },
  );
  if (status !== 0) throw new Error(stderr);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => told.parse(JSON.parse(line)));
  const runs = lines.filter(({ what }) => what === 'run');
  const stopped = lines.filter(({ what }) => what === 'stopped');
  expect(runs).toHaveLength(10);
  // The first runs bring code and caches that stay.
  const base = runs[4]!.after;
  for (const { peak } of runs) expect(peak).toBeGreaterThan(base);
  for (const { after } of [...runs.slice(5), ...stopped])
    expect(after, JSON.stringify(lines)).toBeLessThanOrEqual(base + SLACK);
});
