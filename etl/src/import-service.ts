/** The import queue: one job at a time, observable, cancellable, kept in the small state so that what a crash interrupted is run again. One file is one revision, so running again means from the start. */
import { randomUUID } from 'node:crypto';
import { SqlMemoryError, type Sql } from '@phecda/graph-schema/ports/sql';
import { ApplyRefused } from '@phecda/graph-schema/truth/types';
import { ImportAbort } from './errors.ts';
import {
  isTerminal,
  type AppliedSummary,
  type ImportInput,
  type ImportJob,
  type ImportProblem,
  type ImportSteps,
  type ImportSummary,
  type JobRequest,
  type JobState,
  type StepProgress,
  type WithdrawInput,
} from './jobs/import-job.ts';
import { JobTable } from './jobs/job-table.ts';
import { fileReasons, noChangeReasons } from './reasons.ts';

export type * from './jobs/import-job.ts';
export { isTerminal } from './jobs/import-job.ts';

export interface ImportServiceOptions {
  readonly sql: Sql;
  readonly steps: ImportSteps;
  /** Unexpected errors, with the job they ended. */
  readonly onError?: (error: unknown, job: ImportJob) => void;
  readonly now?: () => number;
}

export interface ImportService {
  /** Takes up what an earlier process left unfinished. Call once, after `sql.migrate()`. */
  start(): Promise<void>;
  startImport(input: ImportInput): Promise<ImportJob>;
  /** Prepares and counts; nothing is written but the job itself. */
  dryRun(input: ImportInput): Promise<ImportJob>;
  withdraw(input: WithdrawInput): Promise<ImportJob>;
  /** False when the job is over, or past the point where it can be undone. */
  cancel(jobId: string): Promise<boolean>;
  job(jobId: string): Promise<ImportJob | null>;
  /** Newest first. */
  jobs(limit?: number): Promise<ImportJob[]>;
  /** Calls back on every change of every job (or of one); returns the way to stop. */
  watch(listener: (job: ImportJob) => void, jobId?: string): () => void;
  /** The job once it is over. */
  finished(jobId: string): Promise<ImportJob>;
  /** Stops what runs; it is taken up at the next start. */
  close(): Promise<void>;
}

interface LiveJob {
  job: ImportJob;
  readonly request: JobRequest;
  readonly abort: AbortController;
  /** Set while the step can no longer be undone. */
  committed: boolean;
  phaseStarted: number;
  savedAt: number;
}

const SAVE_EVERY = 1_000;
const HEARTBEAT = 5_000;

export function createImportService(options: ImportServiceOptions): ImportService {
  return new Queue(options);
}

class Queue implements ImportService {
  readonly #table: JobTable;
  readonly #steps: ImportSteps;
  readonly #onError: (error: unknown, job: ImportJob) => void;
  readonly #now: () => number;
  readonly #live = new Map<string, LiveJob>();
  readonly #waiting: string[] = [];
  readonly #listeners = new Set<(job: ImportJob) => void>();
  #running: Promise<void> = Promise.resolve();
  #busy = false;
  #closed = false;
  #heart: NodeJS.Timeout | undefined;

  constructor({ sql, steps, onError, now }: ImportServiceOptions) {
    this.#table = new JobTable(sql);
    this.#steps = steps;
    this.#onError = onError ?? (() => undefined);
    this.#now = now ?? Date.now;
  }

  async start(): Promise<void> {
    await this.#takeUp();
    this.#heart = setInterval(() => {
      for (const live of this.#live.values())
        void this.#table.touch(live.job.id, this.#now()).catch(() => undefined); // the next beat tries again
      if (this.#table.shared) void this.#takeUp().catch(() => undefined); // likewise
    }, HEARTBEAT);
    this.#heart.unref();
  }

  startImport(input: ImportInput): Promise<ImportJob> {
    return this.#enqueue({ kind: 'import', input }, input.fileName);
  }

  dryRun(input: ImportInput): Promise<ImportJob> {
    return this.#enqueue({ kind: 'dryRun', input }, input.fileName);
  }

  async withdraw(input: WithdrawInput): Promise<ImportJob> {
    const fileName = await this.#table.fileName(input.fileId);
    if (fileName === null)
      throw new ImportAbort('file.unknown', `There is no file ${input.fileId}.`);
    return this.#enqueue({ kind: 'withdraw', input }, fileName);
  }

  async cancel(jobId: string): Promise<boolean> {
    const live = this.#live.get(jobId);
    if (live === undefined || live.committed || isTerminal(live.job.state)) return false;
    live.abort.abort();
    const at = this.#waiting.indexOf(jobId);
    if (at >= 0) {
      this.#waiting.splice(at, 1);
      await this.#finish(live, 'cancelled', {});
    }
    return true;
  }

