/** How many alerts are new, and a word whenever alerts or messages change. */
import type { AnyVariables, TypedDocumentNode } from 'urql';
import { useAskedAgain } from '../app/live.ts';
import { createStore, useOnSet } from '../app/store.ts';
import { AlertPulseDocument, type AlertPulseSubscription } from '../generated/graphql.ts';
import { useFeed } from '../graphql/use-feed.ts';

const latest = createStore<{ readonly unread: number } | null>(null);
const nothing = {};
const take = ({ alertPulse }: AlertPulseSubscription): void => latest.set({ unread: alertPulse });

/** Mounted once by the shell. */
export function useAlertFeed(): void {
  useFeed(AlertPulseDocument, nothing, take);
}

export function useOnAlerts(react: (unread: number) => void): void {
  useOnSet(latest, ({ unread }) => react(unread));
}

/** A question about alerts or messages: asked when shown, and again whenever they change. */
export function useAlertQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) {
  const asked = useAskedAgain(query, variables);
  const [, again] = asked;
  useOnAlerts(again);
  return asked;
}
