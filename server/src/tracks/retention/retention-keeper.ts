/** Queues the job of retention once a day, where a policy asks for it; one that failed is tried again the next day. */
import { isOver } from '@phecda/etl/jobs/job';
import type { JobQueue } from '@phecda/etl/jobs/job-queue';
import type { Log } from '../../log.ts';
import type { RetentionStore } from './retention-policy.ts';

export interface RetentionKeeperParts {
  readonly jobs: Pick<JobQueue, 'list' | 'enqueue'>;
  readonly retention: Pick<RetentionStore, 'current'>;
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
    const { jobs: newest } = await jobs.list({ kinds: ['thinPositions'] }, 1, 0);
    const today = clock().toISOString().slice(0, 10);
    if (newest.some((job) => !isOver(job) || job.createdAt.slice(0, 10) === today)) return;
    await jobs.enqueue('thinPositions', {}, owner);
  }
}
