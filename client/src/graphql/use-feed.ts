/** Follows a subscription: every message is handed over when it arrives. urql's own hook hands over while React renders, where no other component may change. */
import { useEffect } from 'react';
import { useClient, type AnyVariables, type TypedDocumentNode } from 'urql';

/** Paused while there are no variables. Neither they nor `take` may be made anew at each render. */
export function useFeed<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables | null,
  take: (data: Data) => void,
): void {
  const client = useClient();
  useEffect(() => {
    if (variables === null) return;
    const { unsubscribe } = client.subscription(query, variables).subscribe(({ data }) => {
      if (data) take(data);
    });
    return unsubscribe;
  }, [client, query, variables, take]);
}
