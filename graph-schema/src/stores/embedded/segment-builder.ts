/** Makes segments of the posting index: from the numbers of waiting documents, and from several older segments. Both work in slices. */
import { DENSE, PostingSegment, setSize } from './posting-segment.ts';

/** Work between two yields. */
const SLICE = 80_000;

/** A segment that goes into a merged one. */
export interface MergePart {
  readonly segment: PostingSegment;
  /** New number per document, -1 = stale; null = none is stale and all move by `offset`. */
  readonly numbers: Int32Array | null;
  readonly offset: number;
}

/** Lists of documents one after the other, each in the shorter of its two forms. */
class PostingBytes {
  #bytes = new Uint8Array(1 << 16);
  length = 0;
  readonly #documents: number;

  /** @param documents how many the segment has. */
  constructor(documents: number) {
    this.#documents = documents;
  }

  #reserve(size: number): void {
    if (this.length + size <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 1.5, this.length + size));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  /** Appends `count` ascending documents from `from` on. */
  append(documents: Uint32Array, from: number, count: number): void {
    if (count * 8 > this.#documents) this.#appendSet(documents, from, count);
    else this.#appendDifferences(documents, from, count);
  }

  #appendSet(documents: Uint32Array, from: number, count: number): void {
    const size = setSize(this.#documents);
    this.#reserve(size + 1);
    const bytes = this.#bytes;
    bytes[this.length] = DENSE;
    const at = this.length + 1;
    for (let i = from; i < from + count; i++) {
      const document = documents[i] as number;
      bytes[at + (document >>> 3)]! |= 1 << (document & 7);
    }
    this.length = at + size;
  }

  #appendDifferences(documents: Uint32Array, from: number, count: number): void {
    this.#reserve(count * 5);
    const bytes = this.#bytes;
    let at = this.length;
    let last = -1;
    for (let i = from; i < from + count; i++) {
      const document = documents[i] as number;
      let rest = document - last;
      last = document;
      while (rest > 127) {
        bytes[at++] = (rest & 127) | 128;
        rest >>>= 7;
      }
      bytes[at++] = rest;
    }
    this.length = at;
  }

  taken(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }
}

/** Sorts (number, document) pairs by number, keeping the order of documents, and packs them. */
export function* buildSegment(
  firstDocument: number,
  nodes: Uint32Array,
  numbers: Uint32Array,
  documents: Uint32Array,
): Generator<void, PostingSegment> {
  const { length } = numbers;
  let [keyA, docA]: [Uint32Array, Uint32Array] = [numbers, documents];
  let [keyB, docB]: [Uint32Array, Uint32Array] = [new Uint32Array(length), new Uint32Array(length)];
  for (const shift of [0, 11, 22]) {
    const counts = new Uint32Array(2049);
    for (let i = 0; i < length; i++) counts[(((keyA[i] as number) >>> shift) & 2047) + 1]!++;
    for (let i = 1; i < 2049; i++) counts[i]! += counts[i - 1] as number;
    yield;
    for (let i = 0; i < length; i++) {
      const key = keyA[i] as number;
      const place = counts[(key >>> shift) & 2047]!++;
      keyB[place] = key;
      docB[place] = docA[i] as number;
    }
    [keyA, keyB] = [keyB, keyA];
    [docA, docB] = [docB, docA];
    yield;
  }
  let distinct = 0;
  for (let i = 0; i < length; i++) if (i === 0 || keyA[i] !== keyA[i - 1]) distinct++;
  const keys = new Uint32Array(distinct);
  const starts = new Uint32Array(distinct + 1);
  const out = new PostingBytes(nodes.length);
  let key = 0;
  for (let begin = 0; begin < length;) {
    const number = keyA[begin] as number;
    // A document has the number as often as its names have the token: kept once, in place.
    let count = 0;
    let at = begin;
    for (; at < length && keyA[at] === number; at++) {
      if (count === 0 || docA[at] !== docA[begin + count - 1]) {
        docA[begin + count] = docA[at] as number;
        count++;
      }
    }
    keys[key] = number;
    starts[key++] = out.length;
    out.append(docA, begin, count);
    if (Math.floor(at / SLICE) !== Math.floor(begin / SLICE)) yield;
    begin = at;
  }
  starts[distinct] = out.length;
  return new PostingSegment(firstDocument, nodes, keys, starts, out.taken());
}

/** Joins segments to one over `nodes`, their live documents in order. */
export function* mergeSegments(
  firstDocument: number,
  nodes: Uint32Array,
  parts: readonly MergePart[],
): Generator<void, PostingSegment> {
  const count = parts.reduce((sum, { segment }) => sum + segment.keys.length, 0);
  const keys = new Uint32Array(count);
  const starts = new Uint32Array(count + 1);
  const out = new PostingBytes(nodes.length);
  const documents = new Uint32Array(
    parts.reduce((sum, { segment }) => sum + segment.nodes.length, 0),
  );
  const heads = parts.map(() => 0);
  const next = parts.map(({ segment }) => segment.keys[0] ?? Infinity);
  let size = 0;
  let work = 0;
  for (;;) {
    const key = Math.min(...next);
    if (key === Infinity) break;
    let found = 0;
    for (let p = 0; p < parts.length; p++) {
      if (next[p] !== key) continue;
      const part = parts[p] as MergePart;
      const place = heads[p] as number;
      heads[p] = place + 1;
      next[p] = part.segment.keys[place + 1] ?? Infinity;
      found = readRenumbered(part, place, documents, found);
    }
    if (found > 0) {
      keys[size] = key;
      starts[size++] = out.length;
      out.append(documents, 0, found);
    }
    work += found + 8;
    if (work > SLICE) {
      work = 0;
      yield;
    }
  }
  starts[size] = out.length;
  return new PostingSegment(
    firstDocument,
    nodes,
    keys.slice(0, size),
    starts.slice(0, size + 1),
    out.taken(),
  );
}

/** Writes one part's documents under a key, with their new numbers, into `into` from `at` on; returns the end. */
function readRenumbered(
  { segment, numbers, offset }: MergePart,
  place: number,
  into: Uint32Array,
  at: number,
): number {
  const end = segment.readInto(place, into, at);
  if (numbers === null) {
    for (let i = at; i < end; i++) into[i]! += offset;
    return end;
  }
  let kept = at;
  for (let i = at; i < end; i++) {
    const number = numbers[into[i] as number] as number;
    if (number >= 0) into[kept++] = number;
  }
  return kept;
}
