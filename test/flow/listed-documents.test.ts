/** The server as `npm start` runs it answers the documents of its own client and no others, over HTTP and over the event stream. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../support/analyst-files.ts';
import { builtClient } from '../support/built-client.ts';
import { Browser, startPhecda, type PhecdaServer } from '../support/phecda-server.ts';

const root = join(import.meta.dirname, '../..');
const listOf = (folder: string): Record<string, string> =>
  JSON.parse(readFileSync(join(folder, 'persisted-documents.json'), 'utf8')) as Record<
    string,
    string
  >;

let folder = '';
let server: PhecdaServer;
let browser: Browser;
let listed: Record<string, string> = {};

beforeAll(async () => {
  listed = listOf(builtClient());
  folder = await mkdtemp(join(tmpdir(), 'phecda-listed-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function idOf(name: string): string {
  const found = Object.entries(listed).find(([, text]) =>
    new RegExp(`(query|mutation|subscription) ${name}\\b`).test(text),
  );
  if (!found) throw new Error(`The client has no ${name}.`);
  return found[0];
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Any request at all, also such as a browser would not send. */
function send(path: string, method: string, type: string | null, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const accept = path.startsWith('/graphql/stream') ? 'text/event-stream' : '*/*';
    const headers = {
      accept,
      cookie: browser.cookie,
      'apollo-require-preflight': '1',
      ...(type !== null && { 'content-type': type }),
    };
    const { hostname: host, port } = new URL(server.url);
    request({ host, port, path, method, headers, agent: false }, (res) => {
      let text = '';
      const answer = (): void =>
        resolve({
          status: res.statusCode ?? 0,
          type: res.headers['content-type'] ?? '',
          body: text,
        });
      res.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        // A stream that has begun would not end by itself.
        if (/event: (next|complete)/.test(text)) {
          answer();
          res.destroy();
        }
      });
      res.on('end', answer);
    })
      .on('error', reject)
      .end(body);
  });
}

const post = (operation: unknown, path = '/graphql'): Promise<Answer> =>
  send(path, 'POST', 'application/json', JSON.stringify(operation));

/** As the built client asks: by id, without the text. */
async function ask<T>(name: string, variables: Record<string, unknown> = {}): Promise<T> {
  const extensions = { persistedQuery: { version: 1, sha256Hash: idOf(name) } };
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url, cookie: browser.cookie },
    body: JSON.stringify({ operationName: name, variables, extensions }),
  });
  const [set] = response.headers.getSetCookie();
  if (set) browser.cookie = set.split(';')[0] ?? '';
  const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** Next event that the stream sends. */
async function next(name: string, variables: Record<string, unknown>): Promise<string> {
  const extensions = { persistedQuery: { version: 1, sha256Hash: idOf(name) } };
  return (await post({ query: '', variables, extensions }, '/graphql/stream')).body;
}

function expectRefused({ status, body }: Answer): void {
  expect(status).toBe(400);
  expect(JSON.parse(body)).toEqual({
    errors: [
      {
        message: 'Only the documents of the served client are run; see FREE_DOCUMENTS.',
        extensions: { code: 'DOCUMENT_UNKNOWN', key: 'error.documentUnknown', params: {} },
      },
    ],
  });
}

test('the build lists what the client was generated with, each under the hash of its text', () => {
  expect(listed).toEqual(listOf(join(root, 'client/src/generated')));
  expect(Object.keys(listed).length).toBeGreaterThan(30);
  for (const [id, text] of Object.entries(listed))
    expect(id).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`);
});

describe('by default', () => {
  beforeAll(async () => {
    server = await startPhecda({ dataDir: join(folder, 'a'), env: { FREE_DOCUMENTS: '0' } });
    browser = new Browser(server.url);
  });
  afterAll(async () => {
    browser?.close();
    await server?.stop();
  });

  test('the client’s own documents do an import from end to end', async () => {
    await ask('SignIn', { name: '林捷' });
    expect(await ask('Me')).toMatchObject({ me: { name: '林捷' } });
    const upload = await browser.upload('企业注册登记-20240501.csv', registry);
    const { uploadId } = (await upload.json()) as { uploadId: string };
    const input = { uploadId, mappingId: 'enterprise-registry' };
    const { startImport } = await ask<{ startImport: { id: string } }>('StartImport', { input });
    const { job } = await ask<{ job: { id: string; title: string } }>('Job', {
      id: startImport.id,
    });
    expect(job.title).toBe('企业注册登记-20240501.csv');
    expect(await next('Changes', { after: 0 })).toContain('"revision":1');
  });

  test.each(['/graphql', '/graphql/stream'])('%s refuses any other by name', async (path) => {
    const query = '{ overview { files } }';
    const unlisted = `sha256:${createHash('sha256').update(query).digest('hex')}`;
    const extensions = { persistedQuery: { version: 1, sha256Hash: unlisted } };
    expectRefused(await post({ query }, path));
    expectRefused(await post({ query, extensions }, path));
    expectRefused(await post({ extensions }, path));
    // The text of a listed document is no id.
    expectRefused(await post({ query: listed[idOf('Me')] }, path));
    expectRefused(
      await post({ extensions: { persistedQuery: { sha256Hash: '__proto__' } } }, path),
    );
  });

  test('a text beside a listed id is not looked at', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: idOf('Me') } };
    const { body } = await post({ query: '{ overview { files } }', extensions });
    expect(JSON.parse(body)).toEqual({
      data: { __typename: 'Query', me: { __typename: 'Operator', name: '林捷' } },
    });
  });

  test.each(['/graphql', '/graphql/stream'])('%s has no way around', async (path) => {
    const query = '{overview{files}}';
    const body = JSON.stringify({ query });
    const ways = [
      await send(`${path}?query=${query}`, 'GET', null, ''),
      await send(`${path}?#&query=${query}`, 'GET', null, ''),
      await send(`${path}/?query=${query}`, 'GET', null, ''),
      await send(path, 'POST', 'text/plain; application/json', body),
      await send(path, 'POST', 'multipart/form-data; boundary=application/json', body),
      await send(`${path}?query=${query}`, 'POST', 'application/json', '{}'),
      await post([{ query }], path),
      await send(path, 'PUT', 'application/json', body),
      await send(path, 'PATCH', 'application/json', body),
    ];
    for (const { status, body: text } of ways) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(text).not.toContain('"data"');
      expect(text).not.toContain('    at ');
    }
  });
});

describe('with FREE_DOCUMENTS', () => {
  beforeAll(async () => {
    server = await startPhecda({ dataDir: join(folder, 'b'), env: { FREE_DOCUMENTS: '1' } });
    browser = new Browser(server.url);
  });
  afterAll(async () => {
    browser?.close();
    await server?.stop();
  });

  test('any document runs, over both ways, and so do the client’s', async () => {
    const query = '{ overview { files } }';
    const answer = { data: { overview: { files: 0 } } };
    expect(JSON.parse((await post({ query })).body)).toEqual(answer);
    const streamed = await post({ query }, '/graphql/stream');
    expect(streamed.type).toContain('text/event-stream');
    expect(streamed.body).toContain(JSON.stringify(answer));
    expect(await ask('Me')).toMatchObject({ me: null });
  });
});
