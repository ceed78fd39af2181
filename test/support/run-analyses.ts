/** Runs gang analysis again and again, then stops it midway, and writes the resident memory after each: node … <enterprises> <runs> <stopped runs>. */
import { runQuestion } from '@phecda/server/analysis/run-question';
import { customsWorld } from './customs-world.ts';
import { plainColumns, tagLevels } from './run-gangs.ts';

const [enterprises = 0, runs = 0, stopped = 0] = process.argv.slice(2).map(Number);
const { pinned } = customsWorld({
  seed: 3,
  enterprises,
  gangs: 20,
  shells: [4, 14],
  shared: 0.8,
  tagged: [0.3, 0.06],
});

const residentMb = (): number => Math.round(process.memoryUsage.rss() / (1 << 20));

async function watched(what: 'run' | 'stopped'): Promise<void> {
  const stop = new AbortController();
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, residentMb())), 20);
  await runQuestion({
    question: 'gangs',
    parameters: {},
    projection: pinned,
    revision: 1,
    tagLevels,
    columns: plainColumns,
    signal: stop.signal,
    onProgress: ({ step }) => {
      if (what === 'stopped' && step === 'sweep') setTimeout(() => stop.abort(), 100);
    },
  }).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  clearInterval(timer);
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 300));
  process.stdout.write(`${JSON.stringify({ what, peak, after: residentMb() })}\n`);
}

for (let i = 0; i < runs; i++) await watched('run');
for (let i = 0; i < stopped; i++) await watched('stopped');
