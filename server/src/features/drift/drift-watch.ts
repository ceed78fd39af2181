/** Starts runs of drift tracking: asked for, and again for every monitored gang once an import has changed the graph, or a judgement which of its facts tie nobody. */
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
  /** Facts that people have judged to tie nobody. */
  leftOut(): Promise<readonly (readonly string[])[]>;
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
  #reached = 0;

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
    this.#reached = revision;
    this.#again();
    this.#unfollow = this.#parts.live.onReached((reached) => {
      this.#reached = reached;
      this.soon();
    });
  }

  /** Something changed on which the scores rest; more may follow at once. */
  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#again(), this.#parts.quietMs ?? QUIET_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#unfollow();
  }

  #again(): void {
    this.scoreAgain(this.#reached).catch((error: unknown) =>
      this.#parts.log.warn({ err: error }, 'gangs could not be scored again after a change'),
    );
  }

  /** Every monitored gang that was tracked before and whose answer is from an older revision or rests on other judgements: from the same day with the same parameters, nothing hidden. */
  async scoreAgain(revision: number): Promise<void> {
    const { gangs, runs, jobs } = this.#parts;
    const judged = JSON.stringify(await this.#parts.leftOut());
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
      if (last === undefined) continue;
      const { hidden: _, leftOut, ...parameters } = driftParameters.parse(last.parameters);
      if (last.revision >= revision && JSON.stringify(leftOut) === judged) continue;
      await this.track(gang, parameters, WATCH);
    }
  }
}
