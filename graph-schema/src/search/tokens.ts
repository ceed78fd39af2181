/**
 * Search, step 3: tokens under which names and identifiers are found, and the plan of tokens that a query needs.
 * Tokens hold letters, digits and `_` only, so that any index by whitespace can keep them:
 * 深 (character), 深圳 (bigram), y_shen (syllable), i_sz i_szh (pinyin initials), p_s p_su (start of a word), g_sun (trigram), d_sun (short word with one character left out).
 */
import { FoldedText, HAN, LETTER } from './fold.ts';
import {
  initialOf,
  isSkippable,
  loadPinyin,
  otherReadingOf,
  readingOf,
  syllables,
} from './pinyin.ts';

/** Takes tokens as they are found; the same token may come several times. A missing character is 0. */
export interface TokenSink {
  /** A character, and the pair that it makes with the next one of its run. */
  han(code: number, next: number): void;
  syllable(number: number): void;
  /** Initials of two syllables, and of three. */
  initials(first: number, second: number, third: number): void;
  /** The first character of a word, and its first two. */
  start(first: number, second: number): void;
  gram(first: number, second: number, third: number): void;
  /** Characters from ≤ i < to without the one at `skip`. */
  deletion(codes: Int32Array, from: number, to: number, skip: number): void;
}

const folded = new FoldedText();

/** Hands all tokens of a name to the sink. */
export function scanName(name: string, sink: TokenSink): void {
  loadPinyin();
  folded.set(name);
  scanFolded(folded, sink);
}

/** Hands the tokens of a longer text to the sink: it is found by parts as written, not by pinyin or with typing errors. */
export function scanText(text: string, sink: TokenSink): void {
  folded.set(text);
  plain.to = sink;
  scanFolded(folded, plain);
}

/** Lets through the tokens that a part as written needs. */
class PlainSink implements TokenSink {
  to!: TokenSink;
  han(code: number, next: number): void {
    this.to.han(code, next);
  }
  start(first: number, second: number): void {
    this.to.start(first, second);
  }
  gram(first: number, second: number, third: number): void {
    this.to.gram(first, second, third);
  }
  syllable(): void {}
  initials(): void {}
  deletion(): void {}
}
const plain = new PlainSink();

/** Hands all tokens of an identifier to the sink: those of a name, and those of the identifier as one word whatever its script. */
export function scanIdentifier(identifier: string, sink: TokenSink): void {
  loadPinyin();
  folded.set(identifier);
  scanFolded(folded, sink);
  const { codes, classes, starts, length } = folded;
  if (length === 0) return;
  let letters = true;
  let words = 0;
  for (let i = 0; i < length; i++) {
    if (classes[i] !== LETTER) letters = false;
    words += starts[i] as number;
  }
  // A run of letters has its grams and its start already; one word, everything.
  if (!letters) {
    sink.start(codes[0] as number, length > 1 ? (codes[1] as number) : 0);
    for (let i = 0; i + 2 < length; i++)
      sink.gram(codes[i] as number, codes[i + 1] as number, codes[i + 2] as number);
  }
  if ((!letters || words > 1) && length >= 3 && length <= 6) scanDeletions(codes, 0, length, sink);
}

function scanDeletions(codes: Int32Array, from: number, to: number, sink: TokenSink): void {
  sink.deletion(codes, from, to, -1);
  for (let i = from; i < to; i++) sink.deletion(codes, from, to, i);
}

function scanFolded(text: FoldedText, sink: TokenSink): void {
  const { codes, classes, starts, length } = text;
  let at = 0;
  while (at < length) {
    let end = at + 1;
    while (end < length && classes[end] === classes[at]) end++;
    if (classes[at] === HAN) scanHan(codes, at, end, sink);
    else if (classes[at] === LETTER) scanLetters(codes, starts, at, end, sink);
    at = end;
  }
}

