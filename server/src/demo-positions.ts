/** The demo world's trucks and ships: their positions are made once everything else is loaded, and taken in as jobs in the background. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { demoActor } from '@phecda/etl/demo/load-demo';
import type { Manifest } from '@phecda/etl/demo/generate-demo';
import { isOver } from '@phecda/etl/jobs/job';
import type { JobQueue } from '@phecda/etl/jobs/job-queue';

export interface DemoPositionOptions {
  readonly jobs: JobQueue;
  readonly dataDir: string;
  readonly days: number;
  readonly signal: AbortSignal;
  /** Writes a demo world with so many days of positions into a folder. */
  make(folder: string, days: number): Promise<void>;
}

/** Goes on where an earlier start was stopped; does nothing where no days are wanted. */
export async function loadDemoPositions({
  jobs,
  dataDir,
  days,
  signal,
  make,
}: DemoPositionOptions): Promise<void> {
  if (days === 0) return;
  // The same world again, in a folder of its own: the files of the first are in use.
  const folder = join(dataDir, 'demo-positions');
  const manifestFile = join(folder, 'manifest.json');
  if (!existsSync(manifestFile)) await make(folder, days);
  const { positions } = JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
  const known = new Map(
    (await jobs.list({ kinds: ['positions'] }, 1_000)).jobs
      .filter((job) => job.owner === demoActor && (job.state === 'done' || !isOver(job)))
      .map((job) => [job.title, job]),
  );
  for (const { name, supplier } of positions) {
    signal.throwIfAborted();
    const fileName = basename(name);
    if (known.has(fileName)) continue;
    const input = { path: join(folder, name), fileName, source: supplier, actor: demoActor };
    await jobs.enqueue('positions', input, demoActor);
  }
}
