/** The one GraphQL client: document cache over HTTP, subscriptions over server-sent events on the same port. The built page names its documents by id, while developing it sends their texts. */
import { persistedExchange } from '@urql/exchange-persisted';
import {
  cacheExchange,
  Client,
  fetchExchange,
  subscriptionExchange,
  type TypedDocumentNode,
} from 'urql';
import { LiveStream } from './live-stream.ts';

/** The generated documents carry the ids under which the server lists them. */
const namedById = persistedExchange({
  enforcePersistedQueries: true,
  enableForMutation: true,
  enableForSubscriptions: true,
  preferGetForPersistedQueries: false,
  generateHash: (_text, document) =>
    Promise.resolve(
      (document as TypedDocumentNode & { readonly __meta__?: { readonly hash: string } }).__meta__
        ?.hash,
    ),
});

export function createApiClient(origin = ''): Client {
  const stream = new LiveStream(`${origin}/graphql/stream`);
  return new Client({
    url: `${origin}/graphql`,
    preferGetMethod: false,
    exchanges: [
      cacheExchange,
      ...(import.meta.env.MODE === 'development' ? [] : [namedById]),
      subscriptionExchange({
        forwardSubscription(request) {
          return {
            subscribe(sink) {
              // Sent again as it then is when the stream was cut: with the revision heard last.
              const variables = { ...(request.variables as Record<string, unknown>) };
              const dispose = stream.subscribe<{ changes?: { revision?: number } }>(
                {
                  query: request.query ?? '',
                  variables,
                  ...(request.extensions && { extensions: { ...request.extensions } }),
                },
                {
                  ...sink,
                  next: (value) => {
                    const heard = value.data?.changes?.revision;
                    if (heard !== undefined && 'after' in variables) variables['after'] = heard;
                    sink.next(value as Parameters<typeof sink.next>[0]);
                  },
                },
              );
              return { unsubscribe: dispose };
            },
          };
        },
      }),
      fetchExchange,
    ],
  });
}
