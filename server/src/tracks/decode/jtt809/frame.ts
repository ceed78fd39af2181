/** Frames of JT/T 809-2011: marks, escapes, header, checksum and cipher, read and written. */
import type { Cipher } from '../decoder.ts';

export const beginMark = 0x5b;
export const endMark = 0x5d;
const escapes: ReadonlyMap<number, readonly [number, number]> = new Map([
  [0x5b, [0x5a, 0x01]],
  [0x5a, [0x5a, 0x02]],
  [0x5d, [0x5e, 0x01]],
  [0x5e, [0x5e, 0x02]],
]);

/** Without marks and checksum. */
const headerBytes = 22;
const checksumBytes = 2;
const protocolVersion = Buffer.from([1, 0, 0]);

export interface Frame {
  readonly type: number;
  readonly sequence: number;
  /** Access code of the platform below (MSG_GNSSCENTERID). */
  readonly center: number;
  /** 0: not encrypted. */
  readonly key: number | null;
  readonly body: Buffer;
}

export type FrameFault = 'jtt809-escape' | 'jtt809-length' | 'jtt809-checksum';

/** @param inner what lies between the marks, as it came */
export function readFrame(inner: Buffer): Frame | FrameFault {
  const plain = unescape(inner);
  if (plain === null) return 'jtt809-escape';
  if (plain.length < headerBytes + checksumBytes) return 'jtt809-length';
  // The length counts the marks too.
  if (plain.readUInt32BE(0) !== plain.length + 2) return 'jtt809-length';
  const end = plain.length - checksumBytes;
  if (crc16(plain.subarray(0, end)) !== plain.readUInt16BE(end)) return 'jtt809-checksum';
  return {
    sequence: plain.readUInt32BE(4),
    type: plain.readUInt16BE(8),
    center: plain.readUInt32BE(10),
    key: plain[17] === 1 ? plain.readUInt32BE(18) : null,
    body: plain.subarray(headerBytes, end),
  };
}

/** @param cipher with a key: the body is encrypted */
export function writeFrame(frame: Frame, cipher: Cipher | null = null): Buffer {
  const { type, sequence, center, key } = frame;
  const body = key !== null && cipher ? crypt(frame.body, key, cipher) : frame.body;
  const plain = Buffer.alloc(headerBytes + body.length + checksumBytes);
  plain.writeUInt32BE(plain.length + 2, 0);
  plain.writeUInt32BE(sequence >>> 0, 4);
  plain.writeUInt16BE(type, 8);
  plain.writeUInt32BE(center >>> 0, 10);
  protocolVersion.copy(plain, 14);
  plain[17] = key === null ? 0 : 1;
  plain.writeUInt32BE((key ?? 0) >>> 0, 18);
  body.copy(plain, headerBytes);
  plain.writeUInt16BE(crc16(plain.subarray(0, -checksumBytes)), plain.length - checksumBytes);
  const bytes = [beginMark];
  for (const byte of plain) bytes.push(...(escapes.get(byte) ?? [byte]));
  bytes.push(endMark);
  return Buffer.from(bytes);
}

/** The generator of the standard; it goes both ways. */
export function crypt(body: Buffer, key: number, { m1, ia1, ic1 }: Cipher): Buffer {
  const out = Buffer.from(body);
  let state = key === 0 ? 1 : key;
  const modulus = m1 === 0 ? 1 : m1;
  for (let i = 0; i < out.length; i++) {
    // 32-bit arithmetic, as in the standard's C.
    state = (Math.imul(ia1, state % modulus) + ic1) >>> 0;
    out[i] = (out[i] ?? 0) ^ ((state >>> 20) & 0xff);
  }
  return out;
}

function unescape(inner: Buffer): Buffer | null {
  const out = Buffer.alloc(inner.length);
  let size = 0;
  for (let i = 0; i < inner.length; i++) {
    const byte = inner[i] ?? 0;
    if (byte !== 0x5a && byte !== 0x5e) {
      out[size++] = byte;
      continue;
    }
    const next = inner[++i];
    if (next !== 1 && next !== 2) return null;
    out[size++] = byte === 0x5a ? (next === 1 ? 0x5b : 0x5a) : next === 1 ? 0x5d : 0x5e;
  }
  return out.subarray(0, size);
}

/** CRC-16/CCITT-FALSE. */
export function crc16(bytes: Buffer): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}
