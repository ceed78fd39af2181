/** How many alerts are new, and a word whenever alerts or messages change. */
import { useCallback, useEffect, useRef } from 'react';
import { useQuery, type AnyVariables, type TypedDocumentNode } from 'urql';
import { createStore } from '../app/store.ts';
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
  const current = useRef(react);
  useEffect(() => {
    current.current = react;
  });
  useEffect(
    () =>
      latest.subscribe(() => {
        const pulse = latest.get();
        if (pulse) current.current(pulse.unread);
      }),
    [],
  );
}

/** A question about alerts or messages: asked when shown, and again whenever they change. */
export function useAlertQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) {
  const [answer, ask] = useQuery<Data, Variables>({
    query,
    variables,
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useOnAlerts(again);
  return [answer, again] as const;
}
