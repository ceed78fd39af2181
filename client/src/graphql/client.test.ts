/** What the built page sends: ids of documents, no texts, on both ways. */
import { afterEach, expect, test, vi } from 'vitest';
import {
  ChangesDocument,
  InboxEventsDocument,
  MeDocument,
  SignInDocument,
} from '../generated/graphql.ts';
import listed from '../generated/persisted-documents.json';
import { createApiClient } from './client.ts';

const texts: Readonly<Record<string, string>> = listed;

interface Sent {
  readonly query?: string;
  readonly variables?: unknown;
  readonly extensions?: {
    readonly persistedQuery: { readonly sha256Hash: string };
    readonly operationId?: string;
  };
}

function catchRequests(answer: unknown): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    // The one event stream of a page: its token, then its events.
    if (init.method === 'PUT') return Promise.resolve(new Response('token', { status: 201 }));
    if (init.method !== 'POST')
      return Promise.resolve(
        new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } }),
      );
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

/** The server's side of event streams: what is asked, and streams to write to or to cut. */
function catchStreams() {
  const sent: Sent[] = [];
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    if (init.method === 'PUT') return Promise.resolve(new Response('token', { status: 201 }));
    if (init.method === 'DELETE') return Promise.resolve(new Response(null, { status: 200 }));
    if (init.method === 'POST') {
      sent.push(JSON.parse(init.body as string) as Sent);
      return Promise.resolve(new Response(null, { status: 202 }));
    }
    const body = new ReadableStream<Uint8Array>({ start: (stream) => void streams.push(stream) });
    const headers = { 'content-type': 'text/event-stream' };
    return Promise.resolve(new Response(body, { headers }));
  });
  return { sent, streams };
}

test('all subscriptions share one stream; one that was cut goes on after the revision heard last', async () => {
  const { sent, streams } = catchStreams();
  const heard: unknown[] = [];
  const client = createApiClient('http://server');
  const changes = client
    .subscription(ChangesDocument, { after: 7 })
    .subscribe(({ data }) => heard.push(data?.changes.revision));
  const entries = client.subscription(InboxEventsDocument, {}).subscribe(() => undefined);
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(streams).toHaveLength(1);
  const id = sent.find(({ variables }) => 'after' in (variables as object))?.extensions
    ?.operationId;
  const event = { id, payload: { data: { changes: { revision: 12 } } } };
  streams[0]?.enqueue(new TextEncoder().encode(`event: next\ndata: ${JSON.stringify(event)}\n\n`));
  await vi.waitFor(() => expect(heard).toEqual([12]));
  for (const cut of [0, 1]) {
    streams[cut]?.error(new TypeError('cut'));
    await vi.waitFor(() => expect(sent).toHaveLength(4 + 2 * cut), { timeout: 8_000 });
    expect(streams).toHaveLength(2 + cut);
  }
  expect(heard).toEqual([12]);
  const asked = sent.map(({ variables }) => variables);
  expect(asked.slice(0, 2)).toEqual(expect.arrayContaining([{ after: 7 }, {}]));
  expect(asked.slice(2, 4)).toEqual(expect.arrayContaining([{ after: 12 }, {}]));
  expect(asked.slice(4, 6)).toEqual(expect.arrayContaining([{ after: 12 }, {}]));
  changes.unsubscribe();
  entries.unsubscribe();
});
