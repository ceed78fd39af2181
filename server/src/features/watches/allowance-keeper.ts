/** Watches keep to their weekly allowance: one whose forecast was just shown is refused before it is saved; any other is saved at once, counted afterwards, one at a time, and switched off where it would bring more. */
import { previewWatch, type Preview } from '@phecda/alerts/preview';
import type { Watch, WatchContent } from '@phecda/alerts/watch';
import type { StateStore } from '@phecda/graph-schema/ports/state-store';
import { DomainError } from '../../domain-error.ts';
import type { Log } from '../../log.ts';
import type { ViewedTruth } from '../../reading/truth.ts';
import type { SilenceWatcher } from '../../tracks/silence/silence-watcher.ts';
import type { AlertDesk } from '../alerts/alert-desk.ts';
import { RecentForecasts } from './recent-forecasts.ts';

export interface AllowanceKeeperParts {
  readonly desk: AlertDesk;
  /** As the server reads it for itself: so does who tells of alerts. */
  readonly truth: ViewedTruth;
  readonly state: StateStore;
  readonly silences: Pick<SilenceWatcher, 'past'>;
  readonly clock: () => Date;
  readonly log: Log;
}

export const previewMonths = 6;
const budget = { maxRevisions: 300, maxMs: 8_000, examples: 20 };
/** What another server of the team left, or what failed. */
const lookEveryMs = 30_000;

export class AllowanceKeeper {
  readonly #parts: AllowanceKeeperParts;
  readonly #recent: RecentForecasts;
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;
  #again = false;

  constructor(parts: AllowanceKeeperParts) {
    this.#parts = parts;
    this.#recent = new RecentForecasts(() => parts.clock().getTime());
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), lookEveryMs);
    this.#timer.unref();
    this.wake();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** There may be a watch to be counted. */
  wake(): void {
    if (this.#stop.signal.aborted) return;
    this.#again = true;
    this.#looking ??= this.#lookOn().finally(() => {
      this.#looking = null;
    });
  }

  async #lookOn(): Promise<void> {
    while (this.#again && !this.#stop.signal.aborted) {
      this.#again = false;
      await this.look().catch((error: unknown) => {
        if (!this.#stop.signal.aborted)
          this.#parts.log.warn({ err: error }, 'watches could not be held against their allowance');
      });
    }
  }

  /** What a watch would have fired on in so many months, as this viewer sees it. */
  async forecast(content: WatchContent, months: number, truth: ViewedTruth): Promise<Preview> {
    const { state, silences, clock } = this.#parts;
    const now = clock();
    const since = new Date(now);
    since.setUTCMonth(since.getUTCMonth() - months);
    const { signal } = this.#stop;
    const preview = await previewWatch(content, {
      sql: truth,
      state,
      ontology: truth.ontology,
      now,
      since,
      ...budget,
      signal,
      silences: (watch, from) => silences.past(watch, from, budget.maxMs),
    });
    signal.throwIfAborted();
    this.#recent.keep({ content, months, viewer: truth.viewer }, preview.perWeek);
    return preview;
  }

  /**
   * Whether what is to be switched on is known to be within its allowance; does not wait for anything.
   * @throws DomainError when it was just shown to bring more
   */
  isKept(content: WatchContent, { viewer }: ViewedTruth): boolean {
    const perWeek = this.#recent.find({ content, months: previewMonths, viewer });
    if (perWeek === null) return false;
    if (perWeek <= content.weekly) return true;
    const figures = { perWeek: rounded(perWeek), weekly: content.weekly };
    throw new DomainError(
      'BAD_INPUT',
      'error.watchOverAllowance',
      `It would bring ${figures.perWeek} a week; its allowance is ${figures.weekly}.`,
      figures,
    );
  }

  /** Counts every watch that waits for it. */
  async look(): Promise<void> {
    const { desk } = this.#parts;
    for (const { id, version, perWeek } of await desk.watches.allowances()) {
      if (this.#stop.signal.aborted) return;
      if (perWeek !== null) continue;
      const watch = await desk.watches.find(id);
      // Who changed it meanwhile has it counted as it is now.
      if (watch?.version === version) await this.#count(watch);
    }
  }

  async #count(watch: Watch): Promise<void> {
    const { desk, truth } = this.#parts;
    const { viewer } = truth;
    const perWeek =
      this.#recent.find({ content: watch, months: previewMonths, viewer }) ??
      (await this.forecast(watch, previewMonths, truth)).perWeek;
    if (perWeek <= watch.weekly) await desk.watches.keeps(watch.id, watch.version);
    else await desk.watches.refuse(watch, rounded(perWeek));
    await desk.tellAll();
  }
}

const rounded = (perWeek: number): number => Math.round(perWeek * 10) / 10;
