/** What resolvers use of the analysts' inbox: entering, what is pending about whom, and events for those who watch. */
import { randomUUID } from 'node:crypto';
import type { Inbox, InboxLine } from '@phecda/etl/inbox/inbox';
import type { Said } from '@phecda/graph-schema/truth/inbox';
import type { Log } from '../../log.ts';

const pollMs = 1_000;
/** Lines looked at for what other processes entered or settled. */
const pollLines = 500;

export class InboxDesk {
  readonly #inbox: Inbox;
  readonly #reached: () => number;
  readonly #listeners = new Set<(line: InboxLine) => void>();
  /** Applied here, but not in the graph view yet. */
  readonly #unseen = new Map<number, InboxLine>();
  readonly #announced = new Map<number, string>();
  /** What was pending when it was last read; null after any change. */
  #read: Promise<InboxLine[]> | null = null;
  readonly #unwatch: () => void;
  #timer: NodeJS.Timeout | undefined;

  /** @param reached revision that the graph view holds. */
  constructor(inbox: Inbox, reached: () => number, log: Log) {
    this.#inbox = inbox;
    this.#reached = reached;
    this.#unwatch = inbox.watch((lines) => this.#announce(lines));
    if (inbox.shared) {
      this.#timer = setInterval(() => {
        void this.#poll().catch((error: unknown) => log.warn({ err: error }, 'inbox not read'));
      }, pollMs);
      this.#timer.unref();
    }
  }

  /** Durable once it returns. */
  async enter(author: string, said: Said, key: string | null | undefined): Promise<InboxLine> {
    const [line] = await this.#inbox.enter(author, [{ said, key: key ?? randomUUID() }]);
    return line!;
  }

  find(number: number): Promise<InboxLine | null> {
    return this.#inbox.find(number);
  }

  ofAuthor(author: string, limit: number): Promise<InboxLine[]> {
    return this.#inbox.ofAuthor(author, limit);
  }

  /** Not taken in yet, or taken in and not in the graph view yet; ascending. */
  async pending(): Promise<InboxLine[]> {
    const reached = this.#reached();
    for (const [number, { revision }] of this.#unseen)
      if (revision === null || revision <= reached) this.#unseen.delete(number);
    const lines = [...this.#unseen.values(), ...(await this.#pendingNow())];
    return [...new Map(lines.map((line) => [line.number, line])).values()].sort(
      (a, b) => a.number - b.number,
    );
  }

  /** Where nobody else enters it is read once for all who ask until something is entered or settled. */
  #pendingNow(): Promise<InboxLine[]> {
    if (this.#inbox.shared) return this.#inbox.pending();
    if (this.#read === null) {
      const reading = this.#inbox.pending();
      this.#read = reading;
      reading.catch(() => (this.#read = null)); // told to whoever waits for it
    }
    return this.#read;
  }

  watch(listener: (line: InboxLine) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#unwatch();
    clearInterval(this.#timer);
  }

  #announce(lines: readonly InboxLine[]): void {
    this.#read = null;
    const reached = this.#reached();
    for (const line of lines) {
      if (line.state === 'applied' && (line.revision ?? 0) > reached)
        this.#unseen.set(line.number, line);
      if (this.#inbox.shared) {
        if (this.#announced.get(line.number) === line.state) continue;
        this.#announced.set(line.number, line.state);
      }
      for (const listener of this.#listeners) listener(line);
    }
  }

  async #poll(): Promise<void> {
    const first = this.#announced.size === 0;
    const lines = await this.#inbox.newest(pollLines);
    if (first) for (const line of lines) this.#announced.set(line.number, line.state);
    else this.#announce(lines.reverse());
    const oldest = lines.at(-1)?.number ?? 0;
    for (const number of this.#announced.keys())
      if (number < Math.min(oldest, lines[0]?.number ?? 0)) this.#announced.delete(number);
  }
}
