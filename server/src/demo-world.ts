/** Fills an empty data folder with the demo world: its source files are made in a child process and imported like any others. */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { demoStart, demoState, loadDemo } from '@phecda/etl/demo/load-demo';
import type { JobQueue } from '@phecda/etl/jobs/job-queue';
import type { Sql } from '@phecda/graph-schema';
import type { DemoProgress } from './demo-progress.ts';

export interface DemoWorldOptions {
  readonly sql: Sql;
  readonly jobs: JobQueue;
  readonly progress: DemoProgress;
  readonly dataDir: string;
  readonly signal: AbortSignal;
}

/** Goes on where an earlier start was stopped; does nothing on a folder that holds other work. */
export async function fillWithDemo(options: DemoWorldOptions): Promise<void> {
  const { sql, jobs, progress, dataDir, signal } = options;
  const state = demoState(dataDir);
  if (state === 'absent' && !(await isEmpty(sql))) return;
  if (state !== 'loaded') {
    if (!existsSync(join(dataDir, 'demo', 'manifest.json'))) await makeFiles(options);
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
}

const generator = fileURLToPath(import.meta.resolve('@phecda/etl/demo/main'));

/** Making the world keeps a processor busy for seconds: not in the process that answers. */
function makeFiles({ dataDir, progress, signal }: DemoWorldOptions): Promise<void> {
  const report = (done: number, total: number): void =>
    progress.report({ phase: 'generate', done, total, finished: false, start: null });
  report(0, 1);
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  // Without positions of trucks and ships: the store that reads them does not exist yet.
  const child = fork(generator, ['--position-days', '0', '--out', join(dataDir, 'demo')], {
    execArgv: ['--import', tsx],
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    env: { TZ: 'UTC' },
    signal,
  });
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
