/** Queues the job of retention once a day, where a policy asks for it. */
import type { JobQueue } from '@phecda/etl/jobs/job-queue';
import type { Log } from '../../log.ts';
import type { RetentionStore } from './retention-policy.ts';

export interface RetentionKeeperParts {
  readonly jobs: JobQueue;
  readonly retention: RetentionStore;
  readonly clock: () => Date;
  readonly log: Log;
}

const owner = 'Phecda';
const lookEveryMs = 600_000;

export class RetentionKeeper {
  readonly #parts: RetentionKeeperParts;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: RetentionKeeperParts) {
    this.#parts = parts;
  }

  start(): void {
    const look = (): void => {
      this.look().catch((error: unknown) =>
        this.#parts.log.warn({ err: error }, 'the retention of positions could not be looked at'),
      );
    };
    this.#timer = setInterval(look, lookEveryMs);
    this.#timer.unref();
    look();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async look(): Promise<void> {
    const { jobs, retention, clock } = this.#parts;
    const { wholeDays, keepDays } = await retention.current();
    if (wholeDays === null && keepDays === null) return;
    const { doneAt } = await retention.done();
    if (doneAt !== null && doneAt.slice(0, 10) === clock().toISOString().slice(0, 10)) return;
    const { jobs: waiting } = await jobs.list(
      { kinds: ['thinPositions'], states: ['queued', 'running'] },
      1,
      0,
    );
    if (waiting.length === 0) await jobs.enqueue('thinPositions', {}, owner);
  }
}