function scanLetters(
  codes: Int32Array,
  starts: Uint8Array,
  from: number,
  to: number,
  sink: TokenSink,
): void {
  let word = from;
  for (let i = from; i < to; i++) {
    if (starts[i] === 1) word = i;
    if (starts[i] === 1 || i === from)
      sink.start(codes[i] as number, i + 1 < to ? (codes[i + 1] as number) : 0);
    if (i + 2 < to) sink.gram(codes[i] as number, codes[i + 1] as number, codes[i + 2] as number);
    const wordEnds = i + 1 === to || starts[i + 1] === 1;
    const size = i + 1 - word;
    if (wordEnds && size >= 3 && size <= 6) scanDeletions(codes, word, i + 1, sink);
  }
}

function scanHan(codes: Int32Array, from: number, to: number, sink: TokenSink): void {
  let skippable = false;
  for (let i = from; i < to; i++) {
    const code = codes[i] as number;
    sink.han(code, i + 1 < to ? (codes[i + 1] as number) : 0);
    const reading = readingOf(code);
    if (reading !== 0) sink.syllable(reading);
    const other = otherReadingOf(code);
    if (other !== 0) sink.syllable(other);
    if (i > from && i + 1 < to && isSkippable(code)) skippable = true;
  }
  scanInitials(codes, from, to, sink);
  if (skippable) {
    let kept = 0;
    for (let i = from; i < to; i++) {
      const code = codes[i] as number;
      if (i > from && i + 1 < to && isSkippable(code)) continue;
      abbreviated[kept++] = code;
      if (kept === abbreviated.length) break;
    }
    scanInitials(abbreviated, 0, kept, sink);
  }
}
const abbreviated = new Int32Array(1024);

function scanInitials(codes: Int32Array, from: number, to: number, sink: TokenSink): void {
  for (let i = from; i + 1 < to; i++) {
    const first = codes[i] as number;
    const second = codes[i + 1] as number;
    const third = i + 2 < to ? (codes[i + 2] as number) : 0;
    const a = initialOf(readingOf(first));
    const b = initialOf(readingOf(second));
    if (a === 0 || b === 0) continue;
    const c = third === 0 ? 0 : initialOf(readingOf(third));
    sink.initials(a, b, c);
    const a2 = initialOf(otherReadingOf(first));
    const b2 = initialOf(otherReadingOf(second));
    const c2 = third === 0 ? 0 : initialOf(otherReadingOf(third));
    if ((a2 === 0 || a2 === a) && (b2 === 0 || b2 === b) && (c2 === 0 || c2 === c)) continue;
    for (const x of a2 === 0 ? [a] : [a, a2]) {
      for (const y of b2 === 0 ? [b] : [b, b2])
        for (const z of c2 === 0 ? [c] : [c, c2]) sink.initials(x, y, z);
    }
  }
}

class TextSink implements TokenSink {
  readonly tokens = new Set<string>();
  han(code: number, next: number): void {
    this.tokens.add(String.fromCodePoint(code));
    if (next !== 0) this.tokens.add(String.fromCodePoint(code, next));
  }
  syllable(number: number): void {
    this.tokens.add(`y_${syllables[number] ?? ''}`);
  }
  initials(first: number, second: number, third: number): void {
    this.tokens.add(`i_${String.fromCharCode(first, second)}`);
    if (third !== 0) this.tokens.add(`i_${String.fromCharCode(first, second, third)}`);
  }
  start(first: number, second: number): void {
    this.tokens.add(`p_${String.fromCodePoint(first)}`);
    if (second !== 0) this.tokens.add(`p_${String.fromCodePoint(first, second)}`);
  }
  gram(first: number, second: number, third: number): void {
    this.tokens.add(`g_${String.fromCodePoint(first, second, third)}`);
  }
  deletion(codes: Int32Array, from: number, to: number, skip: number): void {
    let token = 'd_';
    for (let i = from; i < to; i++)
      if (i !== skip) token += String.fromCodePoint(codes[i] as number);
    this.tokens.add(token);
  }
}

