/**
 * One immutable piece of the posting index: token numbers ascending, per token the documents that have it,
 * as variable-length differences or, where more than an eighth have it, as DENSE and one bit per document.
 */

/** Numbers from ≤ n ≤ to. */
export type NumberRange = readonly [from: number, to: number];
/** Bits of documents by place of the keys, for one query and one segment. */
export type DocumentSets = Map<number, Uint8Array>;

/** No difference is 0: a list that begins with it is one of bits. */
export const DENSE = 0;
/** Lists of fewer bytes are read through rather than made into bits. */
const SHORT = 4096;

/** Bytes of one bit per document. */
export const setSize = (documents: number): number => (documents + 7) >>> 3;
const has = (set: Uint8Array, document: number): boolean =>
  ((set[document >>> 3] as number) & (1 << (document & 7))) !== 0;
const setKey = (first: number, end: number): number => first * 0x200000 + (end - first);

/** Writes the documents of a set, ascending, into `into` from `at` on; returns the end. */
function writeSet(set: Uint8Array, into: Uint32Array, at: number): number {
  let next = at;
  for (let i = 0; i < set.length; i++) {
    for (let bits = set[i] as number; bits !== 0; bits &= bits - 1)
      into[next++] = i * 8 + 31 - Math.clz32(bits & -bits);
  }
  return next;
}

export class PostingSegment {
  /** Running number of document 0; tells documents of different segments apart. */
  readonly firstDocument: number;
  /** Node of each document. */
  readonly nodes: Uint32Array;
  readonly keys: Uint32Array;
  /** Where each key's documents begin in `bytes`; one more entry than keys. */
  readonly starts: Uint32Array;
  readonly bytes: Uint8Array;
  /** How many of its documents are no longer current. */
  stale = 0;

  constructor(
    firstDocument: number,
    nodes: Uint32Array,
    keys: Uint32Array,
    starts: Uint32Array,
    bytes: Uint8Array,
  ) {
    this.firstDocument = firstDocument;
    this.nodes = nodes;
    this.keys = keys;
    this.starts = starts;
    this.bytes = bytes;
  }

  get size(): number {
    return (
      this.nodes.byteLength + this.keys.byteLength + this.starts.byteLength + this.bytes.byteLength
    );
  }

  /** First place whose key is at least `key`. */
  #placeOf(key: number): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Bytes under the key at a place. */
  #lengthAt(place: number): number {
    return (this.starts[place + 1] as number) - (this.starts[place] as number);
  }

  /** True when the list at a place is a bit per document. */
  #isDense(place: number): boolean {
    const at = this.starts[place] as number;
    return at < (this.starts[place + 1] as number) && this.bytes[at] === DENSE;
  }

  /**
   * Documents, ascending, that have a key in each of the ranges (or a superset where checking would cost more than verifying).
   * `memory` keeps what several clauses of one query ask of this segment.
   */
  documentsOf(ranges: readonly NumberRange[], memory: DocumentSets): Uint32Array {
    const places: (readonly [first: number, end: number, bytes: number])[] = [];
    for (const [from, to] of ranges) {
      const first = this.#placeOf(from);
      const end = from === to ? first + Number(this.keys[first] === from) : this.#placeOf(to + 1);
      if (first === end) return new Uint32Array(0);
      places.push([first, end, (this.starts[end] as number) - (this.starts[first] as number)]);
    }
    places.sort((a, b) => a[2] - b[2]);
    let documents: Uint32Array | null = null;
    for (const [first, end, bytes] of places) {
      if (documents === null) {
        documents =
          end - first === 1 && !this.#isDense(first)
            ? this.#documents(first)
            : this.#documentsIn(this.#set(first, end, memory));
        continue;
      }
      if (documents.length === 0) return documents;
      const dense = end - first === 1 && this.#isDense(first);
      if (!dense && end - first === 1 && bytes < SHORT) {
        documents = this.#intersect(documents, first);
        continue;
      }
      const ready = dense || memory.has(setKey(first, end));
      if (!ready && bytes > documents.length * 1000) continue;
      const set = this.#set(first, end, memory);
      documents = documents.filter((document) => has(set, document));
    }
    return documents ?? new Uint32Array(0);
  }

  /** One bit per document that has one of the keys. */
  #set(first: number, end: number, memory: DocumentSets): Uint8Array {
    const key = setKey(first, end);
    const known = memory.get(key);
    if (known !== undefined) return known;
    const set = this.#unite(first, end);
    memory.set(key, set);
    return set;
  }

  #unite(first: number, end: number): Uint8Array {
    if (end - first === 1 && this.#isDense(first)) return this.#bits(first);
    const set = new Uint8Array(setSize(this.nodes.length));
    for (let place = first; place < end; place++) {
      if (this.#isDense(place))
        this.#bits(place).forEach((bits, i) => {
          set[i]! |= bits;
        });
      else
        for (const document of this.#documents(place)) set[document >>> 3]! |= 1 << (document & 7);
    }
    return set;
  }

  /** Writes the documents of the list at a place into `into` from `at` on; returns the end. */
  readInto(place: number, into: Uint32Array, at: number): number {
    if (this.#isDense(place)) return writeSet(this.#bits(place), into, at);
    const { bytes } = this;
    let from = this.starts[place] as number;
    const end = this.starts[place + 1] as number;
    let next = at;
    let document = -1;
    while (from < end) {
      let byte = bytes[from++] as number;
      let difference = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[from++] as number;
        difference |= (byte & 127) << shift;
      }
      document += difference;
      into[next++] = document;
    }
    return next;
  }

  /** Bits of a dense list, in place. */
  #bits(place: number): Uint8Array {
    return this.bytes.subarray((this.starts[place] as number) + 1, this.starts[place + 1]);
  }

  /** Documents of a list of differences: no more than its bytes. */
  #documents(place: number): Uint32Array {
    const documents = new Uint32Array(this.#lengthAt(place));
    return documents.subarray(0, this.readInto(place, documents, 0));
  }

  #documentsIn(set: Uint8Array): Uint32Array {
    const documents = new Uint32Array(this.nodes.length);
    return documents.subarray(0, writeSet(set, documents, 0));
  }

  /** Keeps those of `documents` (ascending) that a key has too. */
  #intersect(documents: Uint32Array, place: number): Uint32Array {
    const found = new Uint32Array(documents.length);
    let size = 0;
    let document = -1;
    let at = this.starts[place] as number;
    const end = this.starts[place + 1] as number;
    let next = 0;
    let wanted = documents[0] ?? -1;
    while (at < end && next < documents.length) {
      let byte = this.bytes[at++] as number;
      let difference = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = this.bytes[at++] as number;
        difference |= (byte & 127) << shift;
      }
      document += difference;
      while (wanted < document && next < documents.length) wanted = documents[++next] ?? Infinity;
      if (wanted === document) {
        found[size++] = document;
        wanted = documents[++next] ?? Infinity;
      }
    }
    return found.subarray(0, size);
  }
}
