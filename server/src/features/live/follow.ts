/** Turns callbacks into the events of a subscription. */

/** Events kept for a listener that does not read; beyond, the oldest go. */
const mostWaiting = 100;

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
