/** How far the demo world is, for the screens that wait for it. */

export interface DemoState {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly finished: boolean;
  /** Record to open first. */
  readonly start: string | null;
}

export class DemoProgress {
  #state: DemoState | null = null;
  failed = false;

  get state(): DemoState | null {
    return this.#state;
  }

  /** It ended without being complete; a restart goes on. */
  fail(): void {
    this.failed = true;
    this.#state = null;
  }

  report(state: DemoState): void {
    this.#state = state;
  }
}