  async job(jobId: string): Promise<ImportJob | null> {
    return this.#live.get(jobId)?.job ?? (await this.#table.find(jobId));
  }

  async jobs(limit = 100): Promise<ImportJob[]> {
    const stored = await this.#table.newest(limit);
    return stored.map((job) => this.#live.get(job.id)?.job ?? job);
  }

  watch(listener: (job: ImportJob) => void, jobId?: string): () => void {
    const wanted =
      jobId === undefined ? listener : (job: ImportJob) => job.id === jobId && listener(job);
    this.#listeners.add(wanted);
    return () => this.#listeners.delete(wanted);
  }

  async finished(jobId: string): Promise<ImportJob> {
    for (;;) {
      const over = await new Promise<ImportJob | null>((resolve) => {
        const stop = this.watch((job) => {
          if (!isTerminal(job.state)) return;
          stop();
          resolve(job);
        }, jobId);
        const live = this.#live.get(jobId);
        if (live === undefined || isTerminal(live.job.state)) {
          stop();
          resolve(null);
        }
      });
      const job = over ?? (await this.#table.find(jobId));
      if (job === null) throw new ImportAbort('job.unknown', `There is no job ${jobId}.`);
      if (isTerminal(job.state) || this.#closed) return job;
      await new Promise((resolve) => setTimeout(resolve, 500)); // another process runs it
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#heart);
    for (const live of this.#live.values()) if (!live.committed) live.abort.abort();
    await this.#running;
    this.#listeners.clear();
  }

  async #enqueue(request: JobRequest, fileName: string): Promise<ImportJob> {
    if (this.#closed) throw new ImportAbort('service.closed', 'The import queue is closed.');
    const at = new Date(this.#now()).toISOString();
    const job: ImportJob = {
      id: randomUUID(),
      kind: request.kind,
      fileName,
      state: 'queued',
      phase: 'queued',
      done: 0,
      total: null,
      rowsPerSecond: null,
      secondsLeft: null,
      summary: null,
      problems: [],
      fileId: request.kind === 'withdraw' ? request.input.fileId : null,
      actor: request.input.actor,
      createdAt: at,
      updatedAt: at,
    };
    await this.#table.insert(job, request);
    this.#admit(job, request);
    return job;
  }

  #admit(job: ImportJob, request: JobRequest): void {
    const at = this.#now();
    this.#live.set(job.id, {
      job,
      request,
      abort: new AbortController(),
      committed: false,
      phaseStarted: at,
      savedAt: at,
    });
    this.#waiting.push(job.id);
    this.#pump();
  }

  async #takeUp(): Promise<void> {
    if (this.#closed) return;
    for (const { job, request } of await this.#table.interrupted(this.#now())) {
      if (!this.#live.has(job.id))
        this.#admit({ ...job, state: 'queued', phase: 'queued', done: 0, total: null }, request);
    }
  }

  #pump(): void {
    if (this.#busy || this.#closed) return;
    const next = this.#waiting.shift();
    const live = next === undefined ? undefined : this.#live.get(next);
    if (live === undefined) return;
    this.#busy = true;
    this.#running = this.#run(live).finally(() => {
      this.#busy = false;
      this.#pump();
    });
  }

  async #run(live: LiveJob): Promise<void> {
    const began = this.#now();
    try {
      const { fileId: _, unchanged, problems: later = [], ...summary } = await this.#perform(live);
      const seconds = Math.round(this.#now() - began) / 1_000;
      const code = unchanged === undefined ? null : noChangeCodes[unchanged];
      const told = code === null || live.job.problems.some((problem) => problem.code === code);
      const problems = [
        ...(told ? [] : [{ code, message: noChangeReasons[code].en }]),
        ...later,
        ...live.job.problems,
      ];
      await this.#finish(live, 'done', { summary: { ...summary, seconds }, problems });
    } catch (error) {
      // Left as it is in the table: the next start takes it up.
      if (this.#closed) return;
      const cancelled = live.abort.signal.aborted && !live.committed;
      const expected = error instanceof ImportAbort || error instanceof ApplyRefused;
      if (!cancelled && !expected) this.#onError(error, live.job);
      await this.#finish(
        live,
        cancelled ? 'cancelled' : 'failed',
        cancelled ? {} : { problems: [problemOf(error), ...live.job.problems] },
      ).catch((failure: unknown) => this.#onError(failure, live.job));
    }
  }

  async #perform(live: LiveJob): Promise<AppliedSummary> {
    const { request, abort } = live;
    const progress = (step: StepProgress): void => this.#progress(live, step);
    // The file takes the job's id: a job interrupted after its commit finds its own file.
    const fileId = request.kind === 'withdraw' ? request.input.fileId : live.job.id;
    const before = await this.#steps.applied(fileId);
    let summary: AppliedSummary;
    if (request.kind === 'withdraw') {
      await this.#enter(live, 'applying');
      live.committed = true;
      summary =
        before?.withdrawn === true
          ? before.summary
          : await this.#steps.withdraw(request.input, progress);
    } else if (before !== null) {
      live.committed = true;
      summary = before.summary;
    } else {
      try {
        await this.#enter(live, 'preparing');
        const prepared = await this.#steps.prepare(
          request.input,
          fileId,
          progress,
          abort.signal,
          request.kind === 'dryRun',
        );
        this.#change(live, { problems: prepared.problems });
        abort.signal.throwIfAborted();
        const { rowsRead, rowsLoaded, rowsQuarantined, relationsSetAside } = prepared;
        if (request.kind === 'dryRun')
          return { ...nothing, rowsRead, rowsLoaded, rowsQuarantined, relationsSetAside };
        await this.#enter(live, 'applying');
        summary = await this.#steps.apply(request.input, fileId, prepared, progress, abort.signal);
        live.committed = true;
      } finally {
        await this.#steps.discard(fileId);
      }
    }
    this.#change(live, { fileId: summary.fileId ?? fileId });
    await this.#enter(live, 'viewing');
    await this.#steps.view(progress);
    return summary;
  }

  async #enter(live: LiveJob, state: JobState): Promise<void> {
    live.abort.signal.throwIfAborted();
    live.phaseStarted = this.#now();
    this.#change(live, {
      state,
      phase: state,
      done: 0,
      total: null,
      rowsPerSecond: null,
      secondsLeft: null,
    });
    await this.#table.save(live.job);
  }

  #progress(live: LiveJob, { phase, done, total }: StepProgress): void {
    const at = this.#now();
    if (phase !== live.job.phase) live.phaseStarted = at;
    const seconds = (at - live.phaseStarted) / 1_000;
    const rate = seconds > 0.2 && done > 0 ? done / seconds : null;
    const left = rate === null || total === null ? null : Math.max(0, (total - done) / rate);
    this.#change(live, {
      phase,
      done,
      total,
      rowsPerSecond: rate === null ? null : Math.round(rate),
      secondsLeft: left === null ? null : Math.round(left * 10) / 10,
    });
    if (at - live.savedAt < SAVE_EVERY) return;
    live.savedAt = at;
    void this.#table.save(live.job).catch((error: unknown) => this.#onError(error, live.job));
  }

  async #finish(
    live: LiveJob,
    state: JobState,
    change: { summary?: ImportSummary; problems?: readonly ImportProblem[] },
  ): Promise<void> {
    const job: ImportJob = {
      ...live.job,
      ...change,
      state,
      phase: state,
      secondsLeft: null,
      updatedAt: new Date(this.#now()).toISOString(),
    };
    await this.#table.save(job);
    this.#live.delete(job.id);
    live.job = job;
    this.#tell(job);
  }

  #change(live: LiveJob, change: Partial<ImportJob>): void {
    live.job = { ...live.job, ...change, updatedAt: new Date(this.#now()).toISOString() };
    this.#tell(live.job);
  }

  #tell(job: ImportJob): void {
    for (const listener of this.#listeners) {
      try {
        listener(job);
      } catch (error) {
        this.#onError(error, job);
      }
    }
  }
}

