/** What the server's screens use of alerts: their stores, and a pulse whenever something changes, whichever process changed it. */
import { AlertStore } from '@phecda/alerts/store/alert-store';
import { ContactStore } from '@phecda/alerts/store/contact-store';
import { Outbox } from '@phecda/alerts/store/outbox';
import { SilenceStore } from '@phecda/alerts/store/silence-store';
import { WatchStore } from '@phecda/alerts/store/watch-store';
import type { StateStore } from '@phecda/graph-schema';
import type { Log } from '../../log.ts';

const lookEveryMs = 1_000;

export class AlertDesk {
  readonly alerts: AlertStore;
  readonly watches: WatchStore;
  readonly contacts: ContactStore;
  readonly outbox: Outbox;
  readonly silences: SilenceStore;
  readonly #listeners = new Set<(unread: number) => void>();
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #seen = '';

  constructor(state: StateStore, clock: () => Date, log: Log) {
    this.alerts = new AlertStore(state, clock);
    this.watches = new WatchStore(state, clock);
    this.contacts = new ContactStore(state, clock);
    this.outbox = new Outbox(state, clock);
    this.silences = new SilenceStore(state, clock);
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => {
      if (this.#listeners.size === 0) return;
      this.#look().catch((error: unknown) =>
        this.#log.warn({ err: error }, 'alerts could not be looked at'),
      );
    }, lookEveryMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** @returns the way to stop */
  onPulse(listener: (unread: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Everybody who is looking hears how many alerts are new, whether anything changed or not. */
  async tellAll(): Promise<void> {
    const { unread } = await this.alerts.pulse();
    for (const listener of this.#listeners) listener(unread);
  }

  async #look(): Promise<void> {
    const { unread, mark } = await this.alerts.pulse();
    const counts = await this.outbox.counts();
    const seen = `${mark} ${await this.watches.mark()} ${JSON.stringify(counts)}`;
    if (seen === this.#seen) return;
    this.#seen = seen;
    for (const listener of this.#listeners) listener(unread);
  }
}
