/** The one queue of long work: jobs of every kind, kept in the small state, taken by lease, taken over from processes that have gone, observable and cancellable. */
import { randomUUID } from 'node:crypto';
import type { StateStore } from '@phecda/graph-schema/ports/state-store';
import { StoreUnavailableError } from '@phecda/graph-schema/ports/store-errors';
import { ImportAbort } from '../errors.ts';
import { fileReasons } from '../reasons.ts';
import { isOver, newJob, type Job } from './job.ts';
import type { JobKind } from './job-kind.ts';
import { JobTable, type JobFilter, type StoredJob } from './job-table.ts';
import { OtherRunners } from './other-runners.ts';
import { RunningJob, type JobTimings } from './running-job.ts';
import { hasEnded, runnerName } from './runner-name.ts';

export interface JobQueueOptions {
  readonly state: StateStore;
  readonly kinds: readonly JobKind[];
  /** Data folder of this process, as `homeOf` names it. */
  readonly home: string;
  /** Megabytes that running jobs of this process may take together. */
  readonly memoryMb?: number;
  /** Does what others have left or let wait; false for a process that came for one piece of work. Default true. */
  readonly takesOthers?: boolean;
  readonly timings?: Partial<JobTimings>;
  /** Unexpected errors, with the job that they ended. */
  readonly onError?: (error: unknown, job: Job | null) => void;
  readonly now?: () => number;
}

/** What came of asking to cancel. */
export type CancelAnswer = 'cancelled' | 'tooLate' | 'over' | 'unknown';

const defaultTimings: JobTimings = {
  pollMs: 1_000,
  beatMs: 2_000,
  lostAfterMs: 15_000,
  homeGraceMs: 600_000,
  retryForMs: 600_000,
  followPatienceMs: 30_000,
};
/** An import beside an analysis of the whole graph. */
const defaultMemoryMb = 2_000;
const dayMs = 86_400_000;

export class JobQueue {
  readonly kinds: readonly JobKind[];
  readonly #table: JobTable;
  readonly #home: string;
  readonly #runner: string;
  readonly #memoryMb: number;
  readonly #takesOthers: boolean;
  readonly #timings: JobTimings;
  readonly #onError: (error: unknown, job: Job | null) => void;
  readonly #now: () => number;
  readonly #running = new Map<string, RunningJob>();
  readonly #ends = new Set<Promise<void>>();
  /** Jobs that this process took in. */
  readonly #own = new Set<string>();
  readonly #listeners = new Set<(job: Job) => void>();
  readonly #others: OtherRunners;
  #pumping: Promise<void> | null = null;
  #pumpAgain = false;
  #closed = false;
  #lastCreated = 0;
  #lastSweep = 0;
  #timers: NodeJS.Timeout[] = [];
  #polling = false;

  constructor(options: JobQueueOptions) {
    this.kinds = options.kinds;
    this.#table = new JobTable(options.state);
    this.#home = options.home;
    this.#runner = runnerName(options.home);
    this.#memoryMb = options.memoryMb ?? defaultMemoryMb;
    this.#takesOthers = options.takesOthers ?? true;
    this.#timings = { ...defaultTimings, ...options.timings };
    this.#onError = options.onError ?? (() => undefined);
    this.#now = options.now ?? Date.now;
    this.#others = new OtherRunners(this.#timings);
  }

  /** Takes up what earlier processes left, and goes on looking after what others leave. Call once, after the state is migrated. */
  async start(): Promise<void> {
    await this.#takeUp(await this.#table.active());
    await this.#pump();
    this.#watchOthers();
  }

  kind(name: string): JobKind | null {
    return this.kinds.find((kind) => kind.name === name) ?? null;
  }

