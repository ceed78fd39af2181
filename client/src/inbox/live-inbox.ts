/** Follows the entries of the inbox: entered by anybody, and ended. */
import { useEffect, useRef } from 'react';
import {
  InboxEventsDocument,
  type EntryPartsFragment,
  type InboxEventsSubscription,
} from '../generated/graphql.ts';
import { createStore } from '../app/store.ts';
import { useFeed } from '../graphql/use-feed.ts';

export type Entry = EntryPartsFragment;

const latest = createStore<Entry | null>(null);

/** Mounted once by the shell. */
export function useInboxFeed(): void {
  useFeed(InboxEventsDocument, everybodys, takeEntry);
}
const everybodys = {};
const takeEntry = ({ inbox }: InboxEventsSubscription): void => latest.set(inbox);

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
