/** One immutable piece of the posting index: token numbers ascending, per token the documents that have it as variable-length differences. */
/** Numbers from ≤ n ≤ to. */
export type NumberRange = readonly [from: number, to: number];

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
  lengthAt(place: number): number {
    return (this.starts[place + 1] as number) - (this.starts[place] as number);
  }

  /** Documents, ascending, that have a key in each of the ranges (or a superset where checking would cost more than verifying). */
  documentsOf(ranges: readonly NumberRange[]): ArrayLike<number> & Iterable<number> {
    const places: (readonly [first: number, end: number, bytes: number])[] = [];
    for (const [from, to] of ranges) {
      const first = this.#placeOf(from);
      const end = from === to ? first + Number(this.keys[first] === from) : this.#placeOf(to + 1);
      if (first === end) return [];
      places.push([first, end, (this.starts[end] as number) - (this.starts[first] as number)]);
    }
    places.sort((a, b) => a[2] - b[2]);
    let documents: number[] | null = null;
    for (const [first, end, bytes] of places) {
      if (documents !== null && (documents.length === 0 || bytes > documents.length * 1000)) break;
      if (documents === null)
        documents = end - first === 1 ? this.#documents(first) : this.#documentsUnder(first, end);
      else if (end - first === 1) documents = this.#intersect(documents, first);
      else {
        const marks = this.#marked(first, end);
        documents = documents.filter((document) => marks[document] === 1);
      }
    }
    return documents ?? [];
  }

  /** 1 per document that has one of the keys. */
  #marked(first: number, end: number): Uint8Array {
    const marks = new Uint8Array(this.nodes.length);
    for (let place = first; place < end; place++)
      for (const document of this.#documents(place)) marks[document] = 1;
    return marks;
  }

  #documentsUnder(first: number, end: number): number[] {
    const marks = this.#marked(first, end);
    const found: number[] = [];
    for (let document = marks.indexOf(1); document >= 0; document = marks.indexOf(1, document + 1))
      found.push(document);
    return found;
  }

  #documents(place: number): number[] {
    const found: number[] = [];
    let document = -1;
    let at = this.starts[place] as number;
    const end = this.starts[place + 1] as number;
    while (at < end) {
      let byte = this.bytes[at++] as number;
      let difference = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = this.bytes[at++] as number;
        difference |= (byte & 127) << shift;
      }
      document += difference;
      found.push(document);
    }
    return found;
  }

  /** Keeps those of `documents` (ascending) that a key has too. */
  #intersect(documents: readonly number[], place: number): number[] {
    const found: number[] = [];
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
        found.push(document);
        wanted = documents[++next] ?? Infinity;
      }
    }
    return found;
  }
}
