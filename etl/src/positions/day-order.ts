/** Which comes first in `03/04/2026`, as the whole file shows it: the same for every reader of position files. */

export type DayOrder = 'day' | 'month';

const ambiguous = /^(\d{1,2})[-/](\d{1,2})[-/]\d{4}\b/;

/** Null where the text does not tell. */
export function dayOrderOf(text: string): DayOrder | null {
  const [, first = 0, second = 0] = ambiguous.exec(text)?.map(Number) ?? [];
  return first > 12 ? 'day' : second > 12 ? 'month' : null;
}

/** The day may be before or behind the month. */
export const isAmbiguousDay = (text: string): boolean => ambiguous.test(text);

/** Times in another form after which no other is looked for. */
const enough = 100;

/** Looks at the times of a file in their order. */
export class DayOrderFinder {
  #seen = 0;
  #told: DayOrder | null = null;

  /** Null: nothing has shown it, or nobody needs it. */
  get told(): DayOrder | null {
    return this.#told;
  }

  /** @returns false when no more are needed */
  see(time: string): boolean {
    this.#seen++;
    // One in the usual form: so are all.
    if (!isAmbiguousDay(time)) return this.#seen < enough;
    this.#told = dayOrderOf(time);
    return this.#told === null;
  }
}
