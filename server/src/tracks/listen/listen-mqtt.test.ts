import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { generate, parser, type IConnectPacket, type Packet } from 'mqtt-packet';
import { afterEach, expect, test, vi } from 'vitest';
import { createLog } from '../../log.ts';
import type { FeedDesk } from '../feeds/feed-desk.ts';
import { FeedLinks } from '../feeds/feed-links.ts';
import { listenMqtt, type BrokerLink } from './listen-mqtt.ts';

const topic = 'fleet/7/position';
const usualWindow = 20;
let link: BrokerLink | null = null;
const closing: (() => void)[] = [];

afterEach(async () => {
  await link?.close();
  for (const close of closing.splice(0)) close();
});

/** Sends so many messages before the first is acknowledged as the client says that it takes, else twenty. @param connack answers a connection, null: hangs up */
async function startBroker(connack: (said: IConnectPacket) => Packet | null) {
  const connects: IConnectPacket[] = [];
  const acknowledged: number[] = [];
  let underway = 0;
  let mostUnderway = 0;
  const serve = (socket: Socket) => {
    let next = 0;
    let window = usualWindow;
    let version = 4;
    const say = (packet: Packet) => socket.write(generate(packet, { protocolVersion: version }));
    const sendMore = () => {
      for (; underway < window && next < 600; next++) {
        mostUnderway = Math.max(mostUnderway, ++underway);
        say({
          cmd: 'publish',
          topic,
          payload: '{}',
          qos: 1,
          dup: false,
          retain: false,
          messageId: next + 1,
        });
      }
    };
    const read = parser();
    read.on('packet', (packet: Packet) => {
      if (packet.cmd === 'connect') {
        connects.push(packet);
        window = packet.properties?.receiveMaximum ?? usualWindow;
        const answer = connack(packet);
        if (!answer) return socket.destroy();
        version = 'returnCode' in answer ? 4 : 5;
        say(answer);
        if ('returnCode' in answer && answer.returnCode) socket.end();
      } else if (packet.cmd === 'subscribe') {
        say({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [1] });
        sendMore();
      } else if (packet.cmd === 'puback') {
        acknowledged.push(packet.messageId ?? 0);
        underway--;
        sendMore();
      }
      return undefined;
    });
    socket.on('data', (bytes) => read.parse(bytes));
    socket.on('error', () => undefined);
  };
  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, connects, acknowledged, mostUnderway: () => mostUnderway };
}

function deskOf(): FeedDesk {
  const feed = { kind: 'mqtt', active: true, settings: { topic }, datum: 'WGS-84' };
  const desk = {
    feeds: [feed],
    links: new FeedLinks(),
    onChange: () => () => undefined,
    take: () => new Promise((resolve) => setTimeout(resolve, 5)),
  };
  return desk as unknown as FeedDesk;
}

const refusal = { cmd: 'connack', returnCode: 1, sessionPresent: false } as const;
const welcome = (version: number): Packet =>
  version === 5
    ? { cmd: 'connack', reasonCode: 0, sessionPresent: false }
    : { cmd: 'connack', returnCode: 0, sessionPresent: false };

test('says how many messages it takes at once, and acknowledges all in their order', async () => {
  const broker = await startBroker(({ protocolVersion = 4 }) => welcome(protocolVersion));
  link = listenMqtt({ url: broker.url, clientId: 'us' }, deskOf(), createLog('silent'));
  await vi.waitFor(() => expect(broker.acknowledged).toHaveLength(600), { timeout: 10_000 });
  expect(broker.acknowledged).toEqual(Array.from({ length: 600 }, (_, i) => i + 1));
  expect(broker.mostUnderway()).toBe(256);
  expect(broker.connects).toMatchObject([
    { protocolVersion: 5, clean: false, properties: { sessionExpiryInterval: 0xffff_ffff } },
  ]);
});

test.each(['refuses the version', 'hangs up'])(
  'an older broker that %s is spoken to as it knows',
  async (how) => {
    const broker = await startBroker(({ protocolVersion = 4 }) =>
      protocolVersion < 5 ? welcome(4) : how === 'hangs up' ? null : refusal,
    );
    link = listenMqtt({ url: broker.url, clientId: 'us' }, deskOf(), createLog('silent'));
    await vi.waitFor(() => expect(broker.acknowledged).toHaveLength(600), { timeout: 10_000 });
    expect(broker.connects.map(({ protocolVersion }) => protocolVersion)).toEqual([5, 4]);
    expect(broker.mostUnderway()).toBe(usualWindow);
  },
);

test('a broker that is not ready yet is asked again', async () => {
  let asked = 0;
  const broker = await startBroker(({ protocolVersion = 4 }) =>
    asked++ === 0
      ? { cmd: 'connack', reasonCode: 136, sessionPresent: false }
      : welcome(protocolVersion),
  );
  link = listenMqtt({ url: broker.url, clientId: 'us' }, deskOf(), createLog('silent'));
  await vi.waitFor(() => expect(broker.acknowledged).toHaveLength(600), { timeout: 10_000 });
  expect(broker.connects.map(({ protocolVersion }) => protocolVersion)).toEqual([5, 5]);
});
