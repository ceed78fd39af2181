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
import { generateDemo, type DemoOptions, type Manifest } from './generate-demo.ts';

export interface LoadDemoOptions {
  readonly dataDir: string;
  /** Secret of record ids (`Sql.recordSecret`). */
  readonly recordSecret: string;
  readonly jobs: Pick<JobQueue, 'enqueue' | 'finished' | 'list' | 'watch'>;
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
  let before = 0;
  for (const file of [...manifest.files].sort((a, b) => a.order - b.order)) {
    options.signal?.throwIfAborted();
    const share = (part: number): number =>
      generating +
      Math.floor(((total - generating) * (before + file.rows * part)) / Math.max(1, rows));
    onProgress({ phase: 'import', done: share(0), total, file: file.name });
    const earlier = known.get(file.name);
    if (earlier?.state !== 'done') {
      const job =
        earlier !== undefined && !isOver(earlier)
          ? earlier
          : await start(options, {
              path: join(folder, file.name),
              fileName: file.name,
              mappingId: file.mapping,
              sourceDate: file.sourceDate,
              actor: options.actor ?? demoActor,
            });
      await end(options, job, (part) =>
        onProgress({ phase: 'import', done: share(part), total, file: file.name }),
      );
    }
    before += file.rows;
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

async function end(
  { jobs }: LoadDemoOptions,
  job: Job,
  tell: (part: number) => void,
): Promise<void> {
  const stop = jobs.watch(({ unit, done, total: of }) => {
    const [from, width] = shareOfUnit[unit ?? ''] ?? [0, 0];
    if (width > 0) tell(from + width * Math.min(1, of === null || of === 0 ? 0 : done / of));
  }, job.id);
  try {
    const over = await jobs.finished(job.id);
    if (over.state === 'done') return;
    const [problem] = over.problems;
    throw new ImportAbort(
      problem?.code ?? over.state,
      `The demo file ${over.title} could not be loaded: ${problem?.message ?? over.state}`,
    );
  } finally {
    stop();
  }
}
