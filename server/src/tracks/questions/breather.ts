/** Long work on the event loop gives way every few milliseconds, and ends when nobody waits for it any more. */
import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work between two pauses. */
const sliceMs = 5;

/** @returns to be awaited between two pieces of work; throws once `signal` is aborted */
export function breather(signal: AbortSignal): () => Promise<void> {
  let sliceEnd = performance.now() + sliceMs;
  return async () => {
    if (performance.now() <= sliceEnd) return;
    signal.throwIfAborted();
    await setImmediate();
    sliceEnd = performance.now() + sliceMs;
  };
}
