/** Follows the server's announced revisions, so that screens can refresh what a change touched. */
import { useEffect, useRef } from 'react';
import { useSubscription } from 'urql';
import { ChangesDocument, type ChangesSubscription } from '../generated/graphql.ts';
import { createStore } from './store.ts';

export type Change = ChangesSubscription['changes'];

const latest = createStore<Change | null>(null);

/** Mounted once by the shell. */
export function useChangeFeed(): Change | null {
  const [{ data }] = useSubscription({ query: ChangesDocument });
  const change = data?.changes ?? null;
  useEffect(() => latest.set(change), [change]);
  return change;
}

/** Calls back once per revision announced while mounted. */
export function useOnChange(react: (change: Change) => void): void {
  const current = useRef(react);
  useEffect(() => {
    current.current = react;
  });
  useEffect(
    () =>
      latest.subscribe(() => {
        const change = latest.get();
        if (change) current.current(change);
      }),
    [],
  );
}
