/** What an entity or relation says beyond the projection (label, names, identifiers, texts, properties, digest) as bytes. */
import type { PropertyValue, ViewEntity, ViewRelation } from '../../ports/graph-store.ts';
import { formatUuid, parsed, parseUuid } from '../../projection/uuid.ts';
import type { EntityFields, RelationFields } from '../../truth/row-texts.ts';
import type { BlobStore } from './blob-store.ts';

let scratch = Buffer.allocUnsafeSlow(64 << 10);
let at = 0;

function reserve(bytes: number): void {
  if (at + bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(scratch.length * 2, at + bytes));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}
function writeSize(value: number): void {
  reserve(5);
  while (value > 127) {
    scratch[at++] = (value & 127) | 128;
    value >>>= 7;
  }
  scratch[at++] = value;
}
function writeText(text: string): void {
  const size = Buffer.byteLength(text);
  writeSize(size);
  reserve(size);
  at += scratch.write(text, at, size, 'utf8');
}
function writeTexts(texts: readonly string[]): void {
  writeSize(texts.length);
  for (const text of texts) writeText(text);
}
/** A UUID takes 16 bytes. */
function writeUuidOrText(digest: string): void {
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
function readSize(): number {
  let value = 0;
  let shift = 0;
  for (;;) {
    const byte = source[position++] as number;
    value |= (byte & 127) << shift;
    if (byte < 128) return value;
    shift += 7;
  }
}
function readText(): string {
  const size = readSize();
  const text = source.toString('utf8', position, position + size);
  position += size;
  return text;
}
function readTexts(): string[] {
  const count = readSize();
  const texts: string[] = [];
  for (let i = 0; i < count; i++) texts.push(readText());
  return texts;
}
const uuidWords = new Uint32Array(4);
function readUuidOrText(): string {
  if (source[position++] === 255) {
    for (let word = 0; word < 4; word++) {
      uuidWords[word] = source.readUInt32BE(position);
      position += 4;
    }
    return formatUuid(uuidWords, 0);
  }
  return readText();
}
function skipUuidOrText(): void {
  if (source[position++] === 255) position += 16;
  else position += readSize();
}
function readProps(): Record<string, PropertyValue> {
  const text = readText();
  return text === '' ? {} : (JSON.parse(text) as Record<string, PropertyValue>);
}
function open(store: BlobStore, place: number): void {
  source = store.bufferOf(place);
  position = store.offsetOf(place);
}
export function writeEntity(
  store: BlobStore,
  entity: Pick<
    EntityFields,
    'label' | 'record' | 'names' | 'identifiers' | 'texts' | 'digest' | 'props'
  >,
): number {
  at = 0;
  writeText(entity.label);
  writeUuidOrText(entity.record);
  writeTexts(entity.names);
  writeTexts(entity.identifiers);
  writeTexts(entity.texts);
  writeUuidOrText(entity.digest);
  writeText(entity.props);
  return store.write(scratch, at);
}
export function readLabel(store: BlobStore, place: number): string {
  open(store, place);
  return readText();
}
export function readLabelAndRecord(
  store: BlobStore,
  place: number,
): Pick<ViewEntity, 'label' | 'record'> {
  open(store, place);
  return { label: readText(), record: readUuidOrText() };
}
/** Label and further names, identifiers and texts: what search looks at. */
export function readNames(
  store: BlobStore,
  place: number,
): { names: string[]; identifiers: string[]; texts: string[] } {
  open(store, place);
  const label = readText();
  skipUuidOrText();
  const names = readTexts();
  names.unshift(label);
  return { names, identifiers: readTexts(), texts: readTexts() };
}
export function readEntity(
  store: BlobStore,
  place: number,
): Pick<ViewEntity, 'label' | 'names' | 'identifiers' | 'texts' | 'record' | 'digest' | 'props'> {
  open(store, place);
  return {
    label: readText(),
    record: readUuidOrText(),
    names: readTexts(),
    identifiers: readTexts(),
    texts: readTexts(),
    digest: readUuidOrText(),
    props: readProps(),
  };
}

export function writeRelation(
  store: BlobStore,
  relation: Pick<RelationFields, 'digest' | 'props'>,
): number {
  at = 0;
  writeUuidOrText(relation.digest);
  writeText(relation.props);
  return store.write(scratch, at);
}
export function readRelation(
  store: BlobStore,
  place: number,
): Pick<ViewRelation, 'digest' | 'props'> {
  open(store, place);
  return { digest: readUuidOrText(), props: readProps() };
}
