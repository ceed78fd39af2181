/**
 * Search index of the embedded store: recent documents wait unindexed, are frozen into small segments, and segments are merged by eights.
 * A document is one writing of an entity's names; a later writing or a removal makes it stale, and merging drops it. Candidates are a superset: the caller verifies.
 */
import { HashSink, hashOfToken, scanIdentifier, scanName } from '../../search/tokens.ts';
import type { Clauses } from '../../search/plan.ts';
import { PostingBytes, PostingSegment } from './posting-segment.ts';

/** Waiting documents that make a new segment. */
const FREEZE_AT = 4096;
const FAN_IN = 8;
/** Work between two yields. */
const SLICE = 40_000;
const NO_DOCUMENT = 0xffffffff;

export class PostingIndex {
  #segments: PostingSegment[] = [];
  #pending: number[] = [];
  #pendingFirst = 0;
  #nextDocument = 0;
  /** Present document of each node, NO_DOCUMENT = none. */
  #documentOf = new Uint32Array(4096).fill(NO_DOCUMENT);
  #marks = new Uint8Array(0);
  readonly #readNames: (node: number) => {
    names: readonly string[];
    identifiers: readonly string[];
  };

  readonly #freezeAt: number;

  constructor(
    readNames: (node: number) => { names: readonly string[]; identifiers: readonly string[] },
    freezeAt = FREEZE_AT,
  ) {
    this.#readNames = readNames;
    this.#freezeAt = freezeAt;
  }

  /** The node's names are new or changed. */
  put(node: number): void {
    if (node >= this.#documentOf.length) {
      const larger = new Uint32Array(
        Math.max(node + 1, Math.ceil(this.#documentOf.length * 1.5)),
      ).fill(NO_DOCUMENT);
      larger.set(this.#documentOf);
      this.#documentOf = larger;
    }
    this.#leave(this.#documentOf[node] as number);
    this.#documentOf[node] = this.#nextDocument++;
    this.#pending.push(node);
  }

  remove(node: number): void {
    if (node >= this.#documentOf.length) return;
    this.#leave(this.#documentOf[node] as number);
    this.#documentOf[node] = NO_DOCUMENT;
  }

  /** Counts a stale document to its segment. */
  #leave(document: number): void {
    if (document === NO_DOCUMENT || document >= this.#pendingFirst) return;
    const segment = this.#segments.find(
      ({ firstDocument, nodes }) =>
        document >= firstDocument && document < firstDocument + nodes.length,
    );
    if (segment !== undefined) segment.stale++;
  }

  get wantsWork(): boolean {
    return this.#pending.length >= this.#freezeAt || this.#mergeRange() !== null;
  }

  get bytes(): number {
    return this.#segments.reduce(
      (sum, segment) => sum + segment.size,
      this.#documentOf.byteLength + this.#pending.length * 8,
    );
  }

  get segmentCount(): number {
    return this.#segments.length;
  }

  /** Freezes waiting documents and merges segments, in slices. Nothing may be put meanwhile; searching is allowed. */
  *work(): Generator<void> {
    if (!this.wantsWork) return;
    // Numbers of waiting documents must stay contiguous: none may wait while segments are merged.
    if (this.#pending.length > 0) yield* this.#freeze();
    for (let range = this.#mergeRange(); range !== null; range = this.#mergeRange())
      yield* this.#merge(range[0], range[1]);
  }

  /** Nodes whose current names may fit the clauses, each once. */
  candidates(clauses: Clauses): number[] {
    const found: number[] = [];
    if (this.#marks.length < this.#documentOf.length)
      this.#marks = new Uint8Array(this.#documentOf.length);
    const marks = this.#marks;
    const add = (node: number, document: number): void => {
      if (this.#documentOf[node] !== document || marks[node] === 1) return;
      marks[node] = 1;
      found.push(node);
    };
    const hashed = clauses.map((clause) => clause.map(hashOfToken));
    for (const segment of this.#segments) {
      for (const clause of hashed) {
        for (const document of documentsOf(segment, clause))
          add(segment.nodes[document] as number, segment.firstDocument + document);
      }
    }
    this.#pending.forEach((node, i) => add(node, this.#pendingFirst + i));
    for (const node of found) marks[node] = 0;
    return found;
  }

  *#freeze(): Generator<void> {
    const sink = new HashSink();
    const count = this.#pending.length;
    const nodes: number[] = [];
    let documents = new Uint32Array(count * 48);
    for (let i = 0; i < count; i++) {
      const node = this.#pending[i] as number;
      if (this.#documentOf[node] !== this.#pendingFirst + i) continue;
      const { names, identifiers } = this.#readNames(node);
      const before = sink.length;
      for (const name of names) scanName(name, sink);
      for (const identifier of identifiers) scanIdentifier(identifier, sink);
      if (sink.length > documents.length) {
        const larger = new Uint32Array(sink.length * 2);
        larger.set(documents);
        documents = larger;
      }
      documents.fill(nodes.length, before, sink.length);
      nodes.push(node);
      if (i % 128 === 127) yield;
    }
    const segment: PostingSegment = yield* buildSegment(
      this.#nextDocument,
      Uint32Array.from(nodes),
      sink.hashes.subarray(0, sink.length),
      documents.subarray(0, sink.length),
    );
    nodes.forEach((node, document) => {
      this.#documentOf[node] = segment.firstDocument + document;
    });
    if (nodes.length > 0) this.#segments = [...this.#segments, segment];
    this.#nextDocument += nodes.length;
    this.#pending = [];
    this.#pendingFirst = this.#nextDocument;
  }

  /** Range of neighbouring segments that are ripe for merging: of about one size, or one that is mostly stale. */
  #mergeRange(): [from: number, to: number] | null {
    const segments = this.#segments;
    const rotten = segments.findIndex((segment) => segment.stale * 2 > segment.nodes.length);
    if (rotten >= 0) return [rotten, rotten + 1];
    for (let to = segments.length; to >= FAN_IN; to--) {
      const from = to - FAN_IN;
      const sizes = segments.slice(from, to).map((segment) => segment.nodes.length);
      if (Math.max(...sizes) < FAN_IN * Math.max(1, Math.min(...sizes))) return [from, to];
    }
    return segments.length > 4 * FAN_IN ? [segments.length - FAN_IN, segments.length] : null;
  }

  *#merge(from: number, to: number): Generator<void> {
    const parts = this.#segments.slice(from, to);
    const first = this.#nextDocument;
    // New document numbers: live ones in order. A part without stale documents is moved by a constant.
    const nodes: number[] = [];
    const renumbered: (Int32Array | null)[] = [];
    const offsets: number[] = [];
    for (const part of parts) {
      offsets.push(nodes.length);
      const numbers = new Int32Array(part.nodes.length);
      let stale = false;
      part.nodes.forEach((node, document) => {
        if (this.#documentOf[node] === part.firstDocument + document) {
          numbers[document] = nodes.length;
          nodes.push(node);
        } else {
          numbers[document] = -1;
          stale = true;
        }
      });
      renumbered.push(stale ? numbers : null);
      yield;
    }
    const keys: number[] = [];
    const starts: number[] = [];
    const out = new PostingBytes(parts.reduce((sum, part) => sum + part.bytes.length, 0));
    const heads = parts.map(() => 0);
    let work = 0;
    for (;;) {
      let key = Infinity;
      for (let p = 0; p < parts.length; p++) {
        const value = (parts[p] as PostingSegment).keys[heads[p] as number];
        if (value !== undefined && value < key) key = value;
      }
      if (key === Infinity) break;
      const start = out.length;
      let last = -1;
      for (let p = 0; p < parts.length; p++) {
        const part = parts[p] as PostingSegment;
        const place = heads[p] as number;
        if (part.keys[place] !== key) continue;
        heads[p] = place + 1;
        last = appendPostings(out, part, place, renumbered[p] ?? null, offsets[p] as number, last);
        work += part.lengthOf(place) + 8;
      }
      if (out.length > start) {
        keys.push(key);
        starts.push(start);
      }
      if (work > SLICE * 2) {
        work = 0;
        yield;
      }
    }
    starts.push(out.length);
    const merged = new PostingSegment(
      first,
      Uint32Array.from(nodes),
      Uint32Array.from(keys),
      Uint32Array.from(starts),
      out.done(),
    );
    yield;
    nodes.forEach((node, document) => {
      this.#documentOf[node] = first + document;
    });
    this.#nextDocument += nodes.length;
    this.#pendingFirst = this.#nextDocument;
    this.#segments = [
      ...this.#segments.slice(0, from),
      ...(nodes.length === 0 ? [] : [merged]),
      ...this.#segments.slice(to),
    ];
  }
}

/** Appends one part's documents under a key, renumbered; returns the last document written. */
function appendPostings(
  out: PostingBytes,
  part: PostingSegment,
  place: number,
  numbers: Int32Array | null,
  offset: number,
  last: number,
): number {
  const { bytes } = part;
  let at = part.starts[place] as number;
  const end = part.starts[place + 1] as number;
  let document = -1;
  const wholesale = numbers === null;
  while (at < end) {
    let byte = bytes[at++] as number;
    let difference = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++] as number;
      difference |= (byte & 127) << shift;
    }
    document += difference;
    const number = wholesale ? document + offset : (numbers[document] as number);
    if (number < 0) continue;
    out.push(number - last);
    last = number;
  }
  return last;
}

