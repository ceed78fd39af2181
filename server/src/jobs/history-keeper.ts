/** Queues the job that removes old history, once a day while the policy leaves something to remove. */
import type { JobQueue } from '@phecda/etl/jobs/job-queue';
import type { Log } from '../log.ts';

export interface HistoryKeeperParts {
  readonly jobs: JobQueue;
  readonly log: Log;
  /** Whether anything is older than it is kept. */
  due(): Promise<boolean>;
}

const owner = 'Phecda';
const firstAfterMs = 120_000;
const everyMs = 24 * 3_600_000;

export class HistoryKeeper {
  readonly #parts: HistoryKeeperParts;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: HistoryKeeperParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#after(firstAfterMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #after(ms: number): void {
    this.#timer = setTimeout(() => {
      this.look()
        .catch((error: unknown) =>
          this.#parts.log.warn({ err: error }, 'what history is too old could not be told'),
        )
        .finally(() => this.#after(everyMs));
    }, ms);
    this.#timer.unref();
  }

  async look(): Promise<void> {
    const { jobs, due } = this.#parts;
    if (!(await due())) return;
    const { total } = await jobs.list({ kinds: ['history'], states: ['queued', 'running'] }, 1, 0);
    if (total === 0) await jobs.enqueue('history', {}, owner);
  }
}
