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

  get state(): DemoState | null {
    return this.#state;
  }

  report(state: DemoState): void {
    this.#state = state;
  }
}