/** Documents of a segment that have all tokens of a clause (or a superset where checking would cost more than verifying). */
function documentsOf(segment: PostingSegment, clause: readonly number[]): number[] {
  const places: number[] = [];
  for (const key of clause) {
    const place = segment.find(key);
    if (place < 0) return [];
    places.push(place);
  }
  places.sort((a, b) => segment.lengthOf(a) - segment.lengthOf(b));
  let documents = segment.documents(places[0] as number);
  for (const place of places.slice(1)) {
    if (documents.length === 0 || segment.lengthOf(place) > documents.length * 1000) break;
    documents = segment.intersect(documents, place);
  }
  return documents;
}

/** Sorts (token, document) pairs by token, keeping the order of documents, and packs them. */
function* buildSegment(
  firstDocument: number,
  nodes: Uint32Array,
  tokens: Uint32Array,
  documents: Uint32Array,
): Generator<void, PostingSegment> {
  let [keyA, docA]: [Uint32Array, Uint32Array] = [tokens, documents];
  let [keyB, docB]: [Uint32Array, Uint32Array] = [
    new Uint32Array(tokens.length),
    new Uint32Array(tokens.length),
  ];
  for (const shift of [0, 11, 22]) {
    const counts = new Uint32Array(2049);
    for (let i = 0; i < keyA.length; i++) counts[(((keyA[i] as number) >>> shift) & 2047) + 1]!++;
    for (let i = 1; i < 2049; i++) counts[i]! += counts[i - 1] as number;
    for (let i = 0; i < keyA.length; i++) {
      const key = keyA[i] as number;
      const place = counts[(key >>> shift) & 2047]!++;
      keyB[place] = key;
      docB[place] = docA[i] as number;
    }
    [keyA, keyB] = [keyB, keyA];
    [docA, docB] = [docB, docA];
    yield;
  }
  const keys: number[] = [];
  const starts: number[] = [];
  const out = new PostingBytes(tokens.length * 2);
  let last = -1;
  for (let i = 0; i < keyA.length; i++) {
    const key = keyA[i] as number;
    const document = docA[i] as number;
    if (i === 0 || key !== keyA[i - 1]) {
      keys.push(key);
      starts.push(out.length);
      last = -1;
    } else if (document === last) continue;
    out.push(document - last);
    last = document;
    if (i % (SLICE * 2) === SLICE) yield;
  }
  starts.push(out.length);
  return new PostingSegment(
    firstDocument,
    nodes,
    Uint32Array.from(keys),
    Uint32Array.from(starts),
    out.done(),
  );
}
