/** What the built page sends: ids of documents, no texts, on both ways. */
import { afterEach, expect, test, vi } from 'vitest';
import { ChangesDocument, MeDocument, SignInDocument } from '../generated/graphql.ts';
import listed from '../generated/persisted-documents.json';
import { createApiClient } from './client.ts';

const texts: Readonly<Record<string, string>> = listed;

interface Sent {
  readonly query?: string;
  readonly variables?: unknown;
  readonly extensions?: { readonly persistedQuery: { readonly sha256Hash: string } };
}

function catchRequests(answer: unknown): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    sent.push(JSON.parse(init.body as string) as Sent);
    return Promise.resolve(Response.json(answer, { status: 200 }));
  });
  return sent;
}

const textOf = (one: Sent | undefined): string =>
  texts[one?.extensions?.persistedQuery.sha256Hash ?? ''] ?? '';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

test('queries, mutations and subscriptions go by ids that the list knows', async () => {
  const sent = catchRequests({ data: { __typename: 'Query', me: null } });
  const client = createApiClient('http://server');
  expect((await client.query(MeDocument, {})).data).toEqual({ __typename: 'Query', me: null });
  await client.mutation(SignInDocument, { name: '林捷' });
  const { unsubscribe } = client.subscription(ChangesDocument, {}).subscribe(() => undefined);
  await vi.waitFor(() => expect(sent).toHaveLength(3));
  unsubscribe();
  expect(sent.map(({ query }) => query ?? '')).toEqual(['', '', '']);
  expect(textOf(sent[0])).toContain('query Me');
  expect(textOf(sent[1])).toContain('mutation SignIn');
  expect(sent[1]?.variables).toEqual({ name: '林捷' });
  expect(textOf(sent[2])).toContain('subscription Changes');
});

test('while developing the texts go', async () => {
  vi.stubEnv('MODE', 'development');
  const sent = catchRequests({ data: { __typename: 'Query', me: null } });
  await createApiClient('http://server').query(MeDocument, {});
  expect(sent[0]?.query).toContain('query Me');
});

test('what the server says of an unknown document reaches the page', async () => {
  const error = {
    message: 'Only …',
    extensions: { code: 'DOCUMENT_UNKNOWN', key: 'error.documentUnknown', params: {} },
  };
  vi.stubGlobal('fetch', () =>
    Promise.resolve(Response.json({ errors: [error] }, { status: 400 })),
  );
  const answer = await createApiClient('http://server').query(MeDocument, {});
  expect(answer.error?.graphQLErrors[0]?.extensions).toEqual(error.extensions);
});

test('a stream that was cut goes on after the revision heard last', async () => {
  const sent: Sent[] = [];
  const event = `event: next\ndata: ${JSON.stringify({ data: { changes: { revision: 12 } } })}\n\n`;
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    sent.push(JSON.parse(init.body as string) as Sent);
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        if (sent.length > 1) return;
        stream.enqueue(new TextEncoder().encode(event));
        setTimeout(() => stream.error(new TypeError('cut')), 10);
      },
    });
    return Promise.resolve(
      new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    );
  });
  const heard: unknown[] = [];
  const { unsubscribe } = createApiClient('http://server')
    .subscription(ChangesDocument, { after: 7 })
    .subscribe(({ data }) => heard.push(data?.changes.revision));
  await vi.waitFor(() => expect(sent).toHaveLength(2), { timeout: 5_000 });
  unsubscribe();
  expect(heard).toEqual([12]);
  expect(sent.map(({ variables }) => variables)).toEqual([{ after: 7 }, { after: 12 }]);
});
