/** The command log: every change of the canvas by name, to take back and to do again. */
import { createStore, type Store } from '../../app/store.ts';

export interface HistoryEntry<T> {
  /** Message key of what was done. */
  readonly label: string;
  readonly before: T;
  readonly after: T;
}

export interface HistoryView<T> {
  readonly state: T;
  readonly past: readonly HistoryEntry<T>[];
  readonly future: readonly HistoryEntry<T>[];
}

const limit = 200;

export class History<T> {
  readonly view: Store<HistoryView<T>>;

  constructor(initial: T) {
    this.view = createStore<HistoryView<T>>({ state: initial, past: [], future: [] });
  }

  get state(): T {
    return this.view.get().state;
  }

  /** Does something that can be taken back. */
  do(label: string, change: (state: T) => T): void {
    this.view.set((view) => {
      const after = change(view.state);
      if (after === view.state) return view;
      return {
        state: after,
        past: [...view.past, { label, before: view.state, after }].slice(-limit),
        future: [],
      };
    });
  }

  /** Changes the state without an entry of its own: it belongs to the latest one (refreshing, laying out after adding). */
  amend(change: (state: T) => T): void {
    this.view.set((view) => {
      const after = change(view.state);
      const last = view.past.at(-1);
      const past = last ? [...view.past.slice(0, -1), { ...last, after }] : view.past;
      return { ...view, state: after, past };
    });
  }

  /** Starts anew, e.g. with another investigation. */
  reset(state: T): void {
    this.view.set({ state, past: [], future: [] });
  }

  undo(): string | null {
    const { past, future } = this.view.get();
    const last = past.at(-1);
    if (!last) return null;
    this.view.set({ state: last.before, past: past.slice(0, -1), future: [last, ...future] });
    return last.label;
  }

  redo(): string | null {
    const { past, future } = this.view.get();
    const next = future[0];
    if (!next) return null;
    this.view.set({ state: next.after, past: [...past, next], future: future.slice(1) });
    return next.label;
  }
}