const noChangeCodes = {
  alreadyLoaded: 'already-loaded',
  alreadySuperseded: 'already-superseded',
  alreadyWithdrawn: 'already-withdrawn',
  nothingToDo: 'nothing-to-do',
} as const satisfies Record<NonNullable<AppliedSummary['unchanged']>, keyof typeof noChangeReasons>;

const nothing: AppliedSummary = {
  rowsRead: 0,
  rowsLoaded: 0,
  rowsQuarantined: 0,
  relationsSetAside: 0,
  entitiesAdded: 0,
  entitiesChanged: 0,
  entitiesRemoved: 0,
  relationsAdded: 0,
  relationsChanged: 0,
  relationsRemoved: 0,
  revision: null,
};

function problemOf(error: unknown): ImportProblem {
  if (error instanceof ImportAbort) {
    const { row, field, value } = error.detail;
    return {
      code: error.code,
      message: error.message,
      ...(row === undefined ? {} : { row }),
      ...(field === undefined ? {} : { field }),
      ...(value === undefined ? {} : { value }),
    };
  }
  if (error instanceof ApplyRefused)
    return { code: error.code.toLowerCase().replaceAll('_', '-'), message: error.message };
  // What a database or a library says of itself goes to the log, not to people.
  const code = error instanceof SqlMemoryError ? 'memory-limit' : 'internal';
  return { code, message: fileReasons[code].en };
}
