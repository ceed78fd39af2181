import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createWebhook, isInside, signature } from './webhook.ts';

const secret = 'a-secret-of-32-characters-at-least';
const envelope = (address: string) => ({
  id: '0a1e0000-0000-4000-8000-0000000000aa',
  address,
  language: 'zh' as const,
  message: { subject: 's', text: 't', html: '', short: '' },
  doubtful: false,
  since: '2026-03-10T09:00:00Z',
});

test('a message is signed with its time, under a key that tells repetitions', async () => {
  const got: { headers: Record<string, unknown>; body: string }[] = [];
  const statuses = [429, 200, 302];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      response.writeHead(statuses[got.length - 1] ?? 200, { location: 'http://127.0.0.1/' }).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const channel = createWebhook({ secret, allowInside: true });
  const answers = [];
  for (let n = 0; n < 3; n++)
    answers.push(await channel.deliver(envelope(`http://localhost:${port}/`)));
  expect(answers).toEqual([
    { state: 'retry', problem: 'webhookLater 429' },
    { state: 'sent', peerId: null },
    { state: 'refused', problem: 'webhookRefused 302' },
  ]);
  const [first] = got;
  const given = String(first?.headers['x-phecda-signature']);
  const seconds = Number(/^t=(\d+)/.exec(given)?.[1]);
  expect(Math.abs(seconds * 1_000 - Date.now())).toBeLessThan(60_000);
  expect(given).toBe(signature(secret, first?.body ?? '', seconds));
  expect(first?.headers['idempotency-key']).toBe(envelope('').id);
  // A name that resolves to this machine is no better than its address.
  const strict = createWebhook({ secret, allowInside: false });
  for (const host of ['localhost', '127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1'])
    expect(await strict.deliver(envelope(`http://${host}:${port}/`))).toEqual({
      state: 'refused',
      problem: 'webhookInside',
    });
  expect(got).toHaveLength(3);
  server.close();
});

test.each([
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  'fd00::1',
  '::ffff:10.0.0.1',
])('%s is inside', (address) => expect(isInside(address)).toBe(true));
test.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('%s is outside', (address) =>
  expect(isInside(address)).toBe(false),
);
