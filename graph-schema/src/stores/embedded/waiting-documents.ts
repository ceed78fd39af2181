/** Documents of the posting index that are in no segment yet: their numbers one after the other, read through once for all clauses of a query. */
import { NumberSink, scanIdentifier, scanName, scanText } from '../../search/tokens.ts';
import type { NumberRange } from './posting-segment.ts';

const NONE = 0xffff;

/** The distinct ranges of a query: single numbers by their hash, wide ranges by the upper half of the numbers in them. Made and cleared for each query. */
class RangeTable {
  readonly ranges: NumberRange[] = [];
  /** First entry per hash and per upper half, NONE = none. */
  readonly singles = new Uint16Array(1 << 16).fill(NONE);
  readonly wide = new Uint16Array(1 << 16).fill(NONE);
  hasWide = false;
  /** Per entry its range, and the next entry of the same head. */
  readonly rangeOf: number[] = [];
  readonly nextOf: number[] = [];

  /** Place of a range in `ranges`. */
  place(range: NumberRange): number {
    const [from, to] = range;
    const known = this.ranges.findIndex((other) => from === other[0] && to === other[1]);
    if (known >= 0) return known;
    const place = this.ranges.push(range) - 1;
    if (from === to) this.#enter(this.singles, hashOf(from), place);
    else {
      this.hasWide = true;
      for (let half = from >>> 16; half <= to >>> 16; half++) this.#enter(this.wide, half, place);
    }
    return place;
  }

  #enter(heads: Uint16Array, head: number, place: number): void {
    this.nextOf.push(heads[head] as number);
    heads[head] = this.rangeOf.push(place) - 1;
  }

  clear(): void {
    for (const [from, to] of this.ranges) {
      this.singles[hashOf(from)] = NONE;
      this.wide.fill(NONE, from >>> 16, (to >>> 16) + 1);
    }
    this.hasWide = false;
    this.ranges.length = this.rangeOf.length = this.nextOf.length = 0;
  }
}

const hashOf = (number: number): number => Math.imul(number, 0x9e3779b1) >>> 16;
const table = new RangeTable();

export class WaitingDocuments {
  readonly nodes: number[] = [];
  /** Where the numbers of each document begin. */
  readonly #starts: number[] = [];
  readonly #sink = new NumberSink();

  get bytes(): number {
    return this.nodes.length * 16 + this.#sink.numbers.byteLength;
  }

  /** Numbers of all documents, in their order. */
  get numbers(): Uint32Array {
    return this.#sink.numbers.subarray(0, this.#sink.length);
  }

  /** Range of a document's numbers. */
  extent(document: number): readonly [begin: number, end: number] {
    return [this.#starts[document] as number, this.#starts[document + 1] ?? this.#sink.length];
  }

  add(
    node: number,
    names: readonly string[],
    identifiers: readonly string[],
    texts: readonly string[],
  ): void {
    this.nodes.push(node);
    this.#starts.push(this.#sink.length);
    for (const name of names) scanName(name, this.#sink);
    for (const identifier of identifiers) scanIdentifier(identifier, this.#sink);
    for (const text of texts) scanText(text, this.#sink);
  }

  clear(): void {
    this.nodes.length = 0;
    this.#starts.length = 0;
    this.#sink.length = 0;
  }

  /** Documents, ascending, that have a number in each range of at least one clause. */
  matching(clauses: readonly (readonly NumberRange[])[]): number[] {
    const wanted = clauses.map((clause) => clause.map((range) => table.place(range)));
    const found = this.#read(wanted);
    table.clear();
    return found;
  }

  #read(clauses: readonly (readonly number[])[]): number[] {
    const { ranges, singles, wide, hasWide, rangeOf, nextOf } = table;
    const { numbers } = this;
    // Which document had each range last.
    const last = new Int32Array(ranges.length).fill(-1);
    const mark = (head: number, number: number, document: number): void => {
      for (let entry = head; entry !== NONE; entry = nextOf[entry] as number) {
        const place = rangeOf[entry] as number;
        const [from, to] = ranges[place] as NumberRange;
        if (number >= from && number <= to) last[place] = document;
      }
    };
    const found: number[] = [];
    for (let document = 0; document < this.nodes.length; document++) {
      const [begin, end] = this.extent(document);
      let hits = 0;
      for (let at = begin; at < end; at++) {
        const number = numbers[at] as number;
        const single = singles[hashOf(number)] as number;
        if (single !== NONE) {
          mark(single, number, document);
          hits++;
        }
        if (!hasWide) continue;
        const range = wide[number >>> 16] as number;
        if (range !== NONE) {
          mark(range, number, document);
          hits++;
        }
      }
      if (hits > 0 && clauses.some((clause) => clause.every((place) => last[place] === document)))
        found.push(document);
    }
    return found;
  }
}
