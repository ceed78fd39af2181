/** Search, step 5: the edits between a query and a folded text. */
import { HAN, type FoldedText } from './fold.ts';
import type { QueryText } from './plan.ts';

/** Fewest edits between the query and a word, or for longer queries a row of words, of the target. */
export function wordEdits(target: FoldedText, query: QueryText, allowed: number): number {
  const { starts, classes, length } = target;
  const size = query.codes.length;
  let least = allowed + 1;
  for (let from = 0; from < length; from++) {
    if (starts[from] !== 1 || classes[from] === HAN) continue;
    for (let to = from + 1; to <= length; to++) {
      const wordEnds = to === length || starts[to] === 1;
      if (wordEnds && Math.abs(to - from - size) <= allowed)
        least = Math.min(least, alignment(target, query.codes, from, to, allowed));
      if (
        to === length ||
        classes[to] === HAN ||
        to - from > size + allowed ||
        (wordEnds && size < 6)
      )
        break;
    }
  }
  return least;
}

const rows = [new Int32Array(512), new Int32Array(512), new Int32Array(512)] as [
  Int32Array,
  Int32Array,
  Int32Array,
];

/** Optimal string alignment distance of the query and target[from, to): insert, delete, replace, swap neighbours. */
export function alignment(
  target: FoldedText,
  query: Int32Array,
  from: number,
  to: number,
  allowed: number,
): number {
  const text = target.codes;
  const width = to - from;
  if (width >= 511) return allowed + 1;
  let [before, previous, current] = rows;
  for (let j = 0; j <= width; j++) previous[j] = j;
  for (let i = 1; i <= query.length; i++) {
    current[0] = i;
    let least = i;
    for (let j = 1; j <= width; j++) {
      const same = query[i - 1] === text[from + j - 1];
      let cost = Math.min(
        (previous[j] as number) + 1,
        (current[j - 1] as number) + 1,
        (previous[j - 1] as number) + (same ? 0 : 1),
      );
      if (
        i > 1 &&
        j > 1 &&
        query[i - 1] === text[from + j - 2] &&
        query[i - 2] === text[from + j - 1]
      )
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > allowed) return allowed + 1;
    [before, previous, current] = [previous, current, before];
  }
  return previous[width] as number;
}

/** Longest part of a text that is looked at. */
const mostLooked = 511;
/** Bits of a word. */
const word = 32;

/** Plain edit distance of a query of at most 32 characters and the best matching part of a text: one column of the table of distances a step, as bits (Myers, J. ACM 46(3), 1999). */
export class PartEdits {
  readonly #query: Int32Array;
  /** Where in the query a character stands, as bits. */
  readonly #places = new Map<number, number>();

  constructor(query: Int32Array) {
    this.#query = query;
    query.forEach((code, i) => {
      this.#places.set(code, (this.#places.get(code) ?? 0) | (1 << i));
    });
  }

  of({ codes, length }: FoldedText): number {
    const size = this.#query.length;
    if (size > word) return partEdits(this.#query, codes, length);
    const places = this.#places;
    const last = 1 << (size - 1);
    const width = Math.min(length, mostLooked);
    let rises = -1;
    let falls = 0;
    let edits = size;
    let least = size;
    for (let j = 0; j < width; j++) {
      const same = places.get(codes[j] as number) ?? 0;
      const vertical = same | falls;
      const across = ((((same & rises) >>> 0) + (rises >>> 0)) ^ rises) | same;
      let up = falls | ~(across | rises);
      let down = rises & across;
      if ((up & last) !== 0) edits++;
      else if ((down & last) !== 0) edits--;
      up <<= 1;
      down <<= 1;
      rises = down | ~(vertical | up);
      falls = up & vertical;
      if (edits < least) least = edits;
    }
    return least;
  }
}

/** The same for longer queries, the whole table. */
function partEdits(query: Int32Array, text: Int32Array, length: number): number {
  const width = Math.min(length, mostLooked);
  let [, previous, current] = rows;
  for (let j = 0; j <= width; j++) previous[j] = 0;
  for (let i = 1; i <= query.length; i++) {
    current[0] = i;
    for (let j = 1; j <= width; j++) {
      const change = (previous[j - 1] as number) + (query[i - 1] === text[j - 1] ? 0 : 1);
      current[j] = Math.min(change, (previous[j] as number) + 1, (current[j - 1] as number) + 1);
    }
    [previous, current] = [current, previous];
  }
  let least = query.length;
  for (let j = 0; j <= width; j++) least = Math.min(least, previous[j] as number);
  return least;
}
