/** What an entity or relation says beyond the projection (label, names, identifiers, texts, properties, digest) as bytes. */
import type { ViewEntity, ViewRelation } from '../../ports/graph-store.ts';
import type { EntityFields, RelationFields } from '../../truth/row-texts.ts';
import type { BlobStore } from './blob-store.ts';
import type { PropertyCodec } from './property-codec.ts';
import {
  beginRecord,
  openRecord,
  readText,
  readTexts,
  readUuidOrText,
  skipUuidOrText,
  storeRecord,
  writeText,
  writeTexts,
  writeUuidOrText,
} from './record-bytes.ts';

export type EntityContent = Pick<
  EntityFields,
  'label' | 'names' | 'identifiers' | 'texts' | 'record' | 'digest' | 'props'
>;

export function writeEntity(
  store: BlobStore,
  codec: PropertyCodec,
  { label, record, names, identifiers, texts, digest, props }: EntityContent,
): number {
  beginRecord();
  writeText(label);
  writeUuidOrText(record);
  writeTexts(names);
  writeTexts(identifiers);
  writeTexts(texts);
  writeUuidOrText(digest);
  codec.write(props, [label, ...names, ...identifiers, ...texts]);
  return storeRecord(store);
}
export function readLabel(store: BlobStore, place: number): string {
  openRecord(store, place);
  return readText();
}
export function readLabelAndRecord(
  store: BlobStore,
  place: number,
): Pick<ViewEntity, 'label' | 'record'> {
  openRecord(store, place);
  return { label: readText(), record: readUuidOrText() };
}
/** Label and further names, identifiers and texts: what search looks at. */
export function readNames(
  store: BlobStore,
  place: number,
): { names: string[]; identifiers: string[]; texts: string[] } {
  openRecord(store, place);
  const label = readText();
  skipUuidOrText();
  const names = readTexts();
  names.unshift(label);
  return { names, identifiers: readTexts(), texts: readTexts() };
}
export function readEntity(store: BlobStore, codec: PropertyCodec, place: number): EntityContent {
  openRecord(store, place);
  const label = readText();
  const record = readUuidOrText();
  const names = readTexts();
  const identifiers = readTexts();
  const texts = readTexts();
  const digest = readUuidOrText();
  const props = codec.read([label, ...names, ...identifiers, ...texts]);
  return { label, record, names, identifiers, texts, digest, props };
}

type RelationContent = Pick<RelationFields, 'digest' | 'props'>;

export function writeRelation(
  store: BlobStore,
  codec: PropertyCodec,
  { digest, props }: RelationContent,
): number {
  beginRecord();
  writeUuidOrText(digest);
  codec.write(props, []);
  return storeRecord(store);
}
export function readRelation(
  store: BlobStore,
  codec: PropertyCodec,
  place: number,
): Pick<ViewRelation, 'digest' | 'props'> {
  openRecord(store, place);
  return { digest: readUuidOrText(), props: codec.read([]) };
}
