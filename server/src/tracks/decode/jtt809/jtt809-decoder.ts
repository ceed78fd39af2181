/** JT/T 809-2011, the upper platform's side of the main link: login, heartbeat, positions, and the count of positions received once they are committed. */
import type { Decoded, RawFix } from '../../fix.ts';
import type { Admitted, DecodeOptions, Pushed, StreamDecoder, StreamKind } from '../decoder.ts';
import { refuse } from '../refuse.ts';
import { beginMark, crypt, endMark, readFrame, writeFrame, type Frame } from './frame.ts';
import { positionReasons, vehiclePositions } from './vehicle-position.ts';

const reasons = {
  ...positionReasons,
  'jtt809-frame': { zh: '报文之外的字节', en: 'bytes outside of any frame' },
  'jtt809-too-long': { zh: '报文过长', en: 'the frame is too long' },
  'jtt809-unfinished': { zh: '报文不完整', en: 'the frame is not complete' },
  'jtt809-escape': { zh: '转义字节错误', en: 'an escape that does not exist' },
  'jtt809-length': { zh: '报文长度不符', en: 'the frame has another length than it says' },
  'jtt809-checksum': { zh: '校验码不符', en: 'the checksum does not fit' },
  'jtt809-cipher': {
    zh: '报文已加密，但未配置 M1、IA1、IC1',
    en: 'the frame is encrypted and M1, IA1 and IC1 are not set',
  },
  'jtt809-type': { zh: '未知的业务类型', en: 'there is no such type of message' },
} as const;

const types = {
  login: 0x1001,
  loginAnswer: 0x1002,
  logout: 0x1003,
  logoutAnswer: 0x1004,
  heartbeat: 0x1005,
  heartbeatAnswer: 0x1006,
  exchange: 0x1200,
  received: 0x9101,
} as const;
/** Messages of the main link that carry no position. */
const otherTypes: ReadonlySet<number> = new Set([0x1007, 0x1008, 0x1300, 0x1400, 0x1500, 0x1600]);
const results = { welcome: 0, wrongPassword: 4 } as const;

const loginBytes = 46;
const longestFrame = 32 * 1024;
const sampleBytes = 64;

class Jtt809Decoder implements StreamDecoder {
  readonly #options: DecodeOptions;
  #rest: Buffer = Buffer.alloc(0);
  /** Of the first byte of the rest, from the connection's begin. */
  #offset = 0;
  #admitted: Admitted | null = null;
  #center = 0;
  #sequence = 0;

  constructor(options: DecodeOptions) {
    this.#options = options;
  }

  push(bytes: Buffer, received: number): Pushed {
    const decoded: Decoded[] = [];
    const replies: Buffer[] = [];
    let close: string | undefined;
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    let from = 0;
    const refused = (code: keyof typeof reasons, at: number, to: number): void => {
      const sample = all.subarray(at, Math.min(to, at + sampleBytes)).toString('hex');
      decoded.push(refuse(reasons, code, `byte ${this.#offset + at}`, sample));
    };
    while (from < all.length && close === undefined) {
      const begin = all.indexOf(beginMark, from);
      if (begin !== from) refused('jtt809-frame', from, begin < 0 ? all.length : begin);
      if (begin < 0) {
        from = all.length;
        break;
      }
      const end = all.indexOf(endMark, begin);
      const again = all.indexOf(beginMark, begin + 1);
      if (again > 0 && (end < 0 || again < end)) {
        refused('jtt809-unfinished', begin, again);
        from = again;
        continue;
      }
      if (end < 0 && all.length - begin <= longestFrame) {
        from = begin;
        break;
      }
      if (end < 0 || end - begin > longestFrame) {
        refused('jtt809-too-long', begin, all.length);
        from = end < 0 ? all.length : end + 1;
        continue;
      }
      const frame = readFrame(all.subarray(begin + 1, end));
      if (typeof frame === 'string') refused(frame, begin, end + 1);
      else close = this.#take(frame, received, `byte ${this.#offset + begin}`, decoded, replies);
      from = end + 1;
    }
    this.#rest = Buffer.from(all.subarray(from));
    this.#offset += from;
    return { decoded, replies, ...(close !== undefined && { close }) };
  }

  end(): readonly Decoded[] {
    if (this.#rest.length === 0) return [];
    const sample = this.#rest.subarray(0, sampleBytes).toString('hex');
    this.#rest = Buffer.alloc(0);
    return [refuse(reasons, 'jtt809-unfinished', `byte ${this.#offset}`, sample)];
  }

  /** 0x9101: how many positions came, and from when to when (seconds since 1970). */
  acknowledge(fixes: readonly RawFix[]): Buffer {
    const body = Buffer.alloc(20);
    body.writeUInt32BE(fixes.length, 0);
    const times = fixes.map(({ at }) => Math.floor(at / 1000));
    body.writeBigInt64BE(BigInt(Math.min(...times)), 4);
    body.writeBigInt64BE(BigInt(Math.max(...times)), 12);
    return this.#reply(types.received, body);
  }

  /** @returns why the connection ends */
  #take(
    frame: Frame,
    received: number,
    at: string,
    decoded: Decoded[],
    replies: Buffer[],
  ): string | undefined {
    if (frame.type === types.login) return this.#login(frame, replies);
    if (!this.#admitted) return 'a message before the login';
    const { datum, cipher } = this.#admitted;
    if (frame.key !== null && !cipher) {
      decoded.push(refuse(reasons, 'jtt809-cipher', at));
      return undefined;
    }
    const body = frame.key !== null && cipher ? crypt(frame.body, frame.key, cipher) : frame.body;
    switch (frame.type) {
      case types.heartbeat:
        replies.push(this.#reply(types.heartbeatAnswer));
        return undefined;
      case types.logout:
        replies.push(this.#reply(types.logoutAnswer));
        return 'logged out';
      case types.exchange:
        decoded.push(...vehiclePositions(body, datum, received, at));
        return undefined;
      default:
        decoded.push(
          otherTypes.has(frame.type)
            ? { ignored: `0x${frame.type.toString(16)}` }
            : refuse(reasons, 'jtt809-type', at, `0x${frame.type.toString(16)}`),
        );
        return undefined;
    }
  }

  #login(frame: Frame, replies: Buffer[]): string | undefined {
    this.#center = frame.center;
    const { key } = frame;
    const bodies =
      key === null
        ? [frame.body]
        : this.#options.ciphers().map((cipher) => crypt(frame.body, key, cipher));
    this.#admitted = null;
    for (const body of bodies) {
      if (body.length !== loginBytes) continue;
      const user = String(body.readUInt32BE(0));
      const password = body.toString('latin1', 4, 12).replace(/\0+$/, '');
      this.#admitted ??= this.#options.admits(user, password);
    }
    const answer = Buffer.alloc(5);
    answer[0] = this.#admitted ? results.welcome : results.wrongPassword;
    replies.push(this.#reply(types.loginAnswer, answer));
    return this.#admitted ? undefined : 'nobody may log in with this user and password';
  }

  #reply(type: number, body: Buffer = Buffer.alloc(0)): Buffer {
    const sequence = this.#sequence++;
    return writeFrame({ type, sequence, center: this.#center, key: null, body });
  }
}

export const jtt809: StreamKind = {
  name: 'jtt809',
  words: { zh: 'JT/T 809-2011', en: 'JT/T 809-2011' },
  open: (options) => new Jtt809Decoder(options),
};
