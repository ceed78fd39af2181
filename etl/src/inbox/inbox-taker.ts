/** Has the writer take in what is pending, as soon as it is free: batch after batch, in order, again after a failure. */
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { LeaseLostError } from '@phecda/graph-schema/ports/sql';
import { StoreUnavailableError, storageErrorOf } from '@phecda/graph-schema/ports/store-errors';
import type { ApplyOntology } from '../apply/apply-context.ts';
import type { Inbox } from './inbox.ts';
import { lastTaken, settleTaken, takeInbox } from './take-inbox.ts';

export interface InboxTakerOptions {
  readonly sql: Sql;
  readonly inbox: Inbox;
  readonly ontology: ApplyOntology;
  /** Called after each batch that made a revision; not waited for. */
  readonly onRevision?: () => void;
  readonly onError?: (error: unknown) => void;
}

const isPassing = (error: unknown): boolean =>
  error instanceof StoreUnavailableError || storageErrorOf(error) !== null;

/** Other processes of a team enter too: found by looking. */
const pollMs = 1_000;
const retryMs = [200, 1_000, 5_000] as const;
const maxBatch = 5_000;

export class InboxTaker {
  readonly #options: InboxTakerOptions;
  #running: Promise<void> | null = null;
  #again = false;
  #closed = false;
  #failures = 0;
  #batch = maxBatch;
  #batchTried: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #unwatch: () => void = () => undefined;

  constructor(options: InboxTakerOptions) {
    this.#options = options;
  }

  /** Catches up with what an earlier process left, then takes in what is entered. */
  async start(): Promise<void> {
    const { sql, inbox } = this.#options;
    await settleTaken(sql, inbox);
    await inbox.start(await lastTaken(sql));
    this.#unwatch = inbox.watch((lines) => {
      if (lines.some((line) => line.state === 'pending')) this.#wake();
    });
    if (inbox.shared) {
      this.#timer = setInterval(() => this.#wake(), pollMs);
      this.#timer.unref();
    }
    this.#wake();
  }

  /** Returns once what was pending at the call has been tried (of a flood, two batches): what comes meanwhile holds nobody up. */
  async drain(): Promise<void> {
    if (this.#closed) return;
    this.#wake();
    for (let batch = 0; batch < 2; batch++) await this.#batchTried;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unwatch();
    clearInterval(this.#timer);
    clearTimeout(this.#retry);
    await this.#running;
  }

  #wake(): void {
    if (this.#closed) return;
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  async #run(): Promise<void> {
    const { onError, onRevision } = this.#options;
    while (this.#again && !this.#closed) {
      this.#again = false;
      try {
        const taking = this.#take();
        this.#batchTried = taking.catch(() => undefined); // reported below
        const taken = await taking;
        this.#failures = 0;
        this.#batch = Math.min(maxBatch, this.#batch * 4);
        if (taken.some((one) => one.revision !== null)) onRevision?.();
        if (taken.length > 0) this.#again = true;
      } catch (error) {
        onError?.(error);
        if (error instanceof LeaseLostError) return;
        // A store that is away, or a full disk, says nothing about the entries.
        if (!isPassing(error)) {
          if (this.#batch === 1) this.#failures++;
          this.#batch = Math.ceil(this.#batch / 8);
        }
        clearTimeout(this.#retry);
        const wait = retryMs[Math.min(Math.max(this.#failures, 1), retryMs.length) - 1];
        this.#retry = setTimeout(() => this.#wake(), wait);
        this.#retry.unref();
        return;
      }
    }
  }

  /** After a failure in smaller batches, so that one entry holds up no other; an entry that fails alone, though the writer can write, is refused. */
  #take(): ReturnType<typeof takeInbox> {
    const { sql, inbox, ontology } = this.#options;
    const refuse = this.#failures >= retryMs.length;
    return takeInbox(sql, inbox, { ontology, limit: this.#batch, refuse });
  }
}
