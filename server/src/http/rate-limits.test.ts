import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { errorHandler } from './error-handler.ts';
import { limitRate } from './rate-limits.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** Asks an application that allows three requests a minute. */
async function asking(
  proxies: number,
): Promise<(from: string, headers?: Record<string, string>) => Promise<Answer>> {
  const app = express();
  app.set('trust proxy', proxies);
  app.use('/graphql', limitRate(3), (_req, res) => void res.json({ ok: true }));
  app.use(errorHandler(createLog('silent')));
  const server = createServer(app).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return (localAddress, headers = {}) =>
    new Promise((resolve, reject) => {
      const to = { host: '127.0.0.1', port, path: '/graphql', localAddress, headers, agent: false };
      request(to, (res) => {
        let body = '';
        res.on('data', (chunk: Buffer) => (body += chunk.toString()));
        res.on('end', () =>
          resolve({ status: res.statusCode ?? 0, headers: res.headers, body: JSON.parse(body) }),
        );
      })
        .on('error', reject)
        .end();
    });
}

test('over the limit: 429 that says when to come back; another address goes on', async () => {
  const ask = await asking(0);
  const first = await ask('127.0.0.1');
  expect(first.status).toBe(200);
  expect(first.headers['ratelimit-policy']).toMatch(/q=3; w=60/);
  await ask('127.0.0.1');
  expect((await ask('127.0.0.1')).status).toBe(200);
  const { status, headers, body } = await ask('127.0.0.1');
  expect(status).toBe(429);
  const seconds = Number(headers['retry-after']);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(body).toEqual({
    errors: [
      {
        message: `Too many requests; ask again in ${seconds} s.`,
        extensions: { code: 'RATE_LIMITED', key: 'error.tooOften', params: { seconds } },
      },
    ],
  });
  expect((await ask('127.0.0.2')).status).toBe(200);
});

test('who a request is for is believed of proxies alone', async () => {
  const [open, behind] = [await asking(0), await asking(1)];
  for (const i of [1, 2, 3]) {
    await open('127.0.0.1', { 'x-forwarded-for': `10.0.0.${i}` });
    await behind('127.0.0.1', { 'x-forwarded-for': '10.0.0.1' });
  }
  const other = { 'x-forwarded-for': '10.0.0.9' };
  expect((await open('127.0.0.1', other)).status).toBe(429);
  expect((await behind('127.0.0.1', other)).status).toBe(200);
  expect((await behind('127.0.0.1', { 'x-forwarded-for': '10.0.0.1' })).status).toBe(429);
});
