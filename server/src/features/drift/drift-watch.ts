/** Starts runs of drift tracking: asked for, and again for every monitored gang once an import has changed the graph. */
import type { Job } from '@phecda/etl/jobs/job';
import type { JobQueue } from '@phecda/etl/jobs/job-queue';
import { driftParameters } from '../../analysis/questions/drift/parameters.ts';
import { parseParameters } from '../../analysis/run-question.ts';
import type { Log } from '../../log.ts';
import type { RunStore } from '../analysis/run-store.ts';
import type { GangFacts, GangStore } from '../gangs/gang-store.ts';
import type { LiveBus } from '../live/live-bus.ts';

export interface DriftWatchParts {
  readonly gangs: GangStore;
  readonly runs: RunStore;
  readonly jobs: JobQueue;
  readonly live: LiveBus;
  readonly log: Log;
  /** Quiet time after a revision before gangs are scored again, milliseconds. Default 3,000. */
  readonly quietMs?: number;
}

/** Owner of the runs that nobody asked for. */
const WATCH = 'Phecda';
const QUIET_MS = 3_000;

export class DriftWatch {
  readonly #parts: DriftWatchParts;
  #timer: NodeJS.Timeout | undefined;
  #unfollow: () => void = () => undefined;

  constructor(parts: DriftWatchParts) {
    this.#parts = parts;
  }

  /** @throws DomainError BAD_INPUT */
  track(gang: GangFacts, given: Readonly<Record<string, unknown>>, owner: string): Promise<Job> {
    const members = gang.members.map(({ record }) => record);
    const parameters = { ...given, gang: gang.id, members };
    parseParameters('drift', parameters);
    return this.#parts.jobs.enqueue('analysis', { question: 'drift', parameters }, owner);
  }

  /** Catches up with what changed while no server ran, then listens until it is stopped. */
  start(revision: number): void {
    this.#again(revision);
    this.#unfollow = this.#parts.live.onReached((reached) => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#again(reached), this.#parts.quietMs ?? QUIET_MS);
      this.#timer.unref();
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#unfollow();
  }

  #again(revision: number): void {
    this.scoreAgain(revision).catch((error: unknown) =>
      this.#parts.log.warn({ err: error }, 'gangs could not be scored again after a change'),
    );
  }

  /** Every monitored gang that was tracked before, from the same day with the same parameters, nothing hidden. */
  async scoreAgain(revision: number): Promise<void> {
    const { gangs, runs, jobs } = this.#parts;
    const { jobs: waiting } = await jobs.list(
      { kinds: ['analysis'], states: ['queued'], text: WATCH },
      500,
      0,
    );
    // Another server of the team, or the change before, has seen to it; one that runs may have begun before the change.
    if (waiting.length > 0) return;
    for (const gang of await gangs.list()) {
      if (!gang.monitored) continue;
      const [last] = await runs.about('drift', gang.id);
      if (last === undefined || last.revision >= revision) continue;
      const { hidden: _, ...parameters } = driftParameters.parse(last.parameters);
      await this.track(gang, parameters, WATCH);
    }
  }
}