  /** Durable once it returns. @throws when the kind is unknown or its input is not in order */
  async enqueue(kindName: string, given: unknown, owner: string): Promise<Job> {
    if (this.#closed) throw new ImportAbort('service.closed', 'The job queue is closed.');
    const kind = this.kind(kindName);
    if (kind === null) throw new ImportAbort('kind.unknown', `There is no job kind ${kindName}.`);
    const input = kind.check(given);
    const title = await kind.title(input);
    // Later than the one before, so that the order of the list is the order in which they came.
    this.#lastCreated = Math.max(this.#now(), this.#lastCreated + 1);
    const job = newJob({
      id: randomUUID(),
      kind: kindName,
      title,
      owner,
      createdAt: new Date(this.#lastCreated).toISOString(),
    });
    await this.#table.insert(job, input, kind.local ? this.#home : null);
    this.#own.add(job.id);
    if (this.#timers.length === 0) this.#watchOthers();
    this.#notify(job);
    void this.#pump();
    return job;
  }

  /** `cancelled`: it never takes effect. `tooLate`: it is taking effect. */
  async cancel(id: string): Promise<CancelAnswer> {
    if (await this.#table.requestCancel(id, this.#stamp())) {
      this.#running.get(id)?.stop('cancelled');
      const row = await this.#table.find(id);
      if (row !== null) this.#notify(this.#running.get(id)?.job ?? row.job);
      return 'cancelled';
    }
    const row = await this.#table.find(id);
    if (row === null) return 'unknown';
    return isOver(row.job) ? 'over' : 'tooLate';
  }

  async job(id: string): Promise<Job | null> {
    return this.#running.get(id)?.job ?? (await this.#table.find(id))?.job ?? null;
  }

  /** Newest first. */
  async list(
    filter: JobFilter = {},
    limit = 100,
    offset = 0,
  ): Promise<{ jobs: Job[]; total: number }> {
    const { jobs, total } = await this.#table.list(filter, limit, offset);
    return { jobs: jobs.map((job) => this.#running.get(job.id)?.job ?? job), total };
  }

  /** Calls back on every change of every job (or of one); returns the way to stop. */
  watch(listener: (job: Job) => void, id?: string): () => void {
    const wanted = id === undefined ? listener : (job: Job) => job.id === id && listener(job);
    this.#listeners.add(wanted);
    return () => this.#listeners.delete(wanted);
  }

  /** The job once it is over. */
  async finished(id: string): Promise<Job> {
    for (;;) {
      let stop = (): void => undefined;
      const told = new Promise<Job>((resolve) => {
        stop = this.watch((job) => isOver(job) && resolve(job), id);
      });
      try {
        const job = await this.job(id);
        if (job === null) throw new ImportAbort('job.unknown', `There is no job ${id}.`);
        if (isOver(job) || this.#closed) return job;
        const end = await Promise.race([told, delay(this.#timings.pollMs)]);
        if (end !== null) return end;
      } catch (error) {
        if (!(error instanceof StoreUnavailableError) || this.#closed) throw error;
        await delay(this.#timings.pollMs);
      } finally {
        stop();
      }
    }
  }

  /** Stops what runs: it is given back, for another process or the next start. What takes effect ends first. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#pumping;
    for (const job of this.#running.values()) job.stop('closed');
    await Promise.all(this.#ends);
    this.#listeners.clear();
  }

  #watchOthers(): void {
    if (this.#closed || this.#timers.length > 0) return;
    const { pollMs, beatMs } = this.#timings;
    this.#timers = [setInterval(() => void this.#poll(), pollMs)];
    if (this.#table.shared)
      this.#timers.push(
        setInterval(() => {
          const home = this.#takesOthers ? this.#home : null;
          this.#table.beat(this.#runner, [...this.#running.keys()], home).catch(() => undefined); // the next beat tries again
        }, beatMs),
      );
    for (const timer of this.#timers) timer.unref();
  }

  async #poll(): Promise<void> {
    if (this.#polling || this.#closed) return;
    this.#polling = true;
    try {
      await this.#sweep();
      if (this.#table.shared) await this.#look();
      await this.#pump();
    } catch (error) {
      this.#others.lookedInVain();
      if (!(error instanceof StoreUnavailableError)) this.#onError(error, null);
    } finally {
      this.#polling = false;
    }
  }

  /** What other processes did, and what they want of ours. */
  async #look(): Promise<void> {
    const active = await this.#table.active();
    for (const { job, attempt, runner } of active) {
      const mine = this.#running.get(job.id);
      if (!mine || mine.attempt > attempt) continue;
      if (runner !== this.#runner || mine.attempt < attempt) mine.stop('lost');
      else if (job.cancelRequested) mine.stop('cancelled');
    }
    const { changed, gone } = this.#others.saw(
      active.filter(({ job }) => !this.#running.has(job.id)),
    );
    for (const job of changed) this.#notify(job);
    for (const id of gone) {
      const row = this.#running.has(id) ? null : await this.#table.find(id);
      if (row !== null) this.#notify(row.job);
    }
    await this.#takeUp(active);
  }

  /** Jobs whose process has gone: taken over, or ended with the truth where nobody can do them. */
  async #takeUp(active: readonly StoredJob[]): Promise<void> {
    if (!this.#takesOthers) return;
    for (const stored of active) {
      if (this.#closed || this.#running.has(stored.job.id)) continue;
      const kind = this.kind(stored.job.kind);
      if (kind === null) continue;
      const foreign = stored.home !== null && stored.home !== this.#home;
      if (foreign) {
        if (this.#others.stillFor(stored) < this.#timings.homeGraceMs) continue;
      } else if (stored.job.state === 'queued' || !this.#isLost(stored)) continue;
      if (!(await this.#table.claim(stored, this.#runner, this.#stamp()))) continue;
      const taken = this.#begin(kind, { ...stored, attempt: stored.attempt + 1 });
      const problem = { code: 'host-gone', message: fileReasons['host-gone'].en };
      this.#track(taken, foreign ? taken.giveUp(problem) : taken.run());
    }
  }

  #isLost(stored: StoredJob): boolean {
    if (!this.#table.shared) return true; // the only process that may hold this table is this one
    if (stored.runner !== null && hasEnded(stored.runner, this.#home)) return true;
    return this.#others.stillFor(stored) >= this.#timings.lostAfterMs;
  }

  /** Starts what waits and has room. */
  #pump(): Promise<void> {
    this.#pumpAgain = true;
    this.#pumping ??= (async () => {
      while (this.#pumpAgain && !this.#closed) {
        this.#pumpAgain = false;
        if (!this.#takesOthers && this.#own.size === 0) break;
        await this.#startWaiting();
      }
    })()
      .catch((error: unknown) => {
        // The next look tries again.
        if (!(error instanceof StoreUnavailableError)) this.#onError(error, null);
      })
      .finally(() => (this.#pumping = null));
    return this.#pumping;
  }

  async #startWaiting(): Promise<void> {
    for (const stored of await this.#table.active()) {
      const { job, home } = stored;
      const kind = this.kind(job.kind);
      if (job.state !== 'queued' || kind === null || this.#closed) continue;
      if (home !== null && home !== this.#home) continue;
      if (!this.#takesOthers && !this.#own.has(job.id)) continue;
      if (!this.#hasRoom(kind)) continue;
      if (!(await this.#table.claim(stored, this.#runner, this.#stamp()))) continue;
      const begun = this.#begin(kind, { ...stored, attempt: stored.attempt + 1 });
      this.#track(begun, begun.run());
    }
  }

  #hasRoom(kind: JobKind): boolean {
    const running = [...this.#running.values()].map((one) => one.kind);
    if (running.length === 0) return true;
    const alike = running.filter(({ name }) => name === kind.name).length;
    if (alike >= kind.concurrency) return false;
    return memoryOf([...running, kind]) <= Math.max(this.#memoryMb, memoryOf(running));
  }

  #begin(kind: JobKind, stored: StoredJob): RunningJob {
    const job = new RunningJob({
      stored,
      kind,
      table: this.#table,
      timings: this.#timings,
      now: this.#now,
      onChange: (changed) => this.#notify(changed),
      onError: this.#onError,
    });
    this.#running.set(job.jobId, job);
    return job;
  }

  #track(job: RunningJob, end: Promise<void>): void {
    const settled = end
      .catch((error: unknown) => this.#onError(error, job.job))
      .finally(() => {
        this.#running.delete(job.jobId);
        this.#own.delete(job.jobId);
        this.#ends.delete(settled);
        if (!this.#closed) void this.#pump();
      });
    this.#ends.add(settled);
  }

  async #sweep(): Promise<void> {
    const at = this.#now();
    if (!this.#takesOthers || at - this.#lastSweep < dayMs / 24) return;
    this.#lastSweep = at;
    for (const { name, keptDays } of this.kinds)
      await this.#table.forget(name, new Date(at - keptDays * dayMs).toISOString());
  }

  #stamp(): string {
    return new Date(this.#now()).toISOString();
  }

  #notify(job: Job): void {
    for (const listener of this.#listeners) {
      try {
        listener(job);
      } catch (error) {
        this.#onError(error, job);
      }
    }
  }
}

function memoryOf(kinds: readonly JobKind[]): number {
  const counted = kinds.filter(
    (kind, i) => kind.takesMemoryOnce !== true || kinds.indexOf(kind) === i,
  );
  return counted.reduce((sum, { memoryMb }) => sum + memoryMb, 0);
}

function delay(milliseconds: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), milliseconds));
}
