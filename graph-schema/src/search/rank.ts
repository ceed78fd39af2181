/** Search, step 5: the one decision whether a candidate matches a query, why and how well. Shared by every graph store. */
import type { MatchReason } from '../ports/graph-store.ts';
import { FoldedText, HAN } from './fold.ts';
import {
  initialOf,
  isSkippable,
  loadPinyin,
  otherReadingOf,
  readingOf,
  syllables,
} from './pinyin.ts';
import { editsFor, foldQuery, queryTerms, type QueryText } from './plan.ts';

export interface Match {
  /** 0..1. */
  readonly score: number;
  readonly reason: MatchReason;
  /** The name, identifier or text that matched, as written. */
  readonly matched: string;
}

/** A query made ready to be held against many candidates. */
export interface PreparedQuery {
  readonly text: QueryText;
  readonly terms: readonly QueryText[];
}
export function prepareQuery(text: string): PreparedQuery {
  loadPinyin();
  return { text: foldQuery(text), terms: queryTerms(text) };
}

/** Answers are ordered by score, then degree (both descending), then id. */
export function compareHits(a: RankedHit, b: RankedHit): number {
  return b.score - a.score || b.degree - a.degree || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
export interface RankedHit {
  readonly id: string;
  readonly score: number;
  readonly degree: number;
}

/** Best match of a query with any of the names (the first is the label) or identifiers, or with part of the texts; null = no match. Without `fuzzy`, typing errors do not match. */
export function matchOf(
  query: string | PreparedQuery,
  names: readonly string[],
  identifiers: readonly string[],
  fuzzy = true,
  texts: readonly string[] = [],
): Match | null {
  const { text, terms } = typeof query === 'string' ? prepareQuery(query) : query;
  if (text.codes.length === 0) return null;
  return (
    strictMatch(text, names, identifiers, texts) ??
    termsMatch(terms, names, identifiers, texts) ??
    (fuzzy ? fuzzyMatch(text, names, identifiers) : null)
  );
}

function termsMatch(
  terms: readonly QueryText[],
  names: readonly string[],
  identifiers: readonly string[],
  texts: readonly string[],
): Match | null {
  let worst: Match | null = null;
  for (const term of terms) {
    const match = strictMatch(term, names, identifiers, texts);
    if (match === null) return null;
    if (worst === null || match.score < worst.score) worst = match;
  }
  return worst === null
    ? null
    : {
        ...worst,
        score: worst.score * 0.8,
        reason: worst.reason === 'exact' || worst.reason === 'prefix' ? 'substring' : worst.reason,
      };
}

const target = new FoldedText();

// State of the match under way. (A function inside the matcher would be made anew for every candidate.)
let best: Match | null = null;
function consider(query: QueryText, base: number, reason: MatchReason, matched: string): void {
  const score = base + 0.05 * Math.min(1, query.codes.length / target.length);
  if (best === null || score > best.score) best = { score, reason, matched };
}

function strictMatch(
  query: QueryText,
  names: readonly string[],
  identifiers: readonly string[],
  texts: readonly string[],
): Match | null {
  best = null;
  for (const identifier of identifiers) {
    target.set(identifier);
    const at = findText(query);
    if (at < 0) continue;
    const base = at > 0 ? 0.7 : target.length === query.codes.length ? 0.95 : 0.85;
    consider(query, base, 'identifier', identifier);
  }
  for (let n = 0; n < names.length; n++) {
    const name = names[n] as string;
    const alias = n > 0 ? 0.01 : 0;
    target.set(name);
    const at = findText(query);
    if (at === 0 && target.length === query.codes.length)
      consider(query, 0.93 - alias, 'exact', name);
    else if (at === 0) consider(query, 0.8 - alias, 'prefix', name);
    else if (at > 0)
      consider(
        query,
        (target.starts[at] === 1 && target.classes[at] !== HAN ? 0.65 : 0.6) - alias,
        'substring',
        name,
      );
    else if (query.latin && query.compact.length >= 2) {
      const full = findPinyin(query.compact);
      if (full > 0)
        consider(query, (full === 3 ? 0.75 : full === 2 ? 0.55 : 0.5) - alias, 'pinyin', name);
      else {
        const initials = findInitials(query.codes);
        if (initials > 0)
          consider(
            query,
            (initials === 3 ? 0.7 : initials === 2 ? 0.45 : 0.4) - alias,
            'initials',
            name,
          );
      }
    }
  }
  for (const text of texts) {
    target.set(text);
    const at = findText(query);
    if (at < 0) continue;
    const base = at > 0 ? 0.34 : target.length === query.codes.length ? 0.78 : 0.38;
    consider(query, base, 'text', text);
  }
  return best;
}

/** Position of the query in the target, -1 = none. One or two letters count only at the start of a word. */
function findText(query: QueryText): number {
  const { codes, hanCount } = query;
  const { codes: text, starts, length } = target;
  const size = codes.length;
  const first = codes[0];
  const wordsOnly = hanCount === 0 && size < 3;
  outer: for (let at = 0; at + size <= length; at++) {
    if (text[at] !== first || (wordsOnly && starts[at] !== 1 && at !== 0)) continue;
    for (let i = 1; i < size; i++) if (text[at + i] !== codes[i]) continue outer;
    if (wordsOnly && size === 2 && target.classes[at + 1] !== target.classes[at]) continue;
    return at;
  }
  return -1;
}

/** 3 = the whole target reads so, 2 = from its start, 1 = inside, 0 = no. The last syllable may be unfinished. */
function findPinyin(query: string): number {
  const { classes, length } = target;
  let from = 0;
  while (from < length) {
    if (classes[from] !== HAN) {
      from++;
      continue;
    }
    let to = from + 1;
    while (to < length && classes[to] === HAN) to++;
    for (let at = from; at < to; at++) {
      const end = readPinyin(query, 0, at, from, to);
      if (end !== 0) return at > 0 ? 1 : end === length ? 3 : 2;
    }
    from = to;
  }
  return 0;
}

/** Position after the last character read (negative when that syllable is unfinished), 0 = does not read so. */
function readPinyin(query: string, done: number, at: number, from: number, to: number): number {
  if (done === query.length) return at;
  if (at === to) return 0;
  const code = target.codes[at] as number;
  for (let turn = 0; turn < 2; turn++) {
    const syllable = syllables[turn === 0 ? readingOf(code) : otherReadingOf(code)] as string;
    if (syllable === '') continue;
    const left = query.length - done;
    if (left < syllable.length) {
      if (syllable.startsWith(query.slice(done))) return -(at + 1);
    } else if (query.startsWith(syllable, done)) {
      const end = readPinyin(query, done + syllable.length, at + 1, from, to);
      if (end !== 0) return end;
    }
  }
  if (done > 0 && at > from && at + 1 < to && isSkippable(code))
    return readPinyin(query, done, at + 1, from, to);
  return 0;
}

/** As findPinyin, for first letters of syllables; 市 and 省 inside a name may all be left out. */
function findInitials(query: Int32Array): number {
  const { classes, codes, length } = target;
  let from = 0;
  while (from < length) {
    if (classes[from] !== HAN) {
      from++;
      continue;
    }
    let to = from + 1;
    while (to < length && classes[to] === HAN) to++;
    let found = initialsIn(codes, from, to, query);
    if (found >= 0) return found > 0 ? 1 : query.length === length ? 3 : 2;
    let kept = 0;
    for (let i = from; i < to && kept < abbreviated.length; i++) {
      const code = codes[i] as number;
      if (i === from || i + 1 === to || !isSkippable(code)) abbreviated[kept++] = code;
    }
    if (kept < to - from) {
      found = initialsIn(abbreviated, 0, kept, query);
      if (found >= 0) return from + found > 0 ? 1 : 2;
    }
    from = to;
  }
  return 0;
}
const abbreviated = new Int32Array(1024);

function initialsIn(codes: Int32Array, from: number, to: number, query: Int32Array): number {
  const size = query.length;
  outer: for (let at = from; at + size <= to; at++) {
    for (let i = 0; i < size; i++) {
      const code = codes[at + i] as number;
      const letter = query[i];
      const reading = readingOf(code);
      if (
        reading === 0 ||
        (initialOf(reading) !== letter && initialOf(otherReadingOf(code)) !== letter)
      )
        continue outer;
    }
    return at;
  }
  return -1;
}

function fuzzyMatch(
  query: QueryText,
  names: readonly string[],
  identifiers: readonly string[],
): Match | null {
  const allowed = editsFor(query);
  if (allowed === 0) return null;
  best = null;
  for (const identifier of identifiers) {
    target.set(identifier);
    if (Math.abs(target.length - query.codes.length) > allowed) continue;
    const edits = alignment(query.codes, 0, target.length, allowed);
    if (edits <= allowed) consider(query, 0.3 - 0.08 * edits, 'fuzzy', identifier);
  }
  for (const name of names) {
    target.set(name);
    const edits =
      query.hanCount >= 4
        ? containment(query.codes)
        : query.hanCount === 0
          ? wordEdits(query, allowed)
          : Infinity;
    if (edits <= allowed) consider(query, 0.3 - 0.08 * edits, 'fuzzy', name);
  }
  return best;
}

/** Fewest edits between the query and a word, or for longer queries a row of words, of the target. */
function wordEdits(query: QueryText, allowed: number): number {
  const { starts, classes, length } = target;
  const size = query.codes.length;
  let least = allowed + 1;
  for (let from = 0; from < length; from++) {
    if (starts[from] !== 1 || classes[from] === HAN) continue;
    for (let to = from + 1; to <= length; to++) {
      const wordEnds = to === length || starts[to] === 1;
      if (wordEnds && Math.abs(to - from - size) <= allowed)
        least = Math.min(least, alignment(query.codes, from, to, allowed));
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
function alignment(query: Int32Array, from: number, to: number, allowed: number): number {
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

/** Plain edit distance of the query and the best matching part of the target. */
function containment(query: Int32Array): number {
  const { codes: text, length } = target;
  const width = Math.min(length, 511);
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
