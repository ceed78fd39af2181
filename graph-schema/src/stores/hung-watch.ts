/** Tells a slow answer from none at all: while a store has not answered for two seconds it is asked for a sign of life on another connection; without one within three the wait ends with a named error. */
import { StoreUnavailableError, type StoreName } from '../ports/store-errors.ts';

const lookAfterMs = 2_000;
const answerWithinMs = 3_000;

export class HungWatch {
  readonly #store: StoreName;
  readonly #probe: () => Promise<void>;
  #probing: Promise<Sign> | null = null;

  /** @param probe any answer, also a refusal, is a sign of life; it rejects for none */
  constructor(store: StoreName, probe: () => Promise<void>) {
    this.#store = store;
    this.#probe = probe;
  }

  /** @param abandon lets go of what the work waits on */
  async wait<T>(work: Promise<T>, abandon: (error: Error) => void): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    let over = false;
    const hung = new Promise<never>((_, reject) => {
      const look = async (): Promise<void> => {
        const sign = await this.#askForSign();
        if (over) return;
        if (sign === 'alive') return schedule();
        const error = new StoreUnavailableError(this.#store, sign);
        abandon(error);
        reject(error);
      };
      const schedule = (): void => {
        timer = setTimeout(() => void look(), lookAfterMs);
        timer.unref();
      };
      schedule();
    });
    try {
      return await Promise.race([work, hung]);
    } finally {
      over = true;
      clearTimeout(timer);
      work.catch(() => undefined); // told already
    }
  }

  /** One probe at a time for all who wait. */
  #askForSign(): Promise<Sign> {
    this.#probing ??= within(this.#probe(), answerWithinMs).finally(() => (this.#probing = null));
    return this.#probing;
  }
}

type Sign = 'alive' | 'lost' | 'slow';

async function within(work: Promise<void>, milliseconds: number): Promise<Sign> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Sign>((resolve) => {
    timer = setTimeout(() => resolve('slow'), milliseconds);
  });
  try {
    return await Promise.race([
      work.then(
        (): Sign => 'alive',
        (): Sign => 'lost',
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
