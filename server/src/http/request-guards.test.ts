import { connect } from 'node:net';
import { createServer, get, type ClientRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { errorHandler } from './error-handler.ts';
import { limitStreams, requireBodyWithin } from './request-guards.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(app: express.Express): Promise<number> {
  app.use(errorHandler(createLog('silent')));
  const server = createServer(app).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

test('streams beyond the number of one address are refused until one closes', async () => {
  const app = express();
  app.get('/stream', limitStreams({ perAddress: 2, total: 3 }), (_req, res) => {
    res.set('Content-Type', 'text/event-stream');
    res.write(':\n\n');
  });
  const port = await serve(app);
  const open = (localAddress: string): Promise<{ status: number; request: ClientRequest }> =>
    new Promise((resolve, reject) => {
      const headers = { accept: 'text/event-stream' };
      const request = get(
        { host: '127.0.0.1', port, path: '/stream', headers, localAddress, agent: false },
        (res) => {
          res.on('error', () => undefined);
          res.resume();
          resolve({ status: res.statusCode ?? 0, request });
        },
      ).on('error', reject);
    });
  const first = await open('127.0.0.1');
  expect(first.status).toBe(200);
  expect((await open('127.0.0.1')).status).toBe(200);
  expect((await open('127.0.0.1')).status).toBe(429);
  expect((await open('127.0.0.2')).status).toBe(200);
  expect((await open('127.0.0.3')).status).toBe(429);
  first.request.removeAllListeners('error').on('error', () => undefined);
  first.request.destroy();
  await expect.poll(async () => (await open('127.0.0.1')).status).toBe(200);
});

test('a body that does not come ends the connection, one that comes is answered', async () => {
  const app = express();
  app.post(
    '/graphql',
    requireBodyWithin(200),
    express.json(),
    (req, res) => void res.json(req.body),
  );
  const port = await serve(app);
  const say = (text: string): Promise<string> =>
    new Promise((resolve) => {
      let heard = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket.on('data', (data) => (heard += data.toString()));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(heard));
    });
  const head = (length: number): string =>
    `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
  expect(await say(`${head(1000)}{"a":`)).toBe('');
  expect(await say(`${head(7)}{"a":1}`)).toContain('{"a":1}');
});
