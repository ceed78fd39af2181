/** Follows the server's announced revisions, so that screens can refresh what a change touched. */
import { useCallback, useMemo, useState } from 'react';
import { useQuery, type AnyVariables, type TypedDocumentNode } from 'urql';
import { ChangesDocument, type ChangesSubscription } from '../generated/graphql.ts';
import { useFeed } from '../graphql/use-feed.ts';
import { useOnEntry } from '../inbox/live-inbox.ts';
import { createStore, useOnSet } from './store.ts';

export type Change = ChangesSubscription['changes'];

const latest = createStore<Change | null>(null);

/** Mounted once by the shell. @param revision that the first answers rest on, null while it is not known */
export function useChangeFeed(revision: number | null): void {
  const [first, setFirst] = useState(revision);
  if (first === null && revision !== null) setFirst(revision);
  const after = useMemo(() => (first === null ? null : { after: first }), [first]);
  useFeed(ChangesDocument, after, takeChange);
}
const takeChange = ({ changes }: ChangesSubscription): void => latest.set(changes);

/** Calls back once per revision announced while mounted. */
export function useOnChange(react: (change: Change) => void): void {
  useOnSet(latest, react);
}

/** A question about the data: asked when shown, and again with every announced revision and whatever anybody says. */
export function useLiveQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) {
  const asked = useAskedAgain(query, variables);
  const [, again] = asked;
  useOnChange(again);
  useOnEntry(again);
  return asked;
}

/** Asked when shown, and from the network whenever it is called for. */
export function useAskedAgain<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) {
  const [answer, ask] = useQuery<Data, Variables>({
    query,
    variables,
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return [answer, again] as const;
}
