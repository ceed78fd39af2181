/** Fills an empty data folder with the demo world: writes its source files and imports them in order, going on where an earlier start was stopped. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordId } from '@phecda/graph-schema/truth/record-id';
import { ImportAbort } from '../errors.ts';
import { isOver, type Job } from '../jobs/job.ts';
import type { ImportInput } from '../jobs/import-job.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { Answers } from './answers.ts';
import {
  generateDemo,
  type DemoOptions,
  type Manifest,
  type ManifestFile,
} from './generate-demo.ts';

export interface LoadDemoOptions {
  readonly dataDir: string;
  /** Secret of record ids (`Sql.recordSecret`). */
  readonly recordSecret: string;
  readonly jobs: Pick<JobQueue, 'enqueue' | 'finished' | 'list' | 'watch' | 'cancel'>;
  readonly onProgress?: (progress: DemoLoadProgress) => void;
  readonly actor?: string;
  /** Size, seed … of a world that is not there yet. */
  readonly world?: DemoOptions;
  readonly signal?: AbortSignal;
}

export interface DemoLoadProgress {
  readonly phase: 'generate' | 'import' | 'done';
  /** Thousandths of the whole. */
  readonly done: number;
  readonly total: number;
  /** File in work, empty at the end. */
  readonly file: string;
}

export interface DemoLoaded {
  readonly files: number;
  readonly rows: number;
  readonly start: DemoStart | null;
}

/** Where to begin: a record of the seized gang's core enterprise. */
export interface DemoStart {
  readonly recordId: string;
  readonly name: string;
}

const total = 1_000;
const generating = 100;
export const demoActor = 'demo';

const folderOf = (dataDir: string): string => join(dataDir, 'demo');
const finishedMark = (dataDir: string): string => join(folderOf(dataDir), 'loaded');

/** `absent`: never begun here. `unfinished`: begun and stopped; `loadDemo` goes on. */
export function demoState(dataDir: string): 'absent' | 'unfinished' | 'loaded' {
  if (existsSync(finishedMark(dataDir))) return 'loaded';
  return existsSync(folderOf(dataDir)) ? 'unfinished' : 'absent';
}

export async function demoStart(dataDir: string, recordSecret: string): Promise<DemoStart | null> {
  try {
    const { begin } = JSON.parse(
      await readFile(join(folderOf(dataDir), 'answers.json'), 'utf8'),
    ) as Answers;
    return begin === null
      ? null
      : {
          recordId: recordId(recordSecret, begin.dataset, 'Enterprise', begin.recordKey),
          name: begin.name,
        };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export async function loadDemo(given: LoadDemoOptions): Promise<DemoLoaded> {
  const options = { ...given, onProgress: onward(given.onProgress) };
  const { dataDir, onProgress } = options;
  const folder = folderOf(dataDir);
  const manifest = await settle(folder, options);
  const known = new Map<string, Job>();
  const { jobs: earlierJobs } = await options.jobs.list({ kinds: ['import'] }, 1_000);
  for (const job of earlierJobs) {
    if (job.owner !== (options.actor ?? demoActor)) continue;
    // Newest first: an earlier try that failed does not undo a later one.
    if (!known.has(job.title)) known.set(job.title, job);
  }
  const rows = manifest.files.reduce((sum, file) => sum + file.rows, 0);
  const progress = new Progress(rows, onProgress);
  const stop = options.jobs.watch((job) => progress.of(job));
  const jobs: Job[] = [];
  try {
    // All at once: the queue prepares each while the one before it is applied.
    for (const file of [...manifest.files].sort((a, b) => a.order - b.order)) {
      options.signal?.throwIfAborted();
      const earlier = known.get(file.name);
      const job =
        earlier !== undefined && (earlier.state === 'done' || !isOver(earlier))
          ? earlier
          : await start(options, {
              path: join(folder, file.name),
              fileName: file.name,
              mappingId: file.mapping,
              sourceDate: file.sourceDate,
              actor: options.actor ?? demoActor,
            });
      progress.add(file, job);
      if (job.state !== 'done') jobs.push(job);
    }
    for (const job of jobs) await untilDone(options, job);
  } catch (error) {
    // Only when a file failed: what the end of the server leaves, the next start goes on with.
    if (error instanceof DemoFileFailed)
      await Promise.all(jobs.map(({ id }) => options.jobs.cancel(id)));
    throw error;
  } finally {
    stop();
  }
  await writeFile(finishedMark(dataDir), '');
  onProgress({ phase: 'done', done: total, total, file: '' });
  return {
    files: manifest.files.length,
    rows,
    start: await demoStart(dataDir, options.recordSecret),
  };
}

/** Steps of an import count anew; the whole only goes on. */
function onward(tell: LoadDemoOptions['onProgress']): (progress: DemoLoadProgress) => void {
  let furthest = 0;
  return (progress) => {
    furthest = Math.max(furthest, progress.done);
    tell?.({ ...progress, done: furthest });
  };
}

async function settle(folder: string, { world, onProgress }: LoadDemoOptions): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const { manifest } = await generateDemo(folder, world, ({ done, total: files, name }) =>
    onProgress?.({
      phase: 'generate',
      done: Math.floor((generating * done) / files),
      total,
      file: name,
    }),
  );
  return manifest;
}

/** Where the work on a file begins and how much of it there is, by what its progress counts. */
const shareOfUnit: Readonly<Record<string, readonly [number, number]>> = {
  rows: [0, 0.6],
  steps: [0.6, 0.3],
  changes: [0.9, 0.1],
};

function start({ jobs }: LoadDemoOptions, input: ImportInput): Promise<Job> {
  return jobs.enqueue('import', input, input.actor);
}

/** How much of all rows is in, whichever files are in work. */
class Progress {
  readonly #rows: number;
  readonly #tell: (progress: DemoLoadProgress) => void;
  readonly #byJob = new Map<string, { readonly file: ManifestFile; part: number }>();

  constructor(rows: number, tell: (progress: DemoLoadProgress) => void) {
    this.#rows = Math.max(1, rows);
    this.#tell = tell;
  }

  add(file: ManifestFile, job: Job): void {
    this.#byJob.set(job.id, { file, part: 0 });
    this.of(job);
  }

  of({ id, state, unit, done, total: of }: Job): void {
    const known = this.#byJob.get(id);
    if (known === undefined || state === 'queued') return;
    const [from, width] = state === 'done' ? [1, 0] : (shareOfUnit[unit ?? ''] ?? [0, 0]);
    known.part = Math.max(
      known.part,
      from + width * Math.min(1, of === null || of === 0 ? 0 : done / of),
    );
    let rows = 0;
    for (const { file, part } of this.#byJob.values()) rows += file.rows * part;
    this.#tell({
      phase: 'import',
      done: generating + Math.floor(((total - generating) * rows) / this.#rows),
      total,
      file: known.file.name,
    });
  }
}

class DemoFileFailed extends ImportAbort {}

async function untilDone({ jobs }: LoadDemoOptions, { id, title }: Job): Promise<void> {
  const over = await jobs.finished(id);
  if (over.state === 'done') return;
  const [problem] = over.problems;
  const message = `The demo file ${title} could not be loaded: ${problem?.message ?? over.state}`;
  if (isOver(over)) throw new DemoFileFailed(problem?.code ?? over.state, message);
  throw new ImportAbort(over.state, message);
}
