/** Positions end to end by each way in: fixes a second from the first byte that is sent until all are stored, into one running server, way after way. `feeds [fixes]`. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { benchFolder } from '../support/bench-folder.ts';
import { seconds, sizeArgument, whole } from '../support/figures.ts';
import { Browser, startPhecda } from '../support/phecda-server.ts';
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

const fixes = sizeArgument(0, 20_000);
/** Requests under way at once. */
const lanes = 16;
const patienceMs = 600_000;

const broker = await startBroker();
const server = await startPhecda({
  dataDir: join(benchFolder(), 'data'),
  env: {
    JTT809_PORT: '0',
    AIS_TCP_PORT: '0',
    MQTT_URL: broker.url,
    MQTT_CLIENT_ID: 'phecda',
    LOG_LEVEL: 'info',
  },
});
const browser = new Browser(server.url);
try {
  await browser.ask('mutation { signIn(name: "Li") { name } }');
  const http = await newFeed(server, 'fleet', 'HTTP');
  const platform = await newFeed(server, 'province', 'JTT809');
  await newFeed(server, 'receiver', 'AIS_TCP');
  await newFeed(server, 'broker', 'MQTT');
  while (!broker.connected()) await wait(50);
  await wait(300); // the topic is subscribed to a moment after the feed is there

  await measure('HTTP, a request each', '粤B10001', async () => {
    let next = 0;
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        while (next < fixes)
          if (!(await post(server, http, next++))) throw new Error('A position was refused.');
      }),
    );
  });
  await measure('JT/T 809 over TCP', '粤B10002', () =>
    send(portOf(server, 'jtt809'), [login(platform)], position),
  );
  await measure('MQTT, quality 1', '粤B10003', async () => {
    for (let i = 0; i < fixes; i++) await broker.send(i);
  });
  await measure('AIS over TCP', '241329000', () => send(portOf(server, 'ais-tcp'), [], sentence));
  await measureFile();
} finally {
  browser.close();
  await server.stop();
  await broker.close();
}

async function measure(
  way: string,
  mover: string,
  sendAll: () => Promise<() => void> | Promise<void>,
): Promise<void> {
  const start = performance.now();
  const close = await sendAll();
  let stored = 0;
  for (; stored < fixes; stored = await storedOf(server, mover)) {
    if (performance.now() - start > patienceMs)
      throw new Error(`${way}: ${stored} of ${fixes} were stored.`);
    await wait(20);
  }
  tell(way, performance.now() - start);
  close?.();
}

/** As fast as the server reads. */
async function send(
  port: number,
  first: readonly Buffer[],
  message: (number: number) => Buffer | string,
): Promise<() => void> {
  const socket: Socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.resume(); // acknowledgements
  for (const bytes of first) socket.write(bytes);
  for (let i = 0; i < fixes; i++) if (!socket.write(message(i))) await once(socket, 'drain');
  return () => socket.destroy();
}

async function measureFile(): Promise<void> {
  const begin = Date.parse('2026-10-01T00:00:00Z');
  const rows = Array.from(
    { length: fixes },
    (_, i) =>
      `粤B20001,${new Date(begin + i * 1_000).toISOString()},${(114 + i / 1e4).toFixed(5)},22.5`,
  );
  const csv = ['plate,time,longitude,latitude', ...rows].join('\n');
  const start = performance.now();
  const upload = await browser.upload('positions.csv', csv);
  const { uploadId } = (await upload.json()) as { uploadId: string };
  const { startImport } = await browser.ask<{ startImport: { id: string } }>(
    'mutation ($input: ImportInput!) { startImport(input: $input) { id } }',
    { input: { uploadId, mappingId: 'positions-wgs84' } },
  );
  for (let state = 'queued'; state !== 'done'; await wait(20)) {
    const { job } = await browser.ask<{ job: { state: string; problems: object[] } }>(
      'query ($id: ID!) { job(id: $id) { state problems { code message } } }',
      { id: startImport.id },
    );
    ({ state } = job);
    if (state === 'failed') throw new Error(`The file failed: ${JSON.stringify(job.problems)}`);
  }
  tell('CSV file, from its upload', performance.now() - start);
}

function tell(way: string, took: number): void {
  console.log(
    `${way.padEnd(26)} ${whole(fixes)} fixes in ${seconds(took)}: ${whole(fixes / (took / 1_000))} a second`,
  );
}
