/** Makes segments of the posting index: from the numbers of waiting documents, and from several older segments. Both work in slices. */
import { PostingSegment } from './posting-segment.ts';

/** Work between two yields. */
const SLICE = 80_000;

/** A segment that goes into a merged one. */
export interface MergePart {
  readonly segment: PostingSegment;
  /** New number per document, -1 = stale; null = none is stale and all move by `offset`. */
  readonly numbers: Int32Array | null;
  readonly offset: number;
}

/** Bytes for variable-length differences; the caller knows an upper bound. */
class PostingBytes {
  readonly bytes: Uint8Array;
  length = 0;
  constructor(bound: number) {
    this.bytes = new Uint8Array(bound);
  }
  push(difference: number): void {
    let rest = difference;
    while (rest > 127) {
      this.bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
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
  const out = new PostingBytes(length * bytesFor(nodes.length));
  let key = -1;
  let last = -1;
  let previous = -1;
  for (let i = 0; i < length; i++) {
    const document = docA[i] as number;
    if (keyA[i] !== previous) {
      previous = keyA[i] as number;
      keys[++key] = previous;
      starts[key] = out.length;
      last = -1;
    } else if (document === last) continue;
    out.push(document - last);
    last = document;
    if (i % (SLICE * 2) === SLICE) yield;
  }
  starts[distinct] = out.length;
  return new PostingSegment(firstDocument, nodes, keys, starts, out.bytes.slice(0, out.length));
}

/** Bytes that a difference of up to `documents` can take. */
function bytesFor(documents: number): number {
  return documents < 1 << 7 ? 1 : documents < 1 << 14 ? 2 : documents < 1 << 21 ? 3 : 5;
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
  // Only the first difference of a list can grow: it counts from the last document of the part before.
  const bound = parts.reduce((sum, { segment }) => sum + segment.bytes.length, 0) + count * 5;
  const out = new PostingBytes(bound);
  const heads = parts.map(() => 0);
  const next = parts.map(({ segment }) => segment.keys[0] ?? Infinity);
  let size = 0;
  let work = 0;
  for (;;) {
    const key = Math.min(...next);
    if (key === Infinity) break;
    const start = out.length;
    let last = -1;
    for (let p = 0; p < parts.length; p++) {
      if (next[p] !== key) continue;
      const part = parts[p] as MergePart;
      const place = heads[p] as number;
      heads[p] = place + 1;
      next[p] = part.segment.keys[place + 1] ?? Infinity;
      last = append(out, part, place, last);
      work += part.segment.lengthAt(place) + 8;
    }
    if (out.length > start) {
      keys[size] = key;
      starts[size++] = start;
    }
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
    out.bytes.slice(0, out.length),
  );
}

/** Appends one part's documents under a key, renumbered; returns the last document written. */
function append(
  out: PostingBytes,
  { segment, numbers, offset }: MergePart,
  place: number,
  last: number,
): number {
  const { bytes } = segment;
  let at = segment.starts[place] as number;
  const end = segment.starts[place + 1] as number;
  let document = -1;
  let written = last;
  while (at < end) {
    let byte = bytes[at++] as number;
    let difference = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++] as number;
      difference |= (byte & 127) << shift;
    }
    document += difference;
    const number = numbers === null ? document + offset : (numbers[document] as number);
    if (number < 0) continue;
    out.push(number - written);
    written = number;
  }
  return written;
}
