import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decoded } from '../../fix.ts';
import type { Cipher, DecodeOptions } from '../decoder.ts';
import { crypt, readFrame, writeFrame, type Frame } from './frame.ts';
import { jtt809 } from './jtt809-decoder.ts';
import { vehiclePositions } from './vehicle-position.ts';

/** The one published packet: chinasem.cn, article 637965. */
const published =
  '5b0000005a020000006912000000000b1000000000000000b8d3423633323635000000000000000000000000000212020000002400070c07e20e223806d7dc4d0185820f005200000079a079015006c2000c000300000000bcfd5d';

const cipher: Cipher = { m1: 10_000_000, ia1: 20_000_000, ic1: 30_000_000 };
const options: DecodeOptions = {
  admits: (name, key) =>
    name === '1001' && key === 'password' ? { datum: 'WGS-84', cipher } : null,
  ciphers: () => [cipher],
};
const frame = (type: number, body: Buffer = Buffer.alloc(0), key: number | null = null): Buffer =>
  writeFrame({ type, sequence: 7, center: 11, key, body }, cipher);
const login = (password = 'password', key: number | null = null): Buffer => {
  const body = Buffer.alloc(46);
  body.writeUInt32BE(1001, 0);
  body.write(password, 4, 'latin1');
  return frame(0x1001, body, key);
};
const plain = (bytes: Buffer): Frame => readFrame(bytes.subarray(1, -1)) as Frame;

interface Said {
  plate: string;
  at: number;
  lng: number;
  lat: number;
  kmh: number;
  course: number;
  shifted: boolean;
}
const millionth = (degrees: number): number => Math.round(Math.abs(degrees) * 1e6);
function position({ at, lng, lat, kmh, course, shifted }: Said): Buffer {
  const bytes = Buffer.alloc(36);
  const beijing = new Date(at + 8 * 3_600_000);
  bytes[0] = shifted ? 1 : 0;
  bytes[1] = beijing.getUTCDate();
  bytes[2] = beijing.getUTCMonth() + 1;
  bytes.writeUInt16BE(beijing.getUTCFullYear(), 3);
  bytes.set([beijing.getUTCHours(), beijing.getUTCMinutes(), beijing.getUTCSeconds()], 5);
  bytes.writeUInt32BE(millionth(lng), 8);
  bytes.writeUInt32BE(millionth(lat), 12);
  bytes.writeUInt16BE(kmh, 16);
  bytes.writeUInt16BE(course, 24);
  bytes.writeUInt32BE(2 | (lat < 0 ? 4 : 0) | (lng < 0 ? 8 : 0), 28);
  return bytes;
}
/** Node reads GBK and does not write it. */
const gbkBytes: Readonly<Record<string, string>> = {
  粤: 'd4c1',
  赣: 'b8d3',
  京: 'bea9',
  港: 'b8db',
};
const gbk = (text: string): Buffer =>
  Buffer.concat(
    [...text].map((one) => Buffer.from(gbkBytes[one] ?? Buffer.from(one).toString('hex'), 'hex')),
  );
function exchange(type: number, said: readonly Said[]): Buffer {
  const data = Buffer.concat([
    ...(type === 0x1203 ? [Buffer.from([said.length])] : []),
    ...said.map(position),
  ]);
  const head = Buffer.alloc(28);
  gbk(said[0]?.plate ?? '').copy(head);
  head.writeUInt16BE(type, 22);
  head.writeUInt32BE(data.length, 24);
  return Buffer.concat([head, data]);
}
const codes = (decoded: readonly Decoded[]): string[] =>
  decoded.flatMap((one) => ('refused' in one ? [one.refused.code] : []));
const fixes = (decoded: readonly Decoded[]) =>
  decoded.flatMap((one) => ('fix' in one ? [one.fix] : []));

const aSaid: fc.Arbitrary<Said> = fc.record({
  plate: fc.constantFrom('粤B12345', '赣B63265', '粤Z1234港', '京AD12345'),
  at: fc.integer({ min: 1e9, max: 2e9 }).map((seconds) => seconds * 1000),
  lng: fc.integer({ min: -180e6, max: 180e6 }).map((n) => n / 1e6),
  lat: fc.integer({ min: -90e6, max: 90e6 }).map((n) => n / 1e6),
  kmh: fc.integer({ min: 0, max: 200 }),
  course: fc.integer({ min: 0, max: 359 }),
  shifted: fc.boolean(),
});

