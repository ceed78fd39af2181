/** One try at one job: its progress, its point of no return, its pauses while a store is away, and its end. */
import { StoreUnavailableError } from '@phecda/graph-schema/ports/store-errors';
import { isOver, type Job, type JobProblem, type JobState } from './job.ts';
import type { JobKind, JobWork, StepProgress } from './job-kind.ts';
import type { JobTable, StoredJob } from './job-table.ts';
import { problemOf } from './problem-of.ts';
import { fileReasons } from '../reasons.ts';

export interface JobTimings {
  /** Between two looks at the table. */
  readonly pollMs: number;
  readonly beatMs: number;
  /** A process whose beat stands still for so long has lost its jobs. */
  readonly lostAfterMs: number;
  /** How long a job whose input lies on another server's disk waits for that server. */
  readonly homeGraceMs: number;
  /** How long a job waits for a store that is away. */
  readonly retryForMs: number;
  /** What follows a job's effect may stand still for so long; then it is told as late. */
  readonly followPatienceMs: number;
}

export interface RunningJobOptions {
  readonly stored: StoredJob;
  readonly kind: JobKind;
  readonly table: JobTable;
  readonly timings: JobTimings;
  readonly now: () => number;
  readonly onChange: (job: Job) => void;
  readonly onError: (error: unknown, job: Job) => void;
}

const saveEveryMs = 1_000;

/** Why a try stops before its end. */
type Stop = 'cancelled' | 'closed' | 'lost';

export class RunningJob implements JobWork {
  readonly jobId: string;
  readonly owner: string;
  readonly attempt: number;
  readonly signal: AbortSignal;
  job: Job;
  readonly kind: JobKind;
  readonly #input: unknown;
  readonly #options: RunningJobOptions;
  readonly #abort = new AbortController();
  #stop: Stop | null = null;
  #pastReturn = false;
  #phaseStarted: number;
  #savedAt: number;
  #moved = 0;
  #troubleSince: number | null = null;

  constructor(options: RunningJobOptions) {
    const { stored, kind, now } = options;
    this.#options = options;
    this.kind = kind;
    this.#input = stored.input;
    this.attempt = stored.attempt;
    this.jobId = stored.job.id;
    this.owner = stored.job.owner;
    this.signal = this.#abort.signal;
    this.#phaseStarted = this.#savedAt = now();
    const startedAt = stored.job.startedAt ?? new Date(now()).toISOString();
    const afresh = { state: 'running', phase: 'running', done: 0, total: null } as const;
    this.job = { ...stored.job, ...afresh, startedAt };
  }

  get pastReturn(): boolean {
    return this.#pastReturn;
  }

