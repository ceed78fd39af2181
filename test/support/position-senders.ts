/** What sends positions to a server in each way: feeds, messages, a broker. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { checksum } from '@phecda/etl/positions/ais/sentence';
import { writeFrame } from '@phecda/server/tracks/decode/jtt809/frame';
import { Aedes } from 'aedes';
import { Browser, type PhecdaServer } from './phecda-server.ts';

const begin = Date.parse('2026-10-01T00:00:00Z');
const create = `mutation ($name: String!, $kind: FeedKind!, $topic: String!) {
  createPositionFeed(name: $name, kind: $kind, input: { datum: WGS84, perMinute: 1000000, active: true, senders: [], user: "1001", topic: $topic }) { key }
}`;
const topic = 'fleet/7/position';

export async function newFeed(server: PhecdaServer, name: string, kind: string): Promise<string> {
  const api = new Browser(server.url);
  await api.ask('mutation { signIn(name: "Li") { name } }');
  const { createPositionFeed } = await api.ask<{ createPositionFeed: { key: string } }>(create, {
    name,
    kind,
    topic: kind === 'MQTT' ? topic : '',
  });
  return createPositionFeed.key;
}

/** Fixes of the mover that is found by this. */
export async function storedOf(server: PhecdaServer, plate: string): Promise<number> {
  const { movers } = await new Browser(server.url).ask<{ movers: { movers: { fixes: number }[] } }>(
    'query ($search: String) { movers(search: $search) { movers { fixes } } }',
    { search: plate },
  );
  return movers.movers[0]?.fixes ?? 0;
}

export async function post(server: PhecdaServer, key: string, number: number): Promise<boolean> {
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
export function position(number: number): Buffer {
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

/** Lets a platform in that sends by JT/T 809. */
export function login(key: string): Buffer {
  const body = Buffer.alloc(46);
  body.writeUInt32BE(1001, 0);
  body.write(key, 4, 'latin1');
  return writeFrame({ type: 0x1001, sequence: 0, center: 11, key: null, body });
}

/** One position of a vessel, each a minute after the one before. */
export function sentence(number: number): string {
  const body = `AIVDM,1,1,,A,13V9SJ00001OcAbEWRoa9StT0<0<,0`;
  const tag = `c:${begin / 1_000 + number * 60}`;
  return `\\${tag}*${checksum(tag).toString(16)}\\!${body}*${checksum(body).toString(16)}\r\n`;
}

/** A broker that knows what the server has acknowledged. */
export async function startBroker() {
  const broker = await Aedes.createBroker();
  const port = createServer({ noDelay: true }, broker.handle).listen(0, '127.0.0.1');
  await once(port, 'listening');
  let acknowledged = 0;
  broker.on('ack', (packet, { id }) => {
    if (id === 'phecda' && packet !== undefined && 'payload' in packet) acknowledged++;
  });
  return {
    url: `mqtt://127.0.0.1:${(port.address() as AddressInfo).port}`,
    connected: () => broker.connectedClients > 0,
    acknowledged: () => acknowledged,
    send: (number: number) =>
      new Promise<void>((resolve, reject) => {
        const timestamp = begin / 1_000 + number;
        const fix = { plate: '粤B10003', timestamp, lat: 22.5, lon: 114 + number / 1e4 };
        broker.publish(
          {
            cmd: 'publish',
            topic,
            payload: JSON.stringify(fix),
            qos: 1,
            dup: false,
            retain: false,
          },
          (error) => (error ? reject(error) : resolve()),
        );
      }),
    close: async () => {
      port.close();
      await new Promise<void>((resolve) => broker.close(() => resolve()));
    },
  };
}

/** Where the server listens for that kind, by its log. */
export function portOf(server: PhecdaServer, kind: string): number {
  return Number(new RegExp(`"kind":"${kind}"[^}]*"port":(\\d+)`).exec(server.output())?.[1]);
}