describe('JT/T 809', () => {
  it('reads the published packet', () => {
    const read = readFrame(Buffer.from(published, 'hex').subarray(1, -1));
    if (typeof read === 'string') throw new Error(read);
    expect(read).toMatchObject({ type: 0x1200, sequence: 105, center: 11, key: null });
    expect(vehiclePositions(read.body, 'GCJ-02', 5, 'byte 0')).toEqual([
      {
        fix: {
          device: { scheme: 'plate', value: '赣B63265' },
          at: Date.parse('2018-12-07T14:34:56+08:00'),
          received: 5,
          lng: 114.809933,
          lat: 25.526799,
          datum: 'GCJ-02',
          kmh: 82,
          course: 336,
        },
      },
    ]);
  });

  it('answers login, heartbeat and logout, and lets nobody in without', () => {
    const decoder = jtt809.open(options);
    const [welcome] = decoder.push(login(), 0).replies;
    expect(plain(welcome as Buffer)).toMatchObject({ type: 0x1002, center: 11 });
    expect(plain(welcome as Buffer).body[0]).toBe(0);
    expect(decoder.push(frame(0x1005), 0).replies.map((one) => plain(one).type)).toEqual([0x1006]);
    expect(decoder.push(frame(0x1003), 0)).toMatchObject({ close: 'logged out' });
    const wrong = jtt809.open(options).push(login('guessed'), 0);
    expect(plain(wrong.replies[0] as Buffer).body[0]).toBe(4);
    expect(wrong.close).toMatch(/may log in/);
    expect(jtt809.open(options).push(Buffer.from(published, 'hex'), 0)).toMatchObject({
      decoded: [],
      close: 'a message before the login',
    });
    expect(jtt809.open(options).push(login('password', 99), 0).close).toBeUndefined();
  });

  it('gives back what was encoded, however the bytes are cut, encrypted or not', () => {
    fc.assert(
      fc.property(
        fc.array(aSaid, { minLength: 1, maxLength: 5 }),
        fc.option(fc.integer({ min: 0, max: 0xffff_ffff })),
        fc.array(fc.nat(400), { maxLength: 4 }),
        (many, key, cuts) => {
          const said = many.map((one) => ({ ...one, plate: (many[0] as Said).plate }));
          const type = said.length === 1 ? 0x1202 : 0x1203;
          const bytes = Buffer.concat([login(), frame(0x1200, exchange(type, said), key)]);
          const decoder = jtt809.open(options);
          const places = [0, ...cuts.filter((at) => at < bytes.length).sort((a, b) => a - b)];
          const decoded = places.flatMap(
            (from, i) =>
              decoder.push(bytes.subarray(from, places[i + 1] ?? bytes.length), 3).decoded,
          );
          expect(fixes(decoded)).toEqual(
            said.map(({ plate, at, lng, lat, kmh, course, shifted }) => ({
              device: { scheme: 'plate', value: plate },
              at,
              received: 3,
              lng: lng + 0,
              lat: lat + 0,
              datum: shifted ? 'GCJ-02' : 'WGS-84',
              kmh,
              course,
            })),
          );
          const [first] = fixes(decoded);
          if (!first) throw new Error('nothing');
          const receipt = plain(decoder.acknowledge(fixes(decoded)) as Buffer);
          expect(receipt.type).toBe(0x9101);
          expect(receipt.body.readUInt32BE(0)).toBe(said.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('refuses by name and byte', () => {
    const decoder = jtt809.open(options);
    const { length } = login();
    decoder.push(login(), 0);
    const spoilt = Buffer.from(published, 'hex');
    spoilt[40] = (spoilt[40] ?? 0) ^ 1;
    expect(decoder.push(spoilt, 0).decoded).toMatchObject([
      { refused: { code: 'jtt809-checksum', at: `byte ${length}` } },
    ]);
    expect(codes(decoder.push(Buffer.from('hello'), 0).decoded)).toEqual(['jtt809-frame']);
    expect(codes(decoder.push(Buffer.from('5b5a035d', 'hex'), 0).decoded)).toEqual([
      'jtt809-escape',
    ]);
    expect(codes(decoder.push(Buffer.from('5b00005d', 'hex'), 0).decoded)).toEqual([
      'jtt809-length',
    ]);
    const body = exchange(0x1202, [
      { plate: '粤B1', at: 0, lng: 1, lat: 2, kmh: 0, course: 0, shifted: false },
    ]);
    body[28 + 2] = 13;
    expect(codes(decoder.push(frame(0x1200, body), 0).decoded)).toEqual(['jtt809-time']);
    expect(codes(decoder.push(frame(0x1200, body.subarray(0, 40)), 0).decoded)).toEqual([
      'jtt809-body',
    ]);
    expect(codes(decoder.push(frame(0x2222), 0).decoded)).toEqual(['jtt809-type']);
    expect(codes(decoder.push(Buffer.alloc(40_000, 0x5b).fill(1, 1), 0).decoded)).toEqual([
      'jtt809-too-long',
    ]);
    decoder.push(Buffer.from([0x5b, 1]), 0);
    expect(codes(decoder.end())).toEqual(['jtt809-unfinished']);
  });

  it('the cipher goes both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(), (bytes, key) => {
        const body = Buffer.from(bytes);
        expect(crypt(crypt(body, key, cipher), key, cipher)).toEqual(body);
      }),
      { numRuns: 200 },
    );
  });

  it('answers 10,000 malformed frames', () => {
    const good = Buffer.from(published, 'hex');
    const mangled = fc
      .tuple(fc.nat(good.length), fc.nat(8), fc.uint8Array({ maxLength: 8 }))
      .map(([at, cut, put]) => Buffer.concat([good.subarray(0, at), put, good.subarray(at + cut)]));
    const bodies = fc
      .tuple(fc.constantFrom(0x1200, 0x1001, 0x1005, 0x1300), fc.uint8Array({ maxLength: 90 }))
      .map(([type, body]) => frame(type, Buffer.from(body)));
    let decoder = jtt809.open(options);
    decoder.push(login(), 0);
    fc.assert(
      fc.property(fc.oneof(mangled, bodies, fc.uint8Array({ maxLength: 60 })), (bytes) => {
        const { decoded, close } = decoder.push(Buffer.from(bytes), 0);
        for (const { lng, lat } of fixes(decoded)) {
          expect(Math.abs(lng)).toBeLessThanOrEqual(180);
          expect(Math.abs(lat)).toBeLessThanOrEqual(90);
        }
        if (close !== undefined) {
          decoder = jtt809.open(options);
          decoder.push(login(), 0);
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