  /** The queue stops it; past its point of no return only `lost` does at once, and `closed` ends its waiting for a store. */
  stop(why: Stop): void {
    if (this.#pastReturn && why === 'closed') this.#stop ??= why;
    if (this.#pastReturn && why !== 'lost') return;
    this.#stop ??= why;
    if (why === 'cancelled') this.#change({ cancelRequested: true });
    this.#abort.abort();
  }

  progress({ phase, done, total, unit }: StepProgress): void {
    const at = this.#options.now();
    this.#moved++;
    this.#troubleSince = null;
    if (phase !== this.job.phase) this.#phaseStarted = at;
    const seconds = (at - this.#phaseStarted) / 1_000;
    const rate = seconds > 0.2 && done > 0 ? done / seconds : null;
    const left = rate === null || total === null ? null : Math.max(0, (total - done) / rate);
    this.#change({
      phase,
      done,
      total,
      unit: unit ?? null,
      rate: rate === null ? null : Math.round(rate),
      secondsLeft: left === null ? null : Math.round(left * 10) / 10,
    });
    if (at - this.#savedAt >= saveEveryMs) this.#save();
  }

  report(problems: readonly JobProblem[]): void {
    this.#change({ problems });
  }

  async pointOfNoReturn(): Promise<void> {
    this.signal.throwIfAborted();
    if (!(await this.#options.table.passReturn(this.jobId, this.attempt))) {
      const row = await this.#options.table.find(this.jobId);
      this.stop(
        row?.attempt === this.attempt && row.job.cancelRequested && !isOver(row.job)
          ? 'cancelled'
          : 'lost',
      );
      this.signal.throwIfAborted();
    }
    this.#pastReturn = true;
    this.#change({ pastReturn: true });
  }

  async persist<T>(work: () => Promise<T>): Promise<T> {
    for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof StoreUnavailableError) || this.#stop !== null) throw error;
        const at = this.#options.now();
        this.#troubleSince ??= at;
        if (at - this.#troubleSince > this.#options.timings.retryForMs) throw error;
        this.#change({ phase: 'waiting-for-store', rate: null, secondsLeft: null });
        await pause(pauseMs, this.signal);
      }
    }
  }

  /** Settles once its end is recorded, or is somebody else's to record. */
  async run(): Promise<void> {
    const { onError } = this.#options;
    this.#options.onChange(this.job);
    try {
      const result = await this.#perform();
      await this.#end('done', { result });
    } catch (error) {
      if (this.#stop === 'closed') return this.#release();
      if (this.#stop === 'lost') return;
      if (this.#stop === 'cancelled') return this.#end('cancelled', {});
      const problem = problemOf(error);
      if (problem.code === 'internal' || problem.code === 'memory-limit') onError(error, this.job);
      const told = this.job.problems.filter(({ code }) => code !== problem.code);
      await this.#end('failed', { problems: [problem, ...told] });
    }
  }

  /** Ends it without trying: nobody can do it any more, unless it was done. */
  async giveUp(problem: JobProblem): Promise<void> {
    const result = await this.kind.recover(this.#input, this);
    if (result === null) await this.#end('failed', { problems: [problem, ...this.job.problems] });
    else await this.#end('done', { result });
  }

  async #perform(): Promise<unknown> {
    const { kind } = this;
    const { cancelRequested } = this.job;
    let again = this.attempt > 1;
    const result = await this.persist(async () => {
      const found = again ? await kind.recover(this.#input, this) : null;
      if (found !== null) {
        this.#pastReturn = true;
        this.#change({ pastReturn: true });
        return found;
      }
      if (cancelRequested) this.stop('cancelled');
      this.signal.throwIfAborted();
      if (again && kind.repeatable === false) throw new Interrupted();
      again = true;
      return kind.run(this.#input, this);
    });
    // A job without an effect of its own has its result as effect.
    if (!this.#pastReturn) await this.persist(() => this.pointOfNoReturn());
    await this.#follow(result);
    return result;
  }

  /** Brings up what follows the effect; the job is done all the same when that is late. */
  async #follow(result: unknown): Promise<void> {
    const { timings, onError } = this.#options;
    const late = Symbol('late');
    let timer: NodeJS.Timeout | undefined;
    const still = new Promise<typeof late>((resolve) => {
      let moved = this.#moved;
      timer = setInterval(() => {
        if (moved === this.#moved) resolve(late);
        moved = this.#moved;
      }, timings.followPatienceMs);
    });
    try {
      const following = this.kind.follow(result, this);
      following.catch(() => undefined); // told below, or late
      if ((await Promise.race([following, still])) === late) this.#tellLate();
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) onError(error, this.job);
      this.#tellLate();
    } finally {
      clearInterval(timer);
    }
  }

  #tellLate(): void {
    const problem = { code: 'view-late', message: fileReasons['view-late'].en };
    this.report([problem, ...this.job.problems]);
  }

  async #end(state: JobState, change: Partial<Job>): Promise<void> {
    const { table, now, onChange } = this.#options;
    const job: Job = {
      ...this.job,
      ...change,
      state,
      phase: state,
      rate: null,
      secondsLeft: null,
      endedAt: new Date(now()).toISOString(),
    };
    for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      try {
        if (!(await table.finish(job, this.attempt))) return; // taken over meanwhile: its end is told by whoever has it
        break;
      } catch (error) {
        if (this.#stop === 'closed' || !(error instanceof StoreUnavailableError)) throw error;
        await pause(pauseMs, null);
      }
    }
    this.job = job;
    onChange(job);
  }

  /** Others, or the next start, need not wait for the beat to stand still. */
  async #release(): Promise<void> {
    await this.#options.table.release(this.jobId, this.attempt).catch(() => undefined); // they will see that the beat stands still
  }

  #save(): void {
    const { table, now, onError } = this.#options;
    this.#savedAt = now();
    table.save(this.job, this.attempt, new Date(this.#savedAt).toISOString()).then(
      (mine) => {
        if (!mine && !isOver(this.job)) this.stop('lost');
      },
      (error: unknown) => {
        if (!(error instanceof StoreUnavailableError)) onError(error, this.job);
      },
    );
  }

  #change(change: Partial<Job>): void {
    this.job = { ...this.job, ...change };
    this.#options.onChange(this.job);
  }
}

/** The process that ran a job which cannot be repeated has ended. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

function pause(milliseconds: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, milliseconds);
    const stop = (): void => {
      clearTimeout(timer);
      reject(new Error('The pause was ended.'));
    };
    function done(): void {
      signal?.removeEventListener('abort', stop);
      resolve();
    }
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
