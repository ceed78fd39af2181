/** Search, step 5: the one decision whether a candidate matches a query, why and how well. Shared by every graph store. */
import type { MatchReason } from '../ports/graph-store.ts';
import { alignment, PartEdits, wordEdits } from './edits.ts';
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

/** A match before anything of the candidate is put into words. */
export interface Found {
  readonly score: number;
  readonly reason: MatchReason;
  /** What matched: one of the candidate's texts of this kind, by its place there. */
  readonly among: Among;
  readonly place: number;
}
export type Among = 'identifiers' | 'names' | 'texts';

/** What a query is held against: how many texts of each kind there are, and a way to fold one. The first name is the label. */
export interface Candidate {
  readonly identifiers: number;
  readonly names: number;
  readonly texts: number;
  fold(among: Among, place: number, into: FoldedText): void;
}

/** A query made ready to be held against many candidates. */
export interface PreparedQuery {
  readonly text: QueryText;
  readonly terms: readonly QueryText[];
  /** Edits that are forgiven. */
  readonly edits: number;
  readonly parts: PartEdits;
}
export function prepareQuery(query: string): PreparedQuery {
  loadPinyin();
  const text = foldQuery(query);
  return {
    text,
    terms: queryTerms(query),
    edits: editsFor(text),
    parts: new PartEdits(text.codes),
  };
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
  const prepared = typeof query === 'string' ? prepareQuery(query) : query;
  const said = { identifiers, names, texts };
  const candidate = new WrittenCandidate(said);
  const found = strictIn(prepared, candidate) ?? (fuzzy ? fuzzyIn(prepared, candidate) : null);
  if (found === null) return null;
  const { score, reason, among, place } = found;
  return { score, reason, matched: said[among][place] as string };
}

class WrittenCandidate implements Candidate {
  readonly #said: Readonly<Record<Among, readonly string[]>>;
  readonly identifiers: number;
  readonly names: number;
  readonly texts: number;
  constructor(said: Readonly<Record<Among, readonly string[]>>) {
    this.#said = said;
    this.identifiers = said.identifiers.length;
    this.names = said.names.length;
    this.texts = said.texts.length;
  }
  fold(among: Among, place: number, into: FoldedText): void {
    into.set(this.#said[among][place] as string);
  }
}

/** Best match without typing errors. */
export function strictIn({ text, terms }: PreparedQuery, candidate: Candidate): Found | null {
  if (text.codes.length === 0) return null;
  return strictMatch(text, candidate) ?? (terms.length > 0 ? termsMatch(terms, candidate) : null);
}

function termsMatch(terms: readonly QueryText[], candidate: Candidate): Found | null {
  let worst: Found | null = null;
  for (const term of terms) {
    const match = strictMatch(term, candidate);
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
let best: Found | null = null;
function consider(
  query: QueryText,
  base: number,
  reason: MatchReason,
  among: Among,
  place: number,
): void {
  const score = base + 0.05 * Math.min(1, query.codes.length / target.length);
  if (best === null || score > best.score) best = { score, reason, among, place };
}

function strictMatch(query: QueryText, candidate: Candidate): Found | null {
  best = null;
  for (let i = 0; i < candidate.identifiers; i++) {
    candidate.fold('identifiers', i, target);
    const at = findText(query);
    if (at < 0) continue;
    const base = at > 0 ? 0.7 : target.length === query.codes.length ? 0.95 : 0.85;
    consider(query, base, 'identifier', 'identifiers', i);
  }
  for (let n = 0; n < candidate.names; n++) {
    const alias = n > 0 ? 0.01 : 0;
    candidate.fold('names', n, target);
    const at = findText(query);
    if (at === 0 && target.length === query.codes.length)
      consider(query, 0.93 - alias, 'exact', 'names', n);
    else if (at === 0) consider(query, 0.8 - alias, 'prefix', 'names', n);
    else if (at > 0)
      consider(
        query,
        (target.starts[at] === 1 && target.classes[at] !== HAN ? 0.65 : 0.6) - alias,
        'substring',
        'names',
        n,
      );
    else if (query.latin && query.compact.length >= 2) considerPinyin(query, alias, n);
  }
  for (let i = 0; i < candidate.texts; i++) {
    candidate.fold('texts', i, target);
    const at = findText(query);
    if (at < 0) continue;
    const base = at > 0 ? 0.34 : target.length === query.codes.length ? 0.78 : 0.38;
    consider(query, base, 'text', 'texts', i);
  }
  return best;
}

function considerPinyin(query: QueryText, alias: number, name: number): void {
  const full = findPinyin(query.compact);
  if (full > 0) {
    const base = full === 3 ? 0.75 : full === 2 ? 0.55 : 0.5;
    return consider(query, base - alias, 'pinyin', 'names', name);
  }
  const initials = findInitials(query.codes);
  if (initials > 0) {
    const base = initials === 3 ? 0.7 : initials === 2 ? 0.45 : 0.4;
    consider(query, base - alias, 'initials', 'names', name);
  }
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

/** Best match with typing errors, for what does not match without. */
export function fuzzyIn(
  { text: query, edits: allowed, parts }: PreparedQuery,
  candidate: Candidate,
): Found | null {
  if (allowed === 0 || query.codes.length === 0) return null;
  best = null;
  for (let i = 0; i < candidate.identifiers; i++) {
    candidate.fold('identifiers', i, target);
    if (Math.abs(target.length - query.codes.length) > allowed) continue;
    const edits = alignment(target, query.codes, 0, target.length, allowed);
    if (edits <= allowed) consider(query, 0.3 - 0.08 * edits, 'fuzzy', 'identifiers', i);
  }
  if (query.hanCount > 0 && query.hanCount < 4) return best;
  for (let n = 0; n < candidate.names; n++) {
    candidate.fold('names', n, target);
    const edits = query.hanCount > 0 ? parts.of(target) : wordEdits(target, query, allowed);
    if (edits <= allowed) consider(query, 0.3 - 0.08 * edits, 'fuzzy', 'names', n);
  }
  return best;
}
