/** The one GraphQL client: document cache over HTTP, subscriptions over server-sent events on the same port. */
import { createClient as createStream } from 'graphql-sse';
import { cacheExchange, Client, fetchExchange, subscriptionExchange } from 'urql';

export function createApiClient(origin = ''): Client {
  const stream = createStream({ url: `${origin}/graphql/stream`, retryAttempts: Infinity });
  return new Client({
    url: `${origin}/graphql`,
    preferGetMethod: false,
    exchanges: [
      cacheExchange,
      subscriptionExchange({
        forwardSubscription(request) {
          return {
            subscribe(sink) {
              const dispose = stream.subscribe(
                {
                  query: request.query ?? '',
                  variables: request.variables as Record<string, unknown>,
                },
                { ...sink, next: (value) => sink.next(value as Parameters<typeof sink.next>[0]) },
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
