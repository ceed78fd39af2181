/** Read step: finds a text file's encoding and brings it to UTF-8. Never a replacement character: what cannot be decoded is named with its place. */
import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ImportAbort } from '../errors.ts';
import { decodedByPlatform, decoderFor } from './decoders.ts';
import { findEncoding, utf16WithoutMark } from './find-encoding.ts';
import { firstBytes } from './first-bytes.ts';

/** A name that `encodingName` gives. */
export type TextEncoding = string;

/** Bytes of the UTF-8 text whose source bytes could not be decoded. They hold the source bytes as `\xNN`. */
export interface DamagedRange {
  readonly start: number;
  readonly end: number;
  /** Offset of the first wrong byte in the file. */
  readonly sourceOffset: number;
}

export interface FileFacts {
  readonly bytes: number;
  readonly sha256: string;
  readonly utf8: boolean;
  readonly ascii: boolean;
}

const blockBytes = 4 << 20;

/** One pass: length, hash, and whether all of it is UTF-8. */
export async function fileFacts(
  path: string,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<FileFacts> {
  const hash = createHash('sha256');
  let bytes = 0;
  let utf8 = true;
  let plain = true;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, {
    highWaterMark: blockBytes,
  }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    plain &&= isAscii(chunk);
    if (utf8) {
      const block = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const cut = completeUtf8(block);
      utf8 = isUtf8(block.subarray(0, cut));
      rest = block.subarray(cut);
    }
    onBytes(bytes);
  }
  return { bytes, sha256: hash.digest('hex'), utf8: utf8 && rest.length === 0, ascii: plain };
}

/** Length of the part that does not end inside a character. */
function completeUtf8(block: Buffer): number {
  for (let back = 1; back <= 3 && back <= block.length; back++) {
    const byte = block[block.length - back] ?? 0;
    if (byte < 0x80) return block.length;
    if (byte >= 0xc0) {
      const need = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return need > back ? block.length - back : block.length;
    }
  }
  return block.length;
}

