/** A server that is killed while positions come in: nothing that was acknowledged is lost, and what is sent again is not stored twice. */
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { writeFrame } from '@phecda/server/tracks/decode/jtt809/frame';
import { Browser, startPhecda, type PhecdaServer } from '../support/phecda-server.ts';
import { times } from '../support/run-length.ts';

const begin = Date.parse('2026-10-01T00:00:00Z');
const total = 150;
const create = `mutation ($name: String!, $kind: FeedKind!, $user: String!) {
  createPositionFeed(name: $name, kind: $kind, input: { datum: WGS84, perMinute: 100000, active: true, senders: [], user: $user, topic: "" }) { key }
}`;

async function newFeed(server: PhecdaServer, name: string, kind: string): Promise<string> {
  const api = new Browser(server.url);
  await api.ask('mutation { signIn(name: "Li") { name } }');
  const { createPositionFeed } = await api.ask<{ createPositionFeed: { key: string } }>(create, {
    name,
    kind,
    user: '1001',
  });
  return createPositionFeed.key;
}

async function stored(server: PhecdaServer, plate: string): Promise<number> {
  const { movers } = await new Browser(server.url).ask<{ movers: { movers: { fixes: number }[] } }>(
    'query ($search: String) { movers(search: $search) { movers { fixes } } }',
    { search: plate },
  );
  return movers.movers[0]?.fixes ?? 0;
}

async function post(server: PhecdaServer, key: string, number: number): Promise<boolean> {
  const fix = {
    plate: '粤B10001',
    timestamp: begin + number * 1000,
    lat: 22.5,
    lon: 114 + number / 1e4,
  };
  const answer = await fetch(`${server.url}/api/positions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(fix),
  }).catch(() => null);
  return answer?.status === 200;
}

/** One position of 粤B10002 as JT/T 809 has it, Beijing's time. */
function position(number: number): Buffer {
  const body = Buffer.alloc(28 + 36);
  Buffer.from('d4c1423130303032', 'hex').copy(body);
  body.writeUInt16BE(0x1202, 22);
  body.writeUInt32BE(36, 24);
  const at = new Date(begin + number * 1000 + 8 * 3_600_000);
  body.set([0, at.getUTCDate(), at.getUTCMonth() + 1], 28);
  body.writeUInt16BE(at.getUTCFullYear(), 31);
  body.set([at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()], 33);
  body.writeUInt32BE(114_000_000 + number, 36);
  body.writeUInt32BE(22_500_000, 40);
  body.writeUInt32BE(2, 28 + 28);
  return writeFrame({ type: 0x1200, sequence: number, center: 11, key: null, body });
}

/** Sends positions from a number on until the connection ends or all are there. @returns how many were acknowledged */
async function sendTcp(port: number, key: string, from: number): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const login = Buffer.alloc(46);
  login.writeUInt32BE(1001, 0);
  login.write(key, 4, 'latin1');
  socket.write(writeFrame({ type: 0x1001, sequence: 0, center: 11, key: null, body: login }));
  let acknowledged = from;
  let rest = '';
  socket.on('data', (bytes: Buffer) => {
    rest += bytes.toString('hex');
    for (let end = rest.indexOf('5d'); end >= 0; end = rest.indexOf('5d')) {
      const frame = rest.slice(0, end + 2);
      rest = rest.slice(end + 2);
      if (frame.slice(18, 22) === '9101') acknowledged += Number.parseInt(frame.slice(46, 54), 16);
    }
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (let i = from; i < total && !socket.destroyed; i++) {
    socket.write(position(i));
    await sleep(3);
  }
  for (let i = 0; i < 100 && acknowledged < total && !socket.destroyed; i++) await sleep(20);
  socket.destroy();
  await closed;
  return acknowledged;
}

it('loses nothing that was acknowledged over HTTP and TCP, and stores nothing twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'phecda-kill-'));
  const env = { JTT809_PORT: '0', LOG_LEVEL: 'info' };
  const dataDir = join(folder, 'data');
  const portOf = (server: PhecdaServer): number =>
    Number(/"kind":"jtt809"[^}]*"port":(\d+)/.exec(server.output())?.[1]);
  let server = await startPhecda({ dataDir, env });
  try {
    const [key, password] = [
      await newFeed(server, 'fleet', 'HTTP'),
      await newFeed(server, 'province', 'JTT809'),
    ];
    let posted = 0;
    let counted = 0;
    for (let round = 0; round < times(2, 8); round++) {
      const dying = server;
      const sending = sendTcp(portOf(server), password, counted);
      const posting = (async () => {
        while (posted < total && (await post(dying, key, posted))) posted++;
      })();
      await sleep(100 + Math.random() * 400);
      await dying.stop('SIGKILL');
      await posting;
      counted = await sending;
      server = await startPhecda({ dataDir, env });
      expect(await stored(server, '粤B10001')).toBeGreaterThanOrEqual(posted);
      expect(await stored(server, '粤B10002')).toBeGreaterThanOrEqual(counted);
      // A sender that does not know goes back a little.
      posted = Math.max(0, posted - 5);
      counted = Math.max(0, counted - 5);
    }
    while (posted < total && (await post(server, key, posted))) posted++;
    await sendTcp(portOf(server), password, counted);
    expect(await stored(server, '粤B10001')).toBe(total);
    expect(await stored(server, '粤B10002')).toBe(total);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
});
