/** Fills an empty data folder with the demo world: its source files are made in a child process and imported like any others. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { demoStart, demoState, loadDemo } from '@phecda/etl/demo/load-demo';
import type { JobQueue } from '@phecda/etl/jobs/job-queue';
import type { Sql } from '@phecda/graph-schema';
import { startProcess } from '@phecda/graph-schema/start-code';
import { loadDemoPositions } from './demo-positions.ts';
import { addDemoWatches } from './demo-watches.ts';
import type { AlertDesk } from './features/alerts/alert-desk.ts';
import type { DemoProgress } from './demo-progress.ts';

export interface DemoWorldOptions {
  readonly sql: Sql;
  readonly jobs: JobQueue;
  readonly progress: DemoProgress;
  readonly dataDir: string;
  readonly alerts: AlertDesk;
  readonly now: Date;
  /** Days of positions of trucks and ships. */
  readonly positionDays: number;
  readonly signal: AbortSignal;
}

/** Goes on where an earlier start was stopped; does nothing on a folder that holds other work. */
export async function fillWithDemo(options: DemoWorldOptions): Promise<void> {
  const { sql, jobs, progress, dataDir, signal } = options;
  const state = demoState(dataDir);
  if (state === 'absent' && !(await isEmpty(sql))) return;
  if (state !== 'loaded') {
    if (!existsSync(join(dataDir, 'demo', 'manifest.json'))) {
      const report = (done: number, total: number): void =>
        progress.report({ phase: 'generate', done, total, finished: false, start: null });
      report(0, 1);
      await makeFiles(join(dataDir, 'demo'), 0, signal, report);
    }
    await loadDemo({
      dataDir,
      recordSecret: sql.recordSecret,
      jobs,
      signal,
      onProgress: ({ phase, done, total }) =>
        progress.report({ phase, done, total, finished: false, start: null }),
    });
  }
  const start = await demoStart(dataDir, sql.recordSecret);
  progress.report({
    phase: 'done',
    done: 1,
    total: 1,
    finished: true,
    start: start?.recordId ?? null,
  });
  await addDemoWatches(dataDir, options.alerts, options.now);
  await loadDemoPositions({
    jobs,
    dataDir,
    days: options.positionDays,
    signal,
    make: (folder, days) => makeFiles(folder, days, signal),
  });
}

const generator = new URL(import.meta.resolve('@phecda/etl/demo/main'));

/** Making the world keeps a processor busy for seconds: not in the process that answers. */
function makeFiles(
  folder: string,
  positionDays: number,
  signal: AbortSignal,
  report: (done: number, total: number) => void = () => undefined,
): Promise<void> {
  const child = startProcess(
    generator,
    ['--position-days', String(positionDays), '--out', folder],
    {
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
      env: { TZ: 'UTC' },
      signal,
    },
  );
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const [, done, total] = /^(\d+)\/(\d+) /.exec(text) ?? [];
      if (total !== undefined) report(Number(done), Number(total));
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`Making the demo world ended with ${code}.`)),
    );
  });
}

async function isEmpty(sql: Sql): Promise<boolean> {
  const [[files], [work]] = await Promise.all([
    sql.query<{ n: number }>(`SELECT count(*) AS n FROM file`),
    sql.state.query<{ n: number }>(`SELECT count(*) AS n FROM job`),
  ]);
  return files?.n === 0 && work?.n === 0;
}
