/** Tells everyone who listens how far the graph view is. A listener asks for what came after its own cursor: slow or late, it misses nothing and holds no memory. */
import type { Change } from '../../generated/resolvers.ts';

/** What a revision did; null when there is no such. */
export type ReadChange = (revision: number) => Promise<Change | null>;

/** Who is further behind is told that everything may be another. */
const retention = 100;

export class LiveBus {
  readonly #read: ReadChange;
  readonly #wakeups = new Set<() => void>();
  readonly #followers = new Set<(revision: number) => void>();
  readonly #open = new Set<AsyncGenerator<Change, void>>();
  /** The newest answer, which all who listen ask for at once. */
  #newest: { readonly revision: number; readonly change: Promise<Change | null> } | null = null;
  #reached = 0;

  constructor(read: ReadChange) {
    this.#read = read;
  }

  announce(revision: number): void {
    if (revision <= this.#reached) return;
    this.#reached = revision;
    for (const wake of this.#wakeups) wake();
    for (const tell of this.#followers) tell(revision);
  }

  /** Calls back with each revision that the view has reached, and reads nothing. @returns the way to stop */
  onReached(listener: (revision: number) => void): () => void {
    this.#followers.add(listener);
    return () => this.#followers.delete(listener);
  }

  get listening(): boolean {
    return this.#wakeups.size > 0;
  }

  /**
   * @param after cursor of the listener; null = from now on. One that no revision of this truth has (it was restored, or is another one) gets the whole as changed.
   */
  changes(after: number | null): AsyncGenerator<Change, void> {
    let told = after ?? this.#reached;
    let wake: (() => void) | null = null;
    let ended = false;
    const onReached = (): void => wake?.();
    this.#wakeups.add(onReached);
    const end = (): Promise<IteratorResult<Change, void>> => {
      ended = true;
      this.#wakeups.delete(onReached);
      this.#open.delete(events);
      wake?.();
      return Promise.resolve({ done: true, value: undefined });
    };
    const next = async (): Promise<IteratorResult<Change, void>> => {
      while (!ended) {
        const upTo = this.#reached;
        if (told !== upTo && upTo > 0) {
          const near = told < upTo && upTo - told <= retention;
          told = near ? told + 1 : upTo;
          const change = await (near ? this.#changeOf(told) : this.#whole(told));
          if (change && !ended) return { done: false, value: change };
          continue;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
      }
      return end();
    };
    const events: AsyncGenerator<Change, void> = {
      next,
      return: end,
      throw: async (error: unknown) => {
        await end();
        throw error;
      },
      [Symbol.asyncIterator]: () => events,
    };
    this.#open.add(events);
    return events;
  }

  async close(): Promise<void> {
    for (const events of [...this.#open]) await events.return();
  }

  #changeOf(revision: number): Promise<Change | null> {
    if (this.#newest?.revision !== revision)
      this.#newest = { revision, change: this.#read(revision) };
    const { change } = this.#newest;
    change.catch(() => (this.#newest = null)); // told to whoever waits for it; the next one asks again
    return change;
  }

  async #whole(revision: number): Promise<Change | null> {
    const change = await this.#changeOf(revision);
    const nothing = { touched: [], mergedInto: [], splitFrom: [], relationsMergedInto: [] };
    return change && { ...change, ...nothing, more: true };
  }
}
