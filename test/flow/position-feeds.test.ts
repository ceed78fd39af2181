/** Positions over HTTP, TCP and UDP: let in by key or address, answered after the commit, quarantined with a reason, and no flood holds others back. */
import { createSocket } from 'node:dgram';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Aedes } from 'aedes';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { checksum } from '@phecda/etl/positions/ais/sentence';
import { writeFrame } from '@phecda/server/tracks/decode/jtt809/frame';
import { createLog } from '@phecda/server/log';
import { feedSettings, hashKey, type FeedKind } from '@phecda/server/tracks/feeds/feed';
import { FeedDesk } from '@phecda/server/tracks/feeds/feed-desk';
import { feedMetrics } from '@phecda/server/tracks/feeds/feed-metrics';
import { FeedStore } from '@phecda/server/tracks/feeds/feed-store';
import type { RawFix } from '@phecda/server/tracks/fix';
import type { FixSink } from '@phecda/server/tracks/listen/intake';
import { WaysIn } from '@phecda/server/tracks/listen/ways-in';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDuckDb, newPostgres } from '../support/truths.ts';

const log = createLog('silent');
const published = Buffer.from(
  '5b0000005a020000006912000000000b1000000000000000b8d3423633323635000000000000000000000000000212020000002400070c07e20e223806d7dc4d0185820f005200000079a079015006c2000c000300000000bcfd5d',
  'hex',
);

/** Keeps what a commit brings after a while. */
class SlowSink implements FixSink {
  readonly fixes: RawFix[] = [];
  readonly batches: number[] = [];
  delay = 2;
  failing = 0;

  async takeIn(_source: { name: string }, fixes: readonly RawFix[]) {
    await sleep(this.delay);
    if (this.failing-- > 0) throw new Error('the store is away');
    this.fixes.push(...fixes);
    this.batches.push(fixes.length);
    return { stored: fixes.length, duplicate: 0, marked: 0, refused: 0 };
  }
}

const position = (number: number): string => {
  const body = `AIVDM,1,1,,A,13V9SJ00001OcAbEWRoa9StT0<0<,0`;
  const tag = `c:${1_700_000_000 + number}`;
  return `\\${tag}*${checksum(tag).toString(16)}\\!${body}*${checksum(body).toString(16)}\r\n`;
};

