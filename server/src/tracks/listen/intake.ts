/** Where all ways in meet: fixes of many connections go to the track flow in few commits, and no connection waits for another's flood. */
import { setTimeout as wait } from 'node:timers/promises';
import type { RawFix } from '../fix.ts';
import type { Taken, TrackFlow } from '../track-flow.ts';

/** Resolves once the fixes are committed. */
export type FixSink = Pick<TrackFlow, 'takeIn'>;

interface Waiting {
  readonly fixes: readonly RawFix[];
  resolve(): void;
  reject(error: unknown): void;
}

/** Of one commit. */
const maxBatch = 5_000;
/** Of one caller at a time: who sends more waits, and others come between. */
export const maxAtOnce = 500;
/** A commit takes several times as long. */
const gatherMs = 4;
const mostTurns = 5;

export class Intake {
  readonly #sink: FixSink;
  readonly #onTaken: (source: string, taken: Taken, fixes: readonly RawFix[]) => void;
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #stop = new AbortController();
  #working: Promise<void> | null = null;
  /** Callers that the last commit answered. */
  #answered = 0;
  /** Called with the number of callers that wait. */
  #onMore: (count: number) => void = () => {};

  constructor(
    sink: FixSink,
    onTaken: (source: string, taken: Taken, fixes: readonly RawFix[]) => void = () => {},
  ) {
    this.#sink = sink;
    this.#onTaken = onTaken;
  }

  /** Resolves once all are committed. @throws what the store says, with none of the last part stored */
  async take(source: string, fixes: readonly RawFix[]): Promise<void> {
    for (let from = 0; from < fixes.length; from += maxAtOnce)
      await this.#enqueue(source, fixes.slice(from, from + maxAtOnce));
  }

  /** Ends what waits; what was not acknowledged comes again. */
  async close(): Promise<void> {
    this.#stop.abort(new Error('The server is stopping.'));
    for (const waiting of this.#waiting.values())
      for (const one of waiting) one.reject(this.#stop.signal.reason);
    this.#waiting.clear();
    await this.#working;
  }

  #enqueue(source: string, fixes: readonly RawFix[]): Promise<void> {
    if (this.#stop.signal.aborted) return Promise.reject(this.#stop.signal.reason as Error);
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(source) ?? [];
      waiting.push({ fixes, resolve, reject });
      this.#waiting.set(source, waiting);
      this.#onMore(this.#callers().length);
      this.#working ??= this.#work();
    });
  }

  #callers(): Waiting[] {
    return [...this.#waiting.values()].flat();
  }

  /** Callers that were answered together come again together: they are waited for as long as more come, unless all are back or a part is full already. */
  async #gather(): Promise<void> {
    let known = 0;
    for (let turn = 0; turn < mostTurns; turn++) {
      const waiting = this.#callers();
      if (waiting.length <= known || waiting.length === this.#answered) return;
      if (waiting.some(({ fixes }) => fixes.length >= maxAtOnce)) return;
      known = waiting.length;
      const allBack = new Promise<void>((resolve) => {
        this.#onMore = (count) => count === this.#answered && resolve();
      });
      await Promise.race([allBack, wait(gatherMs)]);
    }
  }

  async #work(): Promise<void> {
    for (;;) {
      await this.#gather();
      const [next] = this.#waiting;
      if (!next) {
        this.#working = null;
        return;
      }
      const [source, waiting] = next;
      const batch: Waiting[] = [];
      let size = 0;
      while (waiting[0] && size + waiting[0].fixes.length <= maxBatch) {
        size += waiting[0].fixes.length;
        batch.push(waiting.shift() as Waiting);
      }
      // To the end of the line of sources.
      this.#waiting.delete(source);
      if (waiting.length > 0) this.#waiting.set(source, waiting);
      const fixes = batch.flatMap((one) => one.fixes);
      try {
        const taken = await this.#sink.takeIn({ name: source }, fixes, this.#stop.signal);
        this.#onTaken(source, taken, fixes);
        this.#answered = batch.length;
        for (const one of batch) one.resolve();
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
  }
}
