/** What an entity or relation says beyond the projection (label, names, identifiers, texts, properties, digest) as bytes. */
import type { ViewEntity, ViewRelation } from '../../ports/graph-store.ts';
import type { FoldedText } from '../../search/fold.ts';
import type { Among, Candidate } from '../../search/rank.ts';
import type { EntityFields, RelationFields } from '../../truth/row-texts.ts';
import type { BlobStore } from './blob-store.ts';
import type { PropertyCodec } from './property-codec.ts';
import {
  beginRecord,
  opened,
  openRecord,
  readSize,
  readText,
  readTexts,
  readUuidOrText,
  skipped,
  skipText,
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
/** What search looks at, folded from its bytes: of thousands of candidates no text is made. Opened anew for each. */
export class StoredCandidate implements Candidate {
  identifiers = 0;
  names = 0;
  texts = 0;
  #bytes!: Buffer;
  /** Where each begins and ends: names, then identifiers, then texts. */
  #extents = new Int32Array(64);
  #count = 0;

  open(store: BlobStore, place: number): this {
    openRecord(store, place);
    this.#bytes = opened();
    this.#count = 0;
    this.#note();
    skipUuidOrText();
    this.names = 1 + this.#noteAll();
    this.identifiers = this.#noteAll();
    this.texts = this.#noteAll();
    return this;
  }

  #noteAll(): number {
    const count = readSize();
    for (let i = 0; i < count; i++) this.#note();
    return count;
  }

  #note(): void {
    skipText();
    const at = this.#count++ * 2;
    if (at === this.#extents.length) {
      const larger = new Int32Array(at * 2);
      larger.set(this.#extents);
      this.#extents = larger;
    }
    this.#extents[at] = skipped.from;
    this.#extents[at + 1] = skipped.to;
  }

  #at(among: Among, place: number): number {
    if (among === 'names') return place * 2;
    return (this.names + place + (among === 'texts' ? this.identifiers : 0)) * 2;
  }

  fold(among: Among, place: number, into: FoldedText): void {
    const at = this.#at(among, place);
    into.setBytes(this.#bytes, this.#extents[at] as number, this.#extents[at + 1] as number);
  }

  /** As it was written; the label where there is none at that place (any more). */
  text(among: Among, place: number): string {
    const at = place < this[among] ? this.#at(among, place) : 0;
    return this.#bytes.toString('utf8', this.#extents[at], this.#extents[at + 1]);
  }
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