/** Encoding by byte order mark, or by the share of zero bytes; `null` when neither says. */
export function markedEncoding(start: Buffer): { encoding: TextEncoding; mark: number } | null {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf)
    return { encoding: 'utf-8', mark: 3 };
  if (['fffe0000', '0000feff'].includes(start.subarray(0, 4).toString('hex')))
    throw new ImportAbort('encoding-unknown', 'The file is UTF-32; save it as UTF-8.');
  if (start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (start[0] === 0xfe && start[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  if (start[0] === 0x84 && start[1] === 0x31 && start[2] === 0x95 && start[3] === 0x33)
    return { encoding: 'gb18030', mark: 4 };
  const sample = start.subarray(0, 4_096);
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  const pairs = sample.length >> 1;
  /* ASCII in UTF-16 has zeros on one side; some Chinese characters (一 is 4E00) have one on the other. */
  if (pairs >= 2 && odd > pairs * 0.1 && even * 4 < odd) return { encoding: 'utf-16le', mark: 0 };
  if (pairs >= 2 && even > pairs * 0.1 && odd * 4 < even) return { encoding: 'utf-16be', mark: 0 };
  return null;
}

/** Encoding of a file that is not all UTF-8. @throws ImportAbort when it is in doubt or unknown */
export async function guessEncoding(path: string): Promise<TextEncoding> {
  const wide = utf16WithoutMark(await firstBytes(path, 0, 16_384));
  if (wide !== null) return wide;
  const lines: Buffer[] = [];
  let bytes = 0;
  for await (const { line } of byteLines(path, 0)) {
    bytes += line.length;
    if (!isAscii(line)) lines.push(Buffer.from(line));
    if (bytes > 64 << 20 || lines.length >= enoughLines) break;
  }
  return findEncoding(lines);
}

const enoughLines = 2_000;

/** ISO-2022-JP is ASCII with marks that switch to Japanese and back. */
export function switchesToJapanese(start: Buffer): boolean {
  const text = start.toString('latin1');
  return ['$@', '$B'].some((mark) => text.includes(`\u001b${mark}`));
}

/** Length of the longest prefix that decodes; for encodings of one byte, up to the first that does not. */
function longestValid(encoding: TextEncoding, bytes: Buffer): number {
  const decode = prefixDecoder(encoding);
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decode(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Takes a prefix that ends inside a character. */
function prefixDecoder(encoding: TextEncoding): (bytes: Buffer) => boolean {
  if (!decodedByPlatform(encoding)) {
    const decode = decoderFor(encoding);
    return (bytes) => decode(bytes) !== null;
  }
  return (bytes) => {
    try {
      new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
      return true;
    } catch {
      return false;
    }
  };
}

/** Pieces of a file that end after a line feed where possible; a longer line comes in pieces of a block. */
async function* byteLines(
  path: string,
  skip: number,
): AsyncIterable<{ line: Buffer; offset: number }> {
  let offset = skip;
  for await (const block of alignedBlocks(path, skip, 1)) {
    let start = 0;
    while (start < block.length) {
      const end = block.indexOf(0x0a, start);
      const stop = end < 0 ? block.length : end + 1;
      yield { line: block.subarray(start, stop), offset: offset + start };
      start = stop;
    }
    offset += block.length;
  }
}

/** Blocks that end after a line feed (unit 1) or a UTF-16 code unit that is a line feed or at least no high surrogate (unit 2). */
async function* alignedBlocks(path: string, skip: number, unit: 1 | 2): AsyncIterable<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, {
    start: skip,
    highWaterMark: blockBytes,
  }) as AsyncIterable<Buffer>) {
    const block = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let cut = unit === 1 ? block.lastIndexOf(0x0a) + 1 : (block.length >> 1) << 1;
    if (cut === 0 && block.length >= 4 * blockBytes) cut = block.length;
    rest = Buffer.from(block.subarray(cut));
    if (cut > 0) yield block.subarray(0, cut);
  }
  if (rest.length > 0) yield rest;
}

/** Writes the file as UTF-8 without a mark to `target`. Lines that cannot be decoded are kept with their bytes as `\xNN` and named. */
export async function decodeToUtf8(
  path: string,
  encoding: TextEncoding,
  mark: number,
  target: string,
  onBytes: (bytes: number) => void,
): Promise<DamagedRange[]> {
  const output = await open(target, 'w');
  try {
    return encoding === 'utf-16le' || encoding === 'utf-16be'
      ? await decodeUtf16(path, encoding, mark, output, onBytes)
      : await decodeByLines(path, encoding, mark, output, onBytes);
  } finally {
    await output.close();
  }
}

async function decodeByLines(
  path: string,
  encoding: TextEncoding,
  mark: number,
  output: FileHandle,
  onBytes: (bytes: number) => void,
): Promise<DamagedRange[]> {
  const damaged: DamagedRange[] = [];
  let written = 0;
  let offset = mark;
  for await (const block of alignedBlocks(path, mark, 1)) {
    const parts: Buffer[] = [];
    const whole = decoded(encoding, block);
    if (whole !== null) parts.push(whole);
    else {
      let at = written;
      let start = 0;
      while (start < block.length) {
        const end = block.indexOf(0x0a, start);
        const stop = end < 0 ? block.length : end + 1;
        const line = block.subarray(start, stop);
        const good = decoded(encoding, line);
        const part = good ?? escaped(encoding, line);
        if (good === null) {
          damaged.push({
            start: at,
            end: at + part.length,
            sourceOffset: offset + start + longestValid(encoding, line),
          });
          if (damaged.length > 100_000)
            throw new ImportAbort(
              'encoding-unknown',
              `More than 100,000 lines cannot be decoded as ${encoding}.`,
            );
        }
        parts.push(part);
        at += part.length;
        start = stop;
      }
    }
    for (const part of parts) {
      await output.write(part);
      written += part.length;
    }
    offset += block.length;
    onBytes(offset);
  }
  return damaged;
}

function decoded(encoding: TextEncoding, bytes: Buffer): Buffer | null {
  if (encoding === 'utf-8') return isUtf8(bytes) ? bytes : null;
  const text = decoderFor(encoding)(bytes);
  return text === null ? null : Buffer.from(text);
}

/** The decodable start of a line, then its other bytes beyond ASCII as `\xNN`. */
function escaped(encoding: TextEncoding, line: Buffer): Buffer {
  const valid = longestValid(encoding, line);
  const head =
    decoded(encoding, line.subarray(0, valid)) ??
    Buffer.from(
      line
        .subarray(0, valid)
        .toString('latin1')
        .replace(/[\u0080-\u00ff]/g, hex),
    );
  return Buffer.concat([
    head,
    Buffer.from(
      line
        .subarray(valid)
        .toString('latin1')
        .replace(/[\u0080-\u00ff]/g, hex),
    ),
  ]);
}

function hex(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

async function decodeUtf16(
  path: string,
  encoding: TextEncoding,
  mark: number,
  output: FileHandle,
  onBytes: (bytes: number) => void,
): Promise<DamagedRange[]> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let offset = mark;
  for await (const block of alignedBlocks(path, mark, 2)) {
    let text: string;
    try {
      text = decoder.decode(block, { stream: true });
    } catch {
      throw new ImportAbort(
        'encoding-unknown',
        `The file is not ${encoding} from byte ${offset + longestValid(encoding, block)} on.`,
      );
    }
    await output.write(Buffer.from(text));
    offset += block.length;
    onBytes(offset);
  }
  try {
    decoder.decode();
  } catch {
    throw new ImportAbort(
      'encoding-unknown',
      `The ${encoding} text ends inside a character at byte ${offset}.`,
    );
  }
  return [];
}
