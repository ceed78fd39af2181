/**
 * One immutable piece of the posting index: token numbers ascending, per token the documents that have it,
 * as variable-length differences or, where more than an eighth have it, as DENSE and one bit per document.
 */

/** Numbers from ≤ n ≤ to. */
export type NumberRange = readonly [from: number, to: number];
/** Places of the keys in a range, first ≤ place < end, and the bytes of their lists. */
interface Place {
  readonly first: number;
  readonly end: number;
  readonly bytes: number;
}

/** What several clauses of one query ask of one segment: equal ranges must be one object. */
export class ClauseMemory {
  readonly places = new Map<NumberRange, Place | null>();
  readonly lists = new Map<Place, Uint32Array>();
  /** One bit per document. */
  readonly sets = new Map<Place, Uint8Array>();
  /** Lists that are asked again and again are made into bits however short they are. */
  readonly isShared: boolean;

  constructor(clauses: number) {
    this.isShared = clauses > 2;
  }
}

/** Documents of the clause under way. */
let work = new Uint32Array(1024);
const none = new Uint32Array(0);

/** No difference is 0: a list that begins with it is one of bits. */
export const DENSE = 0;
/** Lists of fewer bytes are read through rather than made into bits. */
const SHORT = 4096;

/** Bytes of one bit per document. */
export const setSize = (documents: number): number => (documents + 7) >>> 3;
const has = (set: Uint8Array, document: number): boolean =>
  ((set[document >>> 3] as number) & (1 << (document & 7))) !== 0;

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
   * Documents, ascending, that have a key in each of the ranges (or a superset where checking would cost more than verifying); none where a range has no key.
   * `memory` keeps what several clauses of one query ask of this segment. What is returned is good until the next call.
   */
  documentsOf(ranges: readonly NumberRange[], memory: ClauseMemory): Uint32Array {
    const places: Place[] = [];
    for (const range of ranges) {
      const place = this.#placeOfRange(range, memory);
      if (place === null) return none;
      // The rarest first: there are few.
      let at = places.length;
      for (; at > 0 && places[at - 1]!.bytes > place.bytes; at--) places[at] = places[at - 1]!;
      places[at] = place;
    }
    const [rarest] = places;
    if (rarest === undefined) return none;
    let size = this.#copy(rarest, memory);
    for (let i = 1; i < places.length && size > 0; i++) {
      const place = places[i] as Place;
      const { first, end, bytes } = place;
      const dense = end - first === 1 && this.#isDense(first);
      if (!memory.isShared && !dense && end - first === 1 && bytes < SHORT) {
        size = this.#intersect(size, first);
        continue;
      }
      if (!dense && !memory.sets.has(place) && bytes > size * 1000) continue;
      const set = this.#set(place, memory);
      let kept = 0;
      for (let j = 0; j < size; j++) {
        const document = work[j] as number;
        if (has(set, document)) work[kept++] = document;
      }
      size = kept;
    }
    return work.subarray(0, size);
  }

  #placeOfRange(range: NumberRange, memory: ClauseMemory): Place | null {
    let place = memory.places.get(range);
    if (place !== undefined) return place;
    const [from, to] = range;
    const first = this.#placeOf(from);
    const end = from === to ? first + Number(this.keys[first] === from) : this.#placeOf(to + 1);
    const bytes = (this.starts[end] as number) - (this.starts[first] as number);
    place = first === end ? null : { first, end, bytes };
    memory.places.set(range, place);
    return place;
  }

  /** Puts the documents of a place into the working space. @returns how many */
  #copy(place: Place, memory: ClauseMemory): number {
    if (work.length < this.nodes.length) work = new Uint32Array(this.nodes.length);
    const { first, end } = place;
    if (end - first > 1 || this.#isDense(first)) return writeSet(this.#set(place, memory), work, 0);
    if (!memory.isShared) return this.readInto(first, work, 0);
    let list = memory.lists.get(place);
    if (list === undefined) memory.lists.set(place, (list = this.#documents(first)));
    work.set(list);
    return list.length;
  }

  /** One bit per document that has one of the keys. */
  #set(place: Place, memory: ClauseMemory): Uint8Array {
    const known = memory.sets.get(place);
    if (known !== undefined) return known;
    const set = this.#unite(place.first, place.end);
    memory.sets.set(place, set);
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

  /** Keeps those of the first `size` documents of the working space that a key has too. @returns how many */
  #intersect(size: number, place: number): number {
    let kept = 0;
    let document = -1;
    let at = this.starts[place] as number;
    const end = this.starts[place + 1] as number;
    let next = 0;
    let wanted = work[0] as number;
    while (at < end && next < size) {
      let byte = this.bytes[at++] as number;
      let difference = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = this.bytes[at++] as number;
        difference |= (byte & 127) << shift;
      }
      document += difference;
      while (wanted < document && next < size)
        wanted = ++next < size ? (work[next] as number) : Infinity;
      if (wanted === document) {
        work[kept++] = document;
        wanted = ++next < size ? (work[next] as number) : Infinity;
      }
    }
    return kept;
  }
}
