/** The command log: every change of the canvas by name, to take back and to do again; what else changed meanwhile stays. */
import { createStore, type Store } from '../../app/store.ts';

/** A change outside of the canvas that belongs to an entry, such as a judgement. */
export interface Effect {
  undo(): Promise<void>;
  redo(): Promise<void>;
}

export interface HistoryEntry<T> {
  /** Message key of what was done. */
  readonly label: string;
  readonly before: T;
  readonly after: T;
  readonly effect?: Effect;
}

export interface HistoryView<T> {
  readonly state: T;
  readonly past: readonly HistoryEntry<T>[];
  readonly future: readonly HistoryEntry<T>[];
}

const limit = 200;

export class History<T> {
  readonly view: Store<HistoryView<T>>;
  readonly #carryOver: (state: T, from: T, to: T) => T;

  /** @param carryOver puts into `state` what changed between `from` and `to`. */
  constructor(initial: T, carryOver: (state: T, from: T, to: T) => T) {
    this.view = createStore<HistoryView<T>>({ state: initial, past: [], future: [] });
    this.#carryOver = carryOver;
  }

  get state(): T {
    return this.view.get().state;
  }

  /** Does something that can be taken back. */
  do(label: string, change: (state: T) => T, effect?: Effect): void {
    this.view.set((view) => {
      const after = change(view.state);
      if (after === view.state && !effect) return view;
      return {
        state: after,
        past: [...view.past, { label, before: view.state, after, ...(effect && { effect }) }].slice(
          -limit,
        ),
        future: [],
      };
    });
  }

  /** Changes the state as a part of the latest entry, e.g. laying out after adding. */
  amend(change: (state: T) => T): void {
    this.view.set((view) => {
      const state = change(view.state);
      const last = view.past.at(-1);
      const past = last
        ? [
            ...view.past.slice(0, -1),
            { ...last, after: this.#carryOver(last.after, view.state, state) },
          ]
        : view.past;
      return { ...view, state, past };
    });
  }

  /** Takes over what nobody did here and nobody here takes back: news from the server, another tab's work. */
  follow(change: (state: T) => T): void {
    this.view.set((view) => ({ ...view, state: change(view.state) }));
  }

  /** Starts anew, e.g. with another investigation. */
  reset(state: T): void {
    this.view.set({ state, past: [], future: [] });
  }

  /** Takes back the latest entry, or this one of the past; gives its label. */
  undo(entry: HistoryEntry<T> | undefined = this.view.get().past.at(-1)): string | null {
    const { state, past, future } = this.view.get();
    if (!entry || !past.includes(entry)) return null;
    this.view.set({
      state: this.#carryOver(state, entry.after, entry.before),
      past: past.filter((one) => one !== entry),
      future: [entry, ...future],
    });
    return entry.label;
  }

  redo(): string | null {
    const { state, past, future } = this.view.get();
    const next = future[0];
    if (!next) return null;
    this.view.set({
      state: this.#carryOver(state, next.before, next.after),
      past: [...past, next],
      future: future.slice(1),
    });
    return next.label;
  }
}
