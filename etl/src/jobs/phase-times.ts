/** Where the time of a job went: how long each phase took, in the order in which they first began. */

export interface PhaseTime {
  readonly phase: string;
  readonly seconds: number;
}

export class PhaseTimes {
  readonly #now: () => number;
  readonly #spent = new Map<string, number>();
  #phase: string | null = null;
  #since = 0;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  begin(phase: string): void {
    if (phase === this.#phase) return;
    this.#close();
    this.#phase = phase;
    if (!this.#spent.has(phase)) this.#spent.set(phase, 0);
  }

  /** Up to now; phases of less than a hundredth of a second are left out. */
  all(): PhaseTime[] {
    this.#close();
    return [...this.#spent]
      .map(([phase, ms]) => ({ phase, seconds: Math.round(ms / 10) / 100 }))
      .filter(({ seconds }) => seconds > 0);
  }

  #close(): void {
    const now = this.#now();
    if (this.#phase !== null)
      this.#spent.set(this.#phase, (this.#spent.get(this.#phase) ?? 0) + now - this.#since);
    this.#since = now;
  }
}
