/** Bytes of one record of the blob store, written and read one field after the other. */
import { formatUuid, parsed, parseUuid } from '../../projection/uuid.ts';
import type { BlobStore } from './blob-store.ts';

let scratch = Buffer.allocUnsafeSlow(64 << 10);
let at = 0;

function reserve(bytes: number): void {
  if (at + bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(scratch.length * 2, at + bytes));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}
export function writeSize(value: number): void {
  reserve(5);
  while (value > 127) {
    scratch[at++] = (value & 127) | 128;
    value >>>= 7;
  }
  scratch[at++] = value;
}
export function writeText(text: string): void {
  const size = Buffer.byteLength(text);
  writeSize(size);
  reserve(size);
  at += scratch.write(text, at, size, 'utf8');
}
export function writeTexts(texts: readonly string[]): void {
  writeSize(texts.length);
  for (const text of texts) writeText(text);
}
/** A UUID takes 16 bytes. */
export function writeUuidOrText(digest: string): void {
  if (parseUuid(digest)) {
    reserve(17);
    scratch[at++] = 255;
    for (const word of parsed) at = scratch.writeUInt32BE(word, at);
  } else {
    reserve(1);
    scratch[at++] = 0;
    writeText(digest);
  }
}

let source: Buffer = scratch;
let position = 0;
export function readSize(): number {
  let value = 0;
  let shift = 0;
  for (;;) {
    const byte = source[position++] as number;
    value |= (byte & 127) << shift;
    if (byte < 128) return value;
    shift += 7;
  }
}
export function readText(): string {
  const size = readSize();
  const text = source.toString('utf8', position, position + size);
  position += size;
  return text;
}
export function readTexts(): string[] {
  const count = readSize();
  const texts: string[] = [];
  for (let i = 0; i < count; i++) texts.push(readText());
  return texts;
}
const uuidWords = new Uint32Array(4);
export function readUuidOrText(): string {
  return readUuidWords(uuidWords) ? formatUuid(uuidWords, 0) : readText();
}
/** The words of a UUID; false where what follows is a text. */
export function readUuidWords(into: Uint32Array): boolean {
  if (source[position++] !== 255) return false;
  for (let word = 0; word < 4; word++) {
    into[word] = source.readUInt32BE(position);
    position += 4;
  }
  return true;
}
export function skipUuidOrText(): void {
  if (source[position++] === 255) position += 16;
  else position += readSize();
}

/** Steps over a text; `skipped` says where its bytes are in what is read. */
export function skipText(): void {
  const size = readSize();
  skipped.from = position;
  skipped.to = position += size;
}
export const skipped = { from: 0, to: 0 };
/** What is read. */
export const opened = (): Buffer => source;

/** Begins a record. */
export function beginRecord(): void {
  at = 0;
}
/** Ends the record. @returns its place in the store */
export function storeRecord(store: BlobStore): number {
  return store.write(scratch, at);
}
/** What is read from now on. */
export function openRecord(store: BlobStore, place: number): void {
  source = store.bufferOf(place);
  position = store.offsetOf(place);
}
