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

/** Takes tokens as they are found; the same token may come several times. */
export interface TokenSink {
  han(code: number): void;
  hanPair(first: number, second: number): void;
  syllable(number: number): void;
  initialPair(first: number, second: number): void;
  initialTriple(first: number, second: number, third: number): void;
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

/** Hands all tokens of an identifier to the sink: those of a name, and those of the identifier as one word whatever its script. */
export function scanIdentifier(identifier: string, sink: TokenSink): void {
  loadPinyin();
  folded.set(identifier);
  scanFolded(folded, sink);
  const { codes, length } = folded;
  if (length === 0) return;
  sink.start(codes[0] as number, 0);
  if (length > 1) sink.start(codes[0] as number, codes[1] as number);
  for (let i = 0; i + 2 < length; i++)
    sink.gram(codes[i] as number, codes[i + 1] as number, codes[i + 2] as number);
  if (length >= 3 && length <= 6) scanDeletions(codes, 0, length, sink);
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
    if (starts[i] === 1 || i === from) {
      sink.start(codes[i] as number, 0);
      if (i + 1 < to) sink.start(codes[i] as number, codes[i + 1] as number);
    }
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
    sink.han(code);
    if (i + 1 < to) sink.hanPair(code, codes[i + 1] as number);
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
    sink.initialPair(a, b);
    if (c !== 0) sink.initialTriple(a, b, c);
    const a2 = initialOf(otherReadingOf(first));
    const b2 = initialOf(otherReadingOf(second));
    const c2 = third === 0 ? 0 : initialOf(otherReadingOf(third));
    if ((a2 === 0 || a2 === a) && (b2 === 0 || b2 === b) && (c2 === 0 || c2 === c)) continue;
    for (const x of a2 === 0 ? [a] : [a, a2]) {
      for (const y of b2 === 0 ? [b] : [b, b2]) {
        sink.initialPair(x, y);
        if (c !== 0) for (const z of c2 === 0 ? [c] : [c, c2]) sink.initialTriple(x, y, z);
      }
    }
  }
}

class TextSink implements TokenSink {
  readonly tokens = new Set<string>();
  han(code: number): void {
    this.tokens.add(String.fromCodePoint(code));
  }
  hanPair(first: number, second: number): void {
    this.tokens.add(String.fromCodePoint(first, second));
  }
  syllable(number: number): void {
    this.tokens.add(`y_${syllables[number] ?? ''}`);
  }
  initialPair(first: number, second: number): void {
    this.tokens.add(`i_${String.fromCharCode(first, second)}`);
  }
  initialTriple(first: number, second: number, third: number): void {
    this.tokens.add(`i_${String.fromCharCode(first, second, third)}`);
  }
  start(first: number, second: number): void {
    this.tokens.add(
      `p_${second === 0 ? String.fromCodePoint(first) : String.fromCodePoint(first, second)}`,
    );
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

/** Distinct tokens of an entity's names and identifiers. */
export function tokensOf(names: readonly string[], identifiers: readonly string[]): string[] {
  const sink = new TextSink();
  for (const name of names) scanName(name, sink);
  for (const identifier of identifiers) scanIdentifier(identifier, sink);
  return [...sink.tokens];
}

const multiply = Math.imul;
function mix(hash: number, code: number): number {
  const h = multiply(hash ^ code, 0x9e3779b1);
  return h ^ (h >>> 15);
}
const seedOf = {
  h: 0x51ed270b,
  y: 0x3c6ef372,
  i: 0x1b873593,
  p: 0x7f4a7c15,
  g: 0x2545f491,
  d: 0x6c62272e,
};

/** Collects tokens as 32-bit numbers: what the embedded index keeps. Two tokens may share a number; candidates are verified anyway. */
export class HashSink implements TokenSink {
  hashes = new Uint32Array(1024);
  length = 0;
  #push(hash: number): void {
    if (this.length === this.hashes.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.hashes);
      this.hashes = larger;
    }
    this.hashes[this.length++] = hash;
  }
  han(code: number): void {
    this.#push(mix(seedOf.h, code));
  }
  hanPair(first: number, second: number): void {
    this.#push(mix(mix(seedOf.h, first), second));
  }
  syllable(number: number): void {
    this.#push(mix(seedOf.y, number));
  }
  initialPair(first: number, second: number): void {
    this.#push(mix(mix(seedOf.i, first), second));
  }
  initialTriple(first: number, second: number, third: number): void {
    this.#push(mix(mix(mix(seedOf.i, first), second), third));
  }
  start(first: number, second: number): void {
    this.#push(second === 0 ? mix(seedOf.p, first) : mix(mix(seedOf.p, first), second));
  }
  gram(first: number, second: number, third: number): void {
    this.#push(mix(mix(mix(seedOf.g, first), second), third));
  }
  deletion(codes: Int32Array, from: number, to: number, skip: number): void {
    let hash = seedOf.d;
    for (let i = from; i < to; i++) if (i !== skip) hash = mix(hash, codes[i] as number);
    this.#push(hash);
  }
}

/** The number under which HashSink keeps a token. */
export function hashOfToken(token: string): number {
  const kind = token[1] === '_' ? (token[0] as keyof typeof seedOf) : 'h';
  if (kind === 'y') {
    loadPinyin();
    return mix(seedOf.y, Math.max(0, syllables.indexOf(token.slice(2)))) >>> 0;
  }
  let hash = seedOf[kind];
  for (const char of kind === 'h' ? token : token.slice(2))
    hash = mix(hash, char.codePointAt(0) ?? 0);
  return hash >>> 0;
}
