import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { errorHandler } from './error-handler.ts';
import { checkHost, checkOrigin, securityHeaders } from './security.ts';

let server: Server;
let port = 0;

beforeAll(async () => {
  const app = express();
  app.use(securityHeaders(), checkHost('127.0.0.1', ['phecda.customs.local']), checkOrigin);
  app.all('/', (_req, res) => void res.json({ ok: true }));
  app.get('/broken', () => {
    throw new Error('王小明 440301199001011234');
  });
  app.use(errorHandler(createLog('silent')));
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());

function ask(
  headers: Record<string, string>,
  path = '/',
  method = 'POST',
): Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port, path, method, headers }, (res) => {
      let body = '';
      res.on('data', (chunk: Buffer) => (body += chunk.toString()));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, body, headers: res.headers }));
    });
    req.on('error', reject);
    req.end();
  });
}

test.each(['localhost', '127.0.0.1', '[::1]', 'phecda.customs.local', 'Phecda.Customs.Local'])(
  'answers as %s',
  async (name) => {
    expect((await ask({ host: `${name}:${port}` })).status).toBe(200);
  },
);

test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', ''])(
  'refuses the host %j',
  async (name) => {
    expect((await ask({ host: `${name}:${port}` })).status).toBe(403);
  },
);

test('refuses other origins, also of another port and opaque ones', async () => {
  const host = `localhost:${port}`;
  expect((await ask({ host, origin: `http://${host}` })).status).toBe(200);
  for (const origin of ['https://evil.example', `http://localhost:${port + 1}`, 'null']) {
    expect((await ask({ host, origin })).status).toBe(403);
  }
  expect((await ask({ host, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
});

test('headers hold the page to this server, and failures tell nothing', async () => {
  const { headers } = await ask({ host: 'localhost' });
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("worker-src 'self' blob:");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain('unsafe-eval');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-powered-by']).toBeUndefined();
  const broken = await ask({ host: 'localhost' }, '/broken', 'GET');
  expect(broken.status).toBe(500);
  expect(JSON.parse(broken.body)).toEqual({
    code: 'INTERNAL_SERVER_ERROR',
    key: 'error.internal',
    params: {},
    message: 'Internal error',
  });
});
