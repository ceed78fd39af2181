/** What the imports of one process share: a file is prepared while the one before it is applied, and the view follows those before, several at once where it is slower. */
import type { ImportSteps } from './import-job.ts';
import type { StepProgress } from './job-kind.ts';
import { Lane } from './lane.ts';

const maxRestMs = 10_000;

export class ImportTraffic {
  /** Whoever has prepared gives its turn on once there is room for another file ahead of the writer. */
  readonly preparing = new Lane();
  readonly applying = new Lane();
  readonly #view: ImportSteps['view'];
  readonly #watching = new Set<(step: StepProgress) => void>();
  #onTheWay = 0;
  #running: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | null = null;
  #viewedAt = -Infinity;
  #viewTookMs = 0;

  constructor(view: ImportSteps['view']) {
    this.#view = view;
  }

  /** @param work up to its commit */
  async toWriter<T>(work: () => Promise<T>): Promise<T> {
    this.#onTheWay++;
    try {
      return await work();
    } finally {
      this.#onTheWay--;
    }
  }

  /** Returns once the view holds everything that was committed before the call. Whoever waits hears of the pass before its own too. */
  async follow(progress: (step: StepProgress) => void): Promise<void> {
    this.#watching.add(progress);
    try {
      this.#waiting ??= this.#next(this.#running);
      await this.#waiting;
    } finally {
      this.#watching.delete(progress);
    }
  }

  async #next(before: Promise<void>): Promise<void> {
    await before.catch(() => undefined); // told to those who waited for it
    await this.#rest();
    this.#waiting = null;
    this.#running = this.#pass();
    await this.#running;
  }

  /** While files are on their way to the writer the view works a third of the time at most: what is committed meanwhile is one change to it. */
  async #rest(): Promise<void> {
    const until = this.#viewedAt + Math.min(maxRestMs, 2 * this.#viewTookMs);
    while (this.#onTheWay > 0 && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 50));
  }

  async #pass(): Promise<void> {
    const began = performance.now();
    try {
      await this.#view((step) => {
        for (const tell of this.#watching) tell(step);
      });
    } finally {
      this.#viewedAt = performance.now();
      this.#viewTookMs = this.#viewedAt - began;
    }
  }
}
