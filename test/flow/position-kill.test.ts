/** A server that is killed while positions come in: nothing that was acknowledged is lost, and what is sent again is not stored twice. */
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readFrame } from '@phecda/server/tracks/decode/jtt809/frame';
import { startPhecda } from '../support/phecda-server.ts';
import {
  login,
  newFeed,
  portOf,
  position,
  post,
  sentence,
  startBroker,
  storedOf,
} from '../support/position-senders.ts';
import { randomFrom } from '../support/big-graph.ts';
import { longRun, times } from '../support/run-length.ts';

const total = 150;
/** Drawn anew in the long run, and named when something is lost. */
const seed = longRun ? Math.floor(Math.random() * 2 ** 31) : 20_261_128;

/** Sends positions from a number on until the connection ends or all are there. `told` hears how many are acknowledged. @returns how many were in the end */
async function sendTcp(
  port: number,
  key: string,
  from: number,
  told: (acknowledged: number) => void = () => undefined,
): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(login(key));
  let acknowledged = from;
  let rest = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    for (let end = rest.indexOf(0x5d); end >= 0; end = rest.indexOf(0x5d)) {
      const frame = readFrame(rest.subarray(1, end));
      rest = rest.subarray(end + 1);
      if (typeof frame === 'string' || frame.type !== 0x9101) continue;
      acknowledged += frame.body.readUInt32BE(0);
      told(acknowledged);
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

/** The protocol has no answer: who is not sure sends all of it again. */
async function sendAis(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await Promise.race([once(socket, 'connect').catch(() => undefined), closed]);
  for (let i = 0; i < total && !socket.destroyed; i++) {
    socket.write(sentence(i));
    await sleep(2);
  }
  socket.end();
  await Promise.race([closed, sleep(500)]);
  socket.destroy();
}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400 && !(await done()); i++) await sleep(50);
}

it(`loses nothing that was acknowledged over HTTP, TCP and MQTT, and stores nothing twice (seed ${seed})`, async () => {
  const random = randomFrom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'phecda-kill-'));
  const broker = await startBroker();
  const env = {
    JTT809_PORT: '0',
    AIS_TCP_PORT: '0',
    MQTT_URL: broker.url,
    MQTT_CLIENT_ID: 'phecda',
    LOG_LEVEL: 'info',
  };
  const dataDir = join(folder, 'data');
  let server = await startPhecda({ dataDir, env });
  try {
    const [key, password] = [
      await newFeed(server, 'fleet', 'HTTP'),
      await newFeed(server, 'province', 'JTT809'),
      await newFeed(server, 'receiver', 'AIS_TCP'),
      await newFeed(server, 'broker', 'MQTT'),
    ];
    await until(broker.connected);
    // The topic is subscribed to a moment after the feed is there.
    await sleep(300);
    let posted = 0;
    let counted = 0;
    let published = 0;
    /** The most that was acknowledged each way when the server was killed. */
    const known = { http: 0, tcp: 0, mqtt: 0 };
    for (let round = 0; round < times(2, 8); round++) {
      const dying = server;
      const before = { posted, counted, acknowledged: broker.acknowledged() };
      let heard = counted;
      const sending = sendTcp(portOf(server, 'jtt809'), password, counted, (n) => (heard = n));
      const sailing = sendAis(portOf(server, 'ais-tcp'));
      const posting = (async () => {
        while (posted < total && (await post(dying, key, posted))) posted++;
      })();
      const last = Math.min(total, published + Math.ceil(total / times(3, 9)));
      const publishing = (async () => {
        for (; published < last; published++) await broker.send(published);
      })();
      // Something of each way is acknowledged by then, and something is not.
      await until(
        () =>
          (heard > before.counted || before.counted >= total) &&
          (posted > before.posted || before.posted >= total) &&
          broker.acknowledged() > before.acknowledged,
      );
      await sleep(random() * 300);
      await dying.stop('SIGKILL');
      await Promise.all([posting, sailing, publishing]);
      counted = await sending;
      const acknowledged = broker.acknowledged();
      server = await startPhecda({ dataDir, env });
      expect(await storedOf(server, '粤B10001')).toBeGreaterThanOrEqual(posted);
      expect(await storedOf(server, '粤B10002')).toBeGreaterThanOrEqual(counted);
      expect(await storedOf(server, '粤B10003')).toBeGreaterThanOrEqual(acknowledged);
      known.http = Math.max(known.http, posted);
      known.tcp = Math.max(known.tcp, counted);
      known.mqtt = Math.max(known.mqtt, acknowledged);
      // A sender that does not know goes back a little.
      posted = Math.max(0, posted - 5);
      counted = Math.max(0, counted - 5);
    }
    while (posted < total && (await post(server, key, posted))) posted++;
    expect(await sendTcp(portOf(server, 'jtt809'), password, counted)).toBeGreaterThanOrEqual(
      total,
    );
    await sendAis(portOf(server, 'ais-tcp'));
    expect(Math.min(known.http, known.tcp, known.mqtt)).toBeGreaterThan(0);
    for (; published < total; published++) await broker.send(published);
    await until(async () => (await storedOf(server, '粤B10003')) >= total);
    await until(async () => (await storedOf(server, '241329000')) >= total);
    expect(await storedOf(server, '粤B10001')).toBe(total);
    expect(await storedOf(server, '粤B10002')).toBe(total);
    expect(await storedOf(server, '粤B10003')).toBe(total);
    expect(await storedOf(server, '241329000')).toBe(total);
  } finally {
    await server.stop();
    await broker.close();
    await rm(folder, { recursive: true });
  }
});
