/** Follows the entries of the inbox: entered by anybody, and ended. */
import {
  InboxEventsDocument,
  type EntryPartsFragment,
  type InboxEventsSubscription,
} from '../generated/graphql.ts';
import { createStore, useOnSet } from '../app/store.ts';
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
  useOnSet(latest, react);
}
