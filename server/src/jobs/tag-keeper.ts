/** Queues the job that settles tags by rule: at start, once the graph has been quiet after a change, and when another day begins. */
import type { JobQueue } from '@phecda/etl/jobs/job-queue';
import type { LiveBus } from '../features/live/live-bus.ts';
import type { Log } from '../log.ts';

export interface TagKeeperParts {
  readonly jobs: JobQueue;
  readonly live: LiveBus;
  readonly log: Log;
  /** Whether anything is left to derive. */
  due(): Promise<boolean>;
}

const owner = 'Phecda';
const quietMs = 10_000;
const lookEveryMs = 600_000;

export class TagKeeper {
  readonly #parts: TagKeeperParts;
  #timer: NodeJS.Timeout | undefined;
  #daily: NodeJS.Timeout | undefined;
  #unfollow: () => void = () => undefined;

  constructor(parts: TagKeeperParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#later();
    this.#unfollow = this.#parts.live.onReached(() => this.#later());
    this.#daily = setInterval(() => this.#later(), lookEveryMs);
    this.#daily.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#daily);
    this.#unfollow();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.look().catch((error: unknown) =>
        this.#parts.log.warn({ err: error }, 'what tags are left to derive could not be told'),
      );
    }, quietMs);
    this.#timer.unref();
  }

  /** One that is queued will see to it. */
  async look(): Promise<void> {
    const { jobs, due } = this.#parts;
    if (!(await due())) return;
    const { jobs: waiting } = await jobs.list(
      { kinds: ['tags'], states: ['queued', 'running'] },
      1,
      0,
    );
    if (waiting.length === 0) await jobs.enqueue('tags', {}, owner);
  }
}
