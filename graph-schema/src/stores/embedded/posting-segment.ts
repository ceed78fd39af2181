/** One immutable piece of the posting index: token numbers ascending, per token the documents that have it as variable-length differences. */

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

  /** Place of a key, -1 = no document has it. */
  find(key: number): number {
    let low = 0;
    let high = this.keys.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const value = this.keys[middle] as number;
      if (value === key) return middle;
      if (value < key) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  lengthOf(place: number): number {
    return (this.starts[place + 1] as number) - (this.starts[place] as number);
  }

  documents(place: number): number[] {
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
  intersect(documents: readonly number[], place: number): number[] {
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

/** Growing bytes for variable-length differences. */
export class PostingBytes {
  bytes: Uint8Array;
  length = 0;
  constructor(expected: number) {
    this.bytes = new Uint8Array(Math.max(1024, expected));
  }
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(
      Math.max(this.length + count, Math.ceil(this.bytes.length * 1.5)),
    );
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
  push(difference: number): void {
    this.reserve(5);
    while (difference > 127) {
      this.bytes[this.length++] = (difference & 127) | 128;
      difference >>>= 7;
    }
    this.bytes[this.length++] = difference;
  }
  copy(from: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    this.bytes.set(from.subarray(start, end), this.length);
    this.length += end - start;
  }
  done(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}