describe.each(['duckdb', 'postgres'] as const)('position feeds on %s', (engine) => {
  let sql: Sql;
  let store: FeedStore;
  let sink: SlowSink;
  let desk: FeedDesk;
  let ways: WaysIn;

  const settings = {
    host: '127.0.0.1',
    aisTcpPort: 0,
    aisUdpPort: 0,
    jtt809Port: 0,
    broker: null as null | { url: string; clientId: string },
  };

  const feed = (name: string, kind: FeedKind, more: object = {}, settings: object = {}) =>
    store.create({
      name,
      kind,
      datum: 'WGS-84',
      settings: feedSettings.parse(settings),
      perMinute: 1_000_000,
      active: true,
      keyHash: null,
      changedBy: 'Li',
      ...more,
    });
  const portOf = (kind: FeedKind): number => Number(ways.address(kind)?.split(':')[1]);

  beforeAll(async () => {
    sql = await (engine === 'duckdb' ? newDuckDb() : newPostgres());
    store = new FeedStore(sql.state, () => new Date());
    await feed('broker', 'mqtt', {}, { topic: 'fleet/+/position' });
    await feed('vts', 'ais-tcp');
    await feed('udp', 'ais-udp');
    await feed(
      'province',
      'jtt809',
      { keyHash: hashKey('eight888'), datum: 'GCJ-02' },
      { user: '1001' },
    );
    await feed('fleet', 'http', { keyHash: hashKey('open sesame'), perMinute: 5 });
  });
  beforeEach(async () => {
    await ways?.close();
    sink = new SlowSink();
    desk = new FeedDesk(store, sink, () => new Date(), log);
    ways = new WaysIn(settings, desk, log);
    await ways.start();
  });
  afterAll(async () => {
    await ways.close();
    await sql.close();
  });

  const tcp = async (text: string): Promise<Socket> => {
    const socket = connect(portOf('ais-tcp'), '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(text);
    return socket;
  };
  const until = async (done: () => boolean | Promise<boolean>): Promise<void> => {
    for (let i = 0; i < 500 && !(await done()); i++) await sleep(10);
    expect(await done()).toBe(true);
  };
  const countOf = async (name: string) =>
    (await desk.counts()).get(desk.feeds.find((one) => one.name === name)?.id ?? '');

  it('names are given once, and a change names its version', async () => {
    expect(await feed('vts', 'http')).toBeNull();
    const first = (await store.list()).find(({ name }) => name === 'vts');
    if (!first) throw new Error('no feed');
    expect(await store.change(first, { perMinute: first.perMinute, changedBy: 'Wu' })).toBe(true);
    expect(await store.change(first, { perMinute: 7, changedBy: 'Wu' })).toBe(false);
  });

  it('takes AIS over TCP and UDP, and keeps a bad line with its reason and place', async () => {
    const before = (await countOf('vts'))?.stored ?? 0;
    const socket = await tcp(`${position(1)}${position(2).slice(0, 30)}`);
    socket.write(`${position(2).slice(30)}!AIVDM,1,1,,B,,0*25\r\nnonsense\r\n`);
    const udp = createSocket('udp4');
    udp.send(position(3), portOf('ais-udp'), '127.0.0.1');
    await until(() => sink.fixes.length === 3);
    expect(sink.fixes[0]).toMatchObject({
      device: { scheme: 'mmsi', value: '241329000' },
      datum: 'WGS-84',
    });
    udp.close();
    socket.destroy();
    await until(async () => (await countOf('vts'))?.stored === before + 2);
    await desk.flush();
    const refused = await store.refusals();
    expect(refused.map(({ code, count }) => [code, count])).toEqual(
      expect.arrayContaining([
        ['ais-empty', 1],
        ['ais-frame', 1],
      ]),
    );
    const vts = (await store.list()).find(({ name }) => name === 'vts');
    const [newest] = await store.quarantined(vts?.id ?? '', 10);
    expect(newest).toMatchObject({ code: 'ais-frame', place: 'line 4', sample: 'nonsense' });
    await store.clearQuarantine(vts?.id ?? '');
    expect(await store.quarantined(vts?.id ?? '', 10)).toEqual([]);
  });

  it('what a feed has brought is counted over restarts and by several servers, and again where the store was away', async () => {
    const fix = (second: number): { fix: RawFix } => ({
      fix: {
        device: { scheme: 'plate', value: '粤B12345' },
        at: 1_700_000_000_000 + second * 1_000,
        lng: 114,
        lat: 22.5,
        datum: 'WGS-84',
      },
    });
    const taken = { stored: 2, duplicate: 1, marked: 1, refused: 0 };
    const counting = { takeIn: () => Promise.resolve(taken) };
    const clock = () => new Date(1_700_000_100_000);
    const open = async (): Promise<FeedDesk> => {
      const one = new FeedDesk(store, counting, clock, log);
      await one.refresh();
      return one;
    };
    const counted = async (of: FeedDesk) => (await of.counts()).get(fleet.id);
    const [first, second] = [await open(), await open()];
    const fleet = first.feeds.find(({ name }) => name === 'fleet') ?? expect.fail('no feed');
    const before = (await counted(first)) ?? { stored: 0, duplicate: 0, marked: 0 };
    const times = (count: number) => ({
      stored: before.stored + 2 * count,
      duplicate: before.duplicate + count,
      marked: before.marked + count,
    });
    await first.take(fleet, [fix(1)]);
    expect(await counted(first)).toMatchObject(times(1));
    await first.close();
    await second.take(fleet, [fix(7)]);
    await second.take(fleet, [fix(3)]);
    expect(await counted(second)).toMatchObject({
      ...times(3),
      lastFix: 1_700_000_007_000,
      lastReceived: 1_700_000_100_000,
    });
    const away = vi.spyOn(store, 'addCounts').mockRejectedValueOnce(new Error('away'));
    await second.flushCounts();
    expect(away).toHaveBeenCalledOnce();
    expect(await counted(second)).toMatchObject(times(3));
    await second.close();
    away.mockRestore();
    const third = await open();
    expect(await counted(third)).toMatchObject(times(3));
    expect(Date.parse(`${(await counted(third))?.since ?? ''}`)).toBeGreaterThan(0);
    await third.close();
  });

  it('lets a quiet sender through while another floods, and holds the flood in the sender’s own buffer', async () => {
    sink.delay = 20;
    const flood = await tcp('');
    let refused = 0;
    const lines = Array.from({ length: 20_000 }, (_, i) => position(i)).join('');
    for (let i = 0; i < 10; i++) if (!flood.write(lines)) refused++;
    expect(refused).toBeGreaterThan(0);
    await until(() => sink.batches.length > 3);
    const began = performance.now();
    const before = sink.batches.length;
    const quiet = await tcp(position(999_999));
    const wanted = (1_700_000_000 + 999_999) * 1000;
    await until(() => sink.fixes.some(({ at }) => Math.abs(at - wanted) < 60_000));
    expect(sink.batches.length - before).toBeLessThan(8);
    expect(performance.now() - began).toBeLessThan(3_000);
    flood.destroy();
    quiet.destroy();
  });

  it('JT/T 809: lets a platform in by its key, and says what was received once it is committed', async () => {
    const frame = (type: number, body: Buffer): Buffer =>
      writeFrame({ type, sequence: 1, center: 11, key: null, body });
    const body = Buffer.alloc(46);
    body.writeUInt32BE(1001, 0);
    body.write('eight888', 4);
    const socket = connect(portOf('jtt809'), '127.0.0.1');
    await once(socket, 'connect');
    const answers: number[] = [];
    socket.on('data', (bytes: Buffer) => {
      for (const part of bytes.toString('hex').split('5d5b'))
        answers.push(Number.parseInt(part.replace(/^5b/, '').slice(16, 20), 16));
    });
    sink.delay = 300;
    socket.write(Buffer.concat([frame(0x1001, body), frame(0x1005, Buffer.alloc(0)), published]));
    await until(() => answers.includes(0x1006));
    expect(answers).toEqual([0x1002, 0x1006]);
    expect(sink.fixes).toEqual([]);
    await until(() => answers.includes(0x9101));
    expect(sink.fixes).toMatchObject([
      { device: { scheme: 'plate', value: '赣B63265' }, datum: 'GCJ-02', kmh: 82 },
    ]);
    socket.destroy();
  });

  it('MQTT: what came while nobody listened is taken, and acknowledged only when it is stored', async () => {
    const broker = await Aedes.createBroker();
    const port = createServer(broker.handle).listen(0, '127.0.0.1');
    await once(port, 'listening');
    const { port: number } = port.address() as AddressInfo;
    const url = `mqtt://127.0.0.1:${number}`;
    const acknowledged: unknown[] = [];
    broker.on('ack', (packet, { id }) => id === 'us' && acknowledged.push(packet));
    const open = async (): Promise<void> => {
      ways = new WaysIn({ ...settings, broker: { url, clientId: 'us' } }, desk, log);
      await ways.start();
      await until(() => broker.connectedClients > 0);
    };
    await ways.close();
    desk = new FeedDesk(store, sink, () => new Date(), log);
    await open();
    await sleep(200);
    const send = (second: number) =>
      new Promise<void>((resolve, reject) => {
        const fix = {
          plate: '粤B12345',
          lat: 22.5,
          lon: 114,
          timestamp: 1_790_812_800 + second,
        };
        broker.publish(
          {
            cmd: 'publish',
            topic: 'fleet/7/position',
            payload: JSON.stringify(fix),
            qos: 1,
            dup: false,
            retain: false,
          },
          (error) => (error ? reject(error) : resolve()),
        );
      });
    await send(1);
    await until(() => sink.fixes.length === 1 && acknowledged.length === 1);
    sink.failing = 1;
    await send(2);
    await sleep(300);
    expect([sink.fixes.length, acknowledged.length]).toEqual([1, 1]);
    await until(() => sink.fixes.length === 2);
    await ways.close();
    await send(3);
    desk = new FeedDesk(store, sink, () => new Date(), log);
    await open();
    await until(() => sink.fixes.length === 3);
    await ways.close();
    broker.close();
    port.close();
  });

  it('MQTT: messages of one connection are committed together, acknowledged in their order and no earlier, and a store that is away uses up no allowance', async () => {
    const broker = await Aedes.createBroker();
    const port = createServer(broker.handle).listen(0, '127.0.0.1');
    await once(port, 'listening');
    const { port: number } = port.address() as AddressInfo;
    const acknowledged: string[] = [];
    broker.on('ack', (packet, { id }) => {
      if (id === 'many' && packet && 'payload' in packet) acknowledged.push(`${packet.payload}`);
    });
    await ways.close();
    await store.change(
      (await store.list()).find(({ name }) => name === 'broker') ?? expect.fail('no feed'),
      { perMinute: 400, changedBy: 'Wu' },
    );
    desk = new FeedDesk(store, sink, () => new Date(1_790_812_800_000), log);
    const url = `mqtt://127.0.0.1:${number}`;
    ways = new WaysIn({ ...settings, broker: { url, clientId: 'many' } }, desk, log);
    await ways.start();
    await until(() => broker.connectedClients > 0);
    await sleep(200);
    const send = (second: number): string => {
      const payload = JSON.stringify({
        plate: '粤B12345',
        lat: 22.5,
        lon: 114,
        timestamp: 1_790_812_800 + second,
      });
      broker.publish(
        { cmd: 'publish', topic: 'fleet/7/position', payload, qos: 1, dup: false, retain: false },
        () => undefined,
      );
      return payload;
    };
    sink.delay = 150;
    sink.failing = 3;
    const sent = Array.from({ length: 300 }, (_, i) => send(i));
    await until(() => sink.failing <= 0);
    expect(acknowledged).toEqual([]);
    await until(() => acknowledged.length === 300);
    expect(acknowledged).toEqual(sent);
    expect(new Set(sink.fixes.map(({ at }) => at)).size).toBe(300);
    expect(sink.batches.length).toBeLessThan(12);
    await ways.close();
    broker.close();
    port.close();
  });

  it('tells a broker and a sender that are away with since when and why, and takes it back when they come again', async () => {
    await ways.close();
    let [shift, heard] = [0, new Map<string, number>()];
    const clock = () => new Date(Date.now() + shift);
    desk = new FeedDesk(store, sink, clock, log, () => Promise.resolve(heard));
    const port = createServer().listen(0, '127.0.0.1');
    await once(port, 'listening');
    const { port: number } = port.address() as AddressInfo;
    port.close();
    await once(port, 'close');
    const url = `mqtt://127.0.0.1:${number}`;
    ways = new WaysIn({ ...settings, broker: { url, clientId: 'away' } }, desk, log);
    const began = Date.now();
    await ways.start();
    const [broker, vts] = ['broker', 'vts'].map(
      (name) => desk.feeds.find((one) => one.name === name)?.id ?? '',
    ) as [string, string];
    const faults = async () => [...(await desk.faults()).values()].map(({ kind }) => kind);
    expect(await faults()).toEqual([]);
    await until(() => desk.links.broker.down?.problem === 'ECONNREFUSED');
    shift = 60_000;
    const away = (await desk.faults()).get(broker);
    expect(away).toMatchObject({ kind: 'broker', problem: 'ECONNREFUSED' });
    expect(Math.abs((away?.since ?? 0) - began)).toBeLessThan(5_000);
    expect(await feedMetrics(desk, clock())).toMatch(
      /feed_up\{feed="broker",kind="mqtt"\} 0\n[^]*fault_seconds\{feed="broker",fault="broker"\} (5|6)\d\n/u,
    );
    const aedes = await Aedes.createBroker();
    const again = createServer(aedes.handle).listen(number, '127.0.0.1');
    await until(() => desk.links.broker.down === null);
    expect(await faults()).toEqual([]);
    const socket = await tcp(position(6));
    await until(() => sink.fixes.length === 1);
    shift = 3_600_000;
    expect(await faults()).toEqual([]);
    socket.destroy();
    await until(() => desk.links.senderOf(vts).down !== null);
    shift = 0;
    expect(await faults()).toEqual([]);
    shift = 4 * 60_000;
    expect((await desk.faults()).get(vts)).toMatchObject({ kind: 'sender' });
    // Another server of the team takes the sender's fixes in.
    shift += 20_000;
    heard = new Map([['vts', Date.now() + shift]]);
    expect(await faults()).toEqual([]);
    await ways.close();
    aedes.close();
    again.close();
  });

  it('keeps to a store that comes and goes, and loses nothing over TCP', async () => {
    sink.failing = 1;
    const socket = await tcp(position(5));
    await until(() => sink.fixes.length === 1);
    socket.destroy();
  });
});
