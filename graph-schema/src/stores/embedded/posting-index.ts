/**
 * Search index of the embedded store: recent documents wait as they are, are frozen into small segments, and segments are merged by eights.
 * A document is one writing of an entity's names; a later writing or a removal makes it stale, and merging drops it. Candidates are a superset: the caller verifies.
 */
import { numbersOfToken } from '../../search/tokens.ts';
import type { Clauses } from '../../search/plan.ts';
import { ClauseMemory, type NumberRange, type PostingSegment } from './posting-segment.ts';
import { buildSegment, mergeSegments } from './segment-builder.ts';
import { WaitingDocuments } from './waiting-documents.ts';

/** Waiting documents that make a new segment. */
const FREEZE_AT = 8192;
/** The same when nothing else is about to come: every search reads through all that wait. */
const FREEZE_AT_REST = 512;
const FAN_IN = 8;
const NO_DOCUMENT = 0xffffffff;

export class PostingIndex {
  #segments: PostingSegment[] = [];
  readonly #waiting = new WaitingDocuments();
  #waitingFirst = 0;
  #nextDocument = 0;
  /** Present document of each node, NO_DOCUMENT = none. */
  #documentOf = new Uint32Array(4096).fill(NO_DOCUMENT);
  #marks = new Uint8Array(0);
  readonly #freezeAt: number;

  constructor(freezeAt = FREEZE_AT) {
    this.#freezeAt = freezeAt;
  }

  /** The node's names are new or changed. */
  put(
    node: number,
    names: readonly string[],
    identifiers: readonly string[],
    texts: readonly string[] = [],
  ): void {
    if (node >= this.#documentOf.length) {
      const larger = new Uint32Array(
        Math.max(node + 1, Math.ceil(this.#documentOf.length * 1.5)),
      ).fill(NO_DOCUMENT);
      larger.set(this.#documentOf);
      this.#documentOf = larger;
    }
    this.#leave(this.#documentOf[node] as number);
    this.#documentOf[node] = this.#nextDocument++;
    this.#waiting.add(node, names, identifiers, texts);
  }

  remove(node: number): void {
    if (node >= this.#documentOf.length) return;
    this.#leave(this.#documentOf[node] as number);
    this.#documentOf[node] = NO_DOCUMENT;
  }

  /** Counts a stale document to its segment. */
  #leave(document: number): void {
    if (document === NO_DOCUMENT || document >= this.#waitingFirst) return;
    const segment = this.#segments.find(
      ({ firstDocument, nodes }) =>
        document >= firstDocument && document < firstDocument + nodes.length,
    );
    if (segment !== undefined) segment.stale++;
  }

  get wantsWork(): boolean {
    return this.#waiting.nodes.length >= this.#freezeAt || this.#mergeRange() !== null;
  }

  /** Whether enough documents wait to be frozen when no more are on their way. */
  get wantsRest(): boolean {
    return this.#waiting.nodes.length >= Math.min(FREEZE_AT_REST, this.#freezeAt);
  }

  get bytes(): number {
    return this.#segments.reduce(
      (sum, segment) => sum + segment.size,
      this.#documentOf.byteLength + this.#waiting.bytes,
    );
  }

  get segmentCount(): number {
    return this.#segments.length;
  }

  /** Freezes waiting documents and merges segments, in slices. Nothing may be put meanwhile; searching is allowed. */
  *work(): Generator<void> {
    // Numbers of waiting documents must stay contiguous: none may wait while segments are merged.
    if (this.#waiting.nodes.length > 0) yield* this.#freeze();
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
    const rangeOf = new Map<string, NumberRange>();
    const ranges = clauses.map((clause) =>
      clause.map((token) => {
        let range = rangeOf.get(token);
        if (range === undefined) rangeOf.set(token, (range = numbersOfToken(token)));
        return range;
      }),
    );
    for (const segment of this.#segments) {
      const memory = new ClauseMemory(clauses.length);
      for (const clause of ranges) {
        for (const document of segment.documentsOf(clause, memory))
          add(segment.nodes[document] as number, segment.firstDocument + document);
      }
    }
    for (const document of this.#waiting.matching(ranges))
      add(this.#waiting.nodes[document] as number, this.#waitingFirst + document);
    for (const node of found) marks[node] = 0;
    return found;
  }

  *#freeze(): Generator<void> {
    const { nodes: waiting, numbers } = this.#waiting;
    const nodes: number[] = [];
    const kept = new Uint32Array(numbers.length);
    const documents = new Uint32Array(numbers.length);
    let size = 0;
    for (let i = 0; i < waiting.length; i++) {
      const node = waiting[i] as number;
      if (this.#documentOf[node] !== this.#waitingFirst + i) continue;
      const [begin, end] = this.#waiting.extent(i);
      kept.set(numbers.subarray(begin, end), size);
      documents.fill(nodes.length, size, size + end - begin);
      size += end - begin;
      nodes.push(node);
    }
    yield;
    const segment: PostingSegment = yield* buildSegment(
      this.#nextDocument,
      Uint32Array.from(nodes),
      kept.subarray(0, size),
      documents.subarray(0, size),
    );
    nodes.forEach((node, document) => {
      this.#documentOf[node] = segment.firstDocument + document;
    });
    if (nodes.length > 0) this.#segments = [...this.#segments, segment];
    this.#nextDocument += nodes.length;
    this.#waiting.clear();
    this.#waitingFirst = this.#nextDocument;
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
    const merged: PostingSegment = yield* mergeSegments(
      first,
      Uint32Array.from(nodes),
      parts.map((segment, p) => ({
        segment,
        numbers: renumbered[p] ?? null,
        offset: offsets[p] as number,
      })),
    );
    yield;
    nodes.forEach((node, document) => {
      this.#documentOf[node] = first + document;
    });
    this.#nextDocument += nodes.length;
    this.#waitingFirst = this.#nextDocument;
    this.#segments = [
      ...this.#segments.slice(0, from),
      ...(nodes.length === 0 ? [] : [merged]),
      ...this.#segments.slice(to),
    ];
  }
}
