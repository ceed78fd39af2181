/** A minimal observable value for state that several parts of the page share. */
import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Store<T> {
  get(): T;
  set(next: T | ((before: T) => T)): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      const after = typeof next === 'function' ? (next as (before: T) => T)(value) : next;
      if (Object.is(after, value)) return;
      value = after;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** Calls back with each value that is set while mounted. */
export function useOnSet<T>(store: Store<T | null>, react: (value: T) => void): void {
  const current = useRef(react);
  useEffect(() => {
    current.current = react;
  });
  useEffect(
    () =>
      store.subscribe(() => {
        const value = store.get();
        if (value !== null) current.current(value);
      }),
    [store],
  );
}
