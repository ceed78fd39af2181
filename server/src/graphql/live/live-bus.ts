/** Hands announced revisions to everyone who listens; a slow listener loses old events rather than hold memory. */
import type { Change } from '../../generated/resolvers.ts';

/** Events kept for a listener that does not read; beyond, the oldest go. */
const mostWaiting = 100;

export class LiveBus {
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #open = new Set<AsyncGenerator<Change, void>>();

  announce(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }

  get listening(): boolean {
    return this.#listeners.size > 0;
  }

  changes(): AsyncGenerator<Change, void> {
    const events = follow<Change>((listener) => {
      this.#listeners.add(listener);
      return () => {
        this.#listeners.delete(listener);
        this.#open.delete(events);
      };
    });
    this.#open.add(events);
    return events;
  }

  async close(): Promise<void> {
    for (const events of [...this.#open]) await events.return();
  }
}

/**
 * Turns a callback source into an async iterator whose `return()` ends a wait at once, as a subscription that the browser leaves needs.
 * @param until true for the last event.
 */
export function follow<T>(
  subscribe: (listener: (event: T) => void) => () => void,
  until: (event: T) => boolean = () => false,
): AsyncGenerator<T, void> {
  const waiting: T[] = [];
  let wake: (() => void) | null = null;
  let ended = false;
  const stop = subscribe((event) => {
    waiting.push(event);
    if (waiting.length > mostWaiting) waiting.shift();
    wake?.();
  });
  const end = (): void => {
    ended = true;
    stop();
    wake?.();
  };
  const next = async (): Promise<IteratorResult<T, void>> => {
    while (waiting.length === 0 && !ended) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      wake = null;
    }
    const event = waiting.shift();
    if (event === undefined) {
      end();
      return { done: true, value: undefined };
    }
    if (until(event)) end();
    return { done: false, value: event };
  };
  const iterator: AsyncGenerator<T, void> = {
    next,
    return: async () => {
      waiting.length = 0;
      end();
      return { done: true, value: undefined };
    },
    throw: async (error: unknown) => {
      end();
      throw error;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
