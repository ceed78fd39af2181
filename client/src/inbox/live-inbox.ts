/** Follows the entries of the inbox: entered by anybody, and ended. */
import { useEffect, useRef } from 'react';
import { useSubscription } from 'urql';
import { InboxEventsDocument, type EntryPartsFragment } from '../generated/graphql.ts';
import { createStore } from '../app/store.ts';

export type Entry = EntryPartsFragment;

const latest = createStore<Entry | null>(null);

/** Mounted once by the shell. */
export function useInboxFeed(): void {
  useSubscription({ query: InboxEventsDocument }, (_before, data) => {
    latest.set(data.inbox);
    return data;
  });
}

/** Calls back once per entry that was entered or has ended while mounted. */
export function useOnEntry(react: (entry: Entry) => void): void {
  const current = useRef(react);
  useEffect(() => {
    current.current = react;
  });
  useEffect(
    () =>
      latest.subscribe(() => {
        const entry = latest.get();
        if (entry) current.current(entry);
      }),
    [],
  );
}
