/** Announce step: who listens hears what moved, at most once a second, and what happened at zones. A slow listener gets the newest, not a queue. */
import type { ZoneEventLine } from './zones/zone-events.ts';

const everyMs = 1_000;
/** Events that a slow listener is behind at most; older ones are read from the list. */
const mostWaiting = 1_000;

export class TrackNews {
  readonly #moved = new Set<() => void>();
  readonly #events = new Set<(events: readonly ZoneEventLine[]) => void>();

  tellMoved(): void {
    for (const tell of this.#moved) tell();
  }

  tellEvents(events: readonly ZoneEventLine[]): void {
    for (const tell of this.#events) tell(events);
  }

  /** Once at the beginning, then after positions came in. */
  async *moved(signal: AbortSignal): AsyncGenerator<Date> {
    let [due, wake] = [true, (): void => undefined];
    const tell = (): void => {
      due = true;
      wake();
    };
    this.#moved.add(tell);
    signal.addEventListener('abort', tell);
    try {
      while (!signal.aborted) {
        if (!due) await new Promise<void>((resolve) => (wake = resolve));
        if (signal.aborted) return;
        due = false;
        yield new Date();
        await pause(everyMs, signal);
      }
    } finally {
      this.#moved.delete(tell);
      signal.removeEventListener('abort', tell);
    }
  }

  async *zoneEvents(signal: AbortSignal): AsyncGenerator<ZoneEventLine> {
    const waiting: ZoneEventLine[] = [];
    let wake = (): void => undefined;
    const tell = (events: readonly ZoneEventLine[]): void => {
      waiting.push(...events);
      if (waiting.length > mostWaiting) waiting.splice(0, waiting.length - mostWaiting);
      wake();
    };
    const end = (): void => wake();
    this.#events.add(tell);
    signal.addEventListener('abort', end);
    try {
      while (!signal.aborted) {
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.#events.delete(tell);
      signal.removeEventListener('abort', end);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    timer.unref();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