/** Distinct tokens of an entity's names, identifiers and texts. */
export function tokensOf(
  names: readonly string[],
  identifiers: readonly string[],
  texts: readonly string[] = [],
): string[] {
  const sink = new TextSink();
  for (const name of names) scanName(name, sink);
  for (const identifier of identifiers) scanIdentifier(identifier, sink);
  for (const text of texts) scanText(text, sink);
  return [...sink.tokens];
}

const multiply = Math.imul;
function mix(hash: number, code: number): number {
  const h = multiply(hash ^ code, 0x9e3779b1);
  return h ^ (h >>> 15);
}
const seedOf = { y: 0x3c6ef372, g: 0x2545f491, d: 0x6c62272e };

/*
 * Tokens as 32-bit numbers. Where one token is the beginning of another (深 of 深圳, i_sz of i_szh, p_s of p_su) only the longer one is kept,
 * and the shorter one is the range of numbers that begin with it:
 *   00000000-1fffffff  syllables, grams, deletions: by hash
 *   30070000-dfffffff  Han: character, next character
 *   e0000000-e0004ce2  pinyin initials, 27 values each
 *   f0000000-ffffffff  starts of words: low 12 bits of the first character, the second one
 * Two tokens may share a number: candidates are verified anyway.
 */
const hashed = (hash: number): number => hash >>> 3;
/** Characters beyond 16 bits share the numbers of the surrogates, which no text has alone. */
const unit = (code: number): number => (code < 0x10000 ? code : 0xd800 | (code & 0x7ff));
const hanKey = (code: number, next: number): number =>
  ((unit(code) << 16) | (next === 0 ? 0 : unit(next))) >>> 0;
const INITIALS = 0xe0000000;
const initial = (code: number): number => (code === 0 ? 0 : code - 96);
const initialsKey = (first: number, second: number, third: number): number =>
  INITIALS + (initial(first) * 27 + initial(second)) * 27 + initial(third);
const startKey = (first: number, second: number): number =>
  (0xf0000000 | ((first & 0xfff) << 16) | (second === 0 ? 0 : unit(second))) >>> 0;

/** Collects tokens as the numbers under which the embedded index keeps them. */
export class NumberSink implements TokenSink {
  numbers = new Uint32Array(1024);
  length = 0;
  #push(number: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length++] = number;
  }
  han(code: number, next: number): void {
    this.#push(hanKey(code, next));
  }
  syllable(number: number): void {
    this.#push(hashed(mix(seedOf.y, number)));
  }
  initials(first: number, second: number, third: number): void {
    this.#push(initialsKey(first, second, third));
  }
  start(first: number, second: number): void {
    this.#push(startKey(first, second));
  }
  gram(first: number, second: number, third: number): void {
    this.#push(hashed(mix(mix(mix(seedOf.g, first), second), third)));
  }
  deletion(codes: Int32Array, from: number, to: number, skip: number): void {
    let hash = seedOf.d;
    for (let i = from; i < to; i++) if (i !== skip) hash = mix(hash, codes[i] as number);
    this.#push(hashed(hash));
  }
}

/** Numbers under which NumberSink keeps what has the token: from ≤ number ≤ to. */
export function numbersOfToken(token: string): readonly [from: number, to: number] {
  const codes = [...(token[1] === '_' ? token.slice(2) : token)].map(
    (char) => char.codePointAt(0) as number,
  );
  const [first = 0, second = 0, third = 0] = codes;
  switch (token[1] === '_' ? token[0] : '') {
    case 'y': {
      loadPinyin();
      const number = hashed(mix(seedOf.y, Math.max(0, syllables.indexOf(token.slice(2)))));
      return [number, number];
    }
    case 'i': {
      const number = initialsKey(first, second, third);
      return [number, third === 0 ? number + 26 : number];
    }
    case 'p': {
      const number = startKey(first, second);
      return [number, second === 0 ? number + 0xffff : number];
    }
    case 'g':
    case 'd': {
      const number = hashed(codes.reduce(mix, token[0] === 'g' ? seedOf.g : seedOf.d));
      return [number, number];
    }
    default: {
      const number = hanKey(first, second);
      return [number, second === 0 ? number + 0xffff : number];
    }
  }
}
