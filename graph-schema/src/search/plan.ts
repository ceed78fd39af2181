/** Search, step 4: which tokens an entity must have to be a candidate for a query. The plan finds a superset of what rank.ts accepts. */
import { FoldedText, HAN } from './fold.ts';
import { segmentPinyin } from './pinyin.ts';

/** An OR of ANDs: an entity is a candidate when it has all tokens of at least one clause. */
export type Clauses = readonly (readonly string[])[];
export interface QueryPlan {
  /** Candidates of everything but typing errors. */
  readonly strict: Clauses;
  /** Candidates of typing errors; asked only when fewer than FUZZY_BELOW entities match strictly. Empty = the query is too short. */
  readonly fuzzy: Clauses;
}
/** Typing errors are forgiven only when fewer entities than this match without. */
export const FUZZY_BELOW = 10;
/** Folded queries are cut to this length. */
export const QUERY_LENGTH = 64;
const MAX_CLAUSES = 64;
const MAX_SEGMENTATIONS = 16;

/** A query folded once. */
export interface QueryText {
  readonly compact: string;
  readonly codes: Int32Array;
  readonly classes: Uint8Array;
  /** All letters a-z: may be pinyin. */
  readonly latin: boolean;
  readonly hanCount: number;
}
const folded = new FoldedText();
export function foldQuery(text: string): QueryText {
  folded.set(text);
  const length = Math.min(folded.length, QUERY_LENGTH);
  const codes = folded.codes.slice(0, length);
  const classes = folded.classes.slice(0, length);
  let compact = '';
  let hanCount = 0;
  for (let i = 0; i < length; i++) {
    compact += String.fromCodePoint(codes[i] as number);
    if (classes[i] === HAN) hanCount++;
  }
  return { compact, codes, classes, latin: /^[a-z]+$/.test(compact), hanCount };
}

/** Words of a query that can be looked for one by one; empty when it is a single word. */
export function queryTerms(text: string): QueryText[] {
  const terms = text
    .split(/[\s\u3000]+/)
    .map(foldQuery)
    .filter((term) => term.compact !== '');
  return terms.length > 1 && terms.length <= 6 ? terms : [];
}

/** Edits forgiven in a query: one from four characters on, two from eight; in anything with digits one at most, since numbers lie close together. */
export function editsFor({ codes, compact }: QueryText): number {
  return codes.length < 4 ? 0 : codes.length < 8 || /\p{N}/u.test(compact) ? 1 : 2;
}

/** How candidates are found: complete with respect to `matchOf`. */
export function queryTokens(text: string): QueryPlan {
  const query = foldQuery(text);
  if (query.codes.length === 0) return { strict: [], fuzzy: [] };
  const strict = [...strictClauses(query), ...termClauses(queryTerms(text))];
  return { strict: tidy(strict), fuzzy: tidy(fuzzyClauses(query)) };
}

/** Removes repeated tokens, repeated clauses and clauses that a smaller one contains. */
function tidy(clauses: Clauses): Clauses {
  const sets = clauses
    .map((clause) => new Set(clause))
    .filter((set) => set.size > 0)
    .sort((a, b) => a.size - b.size);
  const kept: Set<string>[] = [];
  for (const set of sets) {
    if (!kept.some((smaller) => [...smaller].every((token) => set.has(token)))) kept.push(set);
  }
  return kept.map((set) => [...set]);
}

function termClauses(terms: readonly QueryText[]): Clauses {
  const options = terms
    .map(strictClauses)
    .filter((clauses) => clauses.length > 0)
    .sort((a, b) => a.length - b.length);
  let product: (readonly string[])[] = [];
  for (const clauses of options) {
    if (product.length === 0) product = [...clauses];
    else if (product.length * clauses.length <= MAX_CLAUSES)
      product = product.flatMap((left) => clauses.map((right) => [...left, ...right]));
  }
  return product;
}

/** Clauses for a query that occurs as it is: as text, as full pinyin or as pinyin initials. */
function strictClauses(query: QueryText): Clauses {
  const clauses: (readonly string[])[] = [];
  const text = textTokens(query);
  if (text.length > 0) clauses.push(text);
  if (query.latin && query.compact.length >= 2)
    clauses.push(...pinyinClauses(query.compact), initialTokens(query.compact));
  return clauses;
}

/** Tokens of any text that contains the query (queries of one or two letters: at the start of a word). */
function textTokens({ codes, classes }: QueryText): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (at < codes.length) {
    let end = at + 1;
    while (end < codes.length && classes[end] === classes[at]) end++;
    const piece = [...codes.subarray(at, end)].map((code) => String.fromCodePoint(code));
    if (classes[at] === HAN) {
      if (piece.length === 1) tokens.push(piece[0] as string);
      for (let i = 0; i + 1 < piece.length; i++) tokens.push(`${piece[i]}${piece[i + 1]}`);
    } else if (piece.length >= 3) tokens.push(...grams(piece));
    else if (at > 0 || end === codes.length) tokens.push(`p_${piece.join('')}`);
    at = end;
  }
  return tokens;
}

function grams(chars: readonly string[]): string[] {
  const tokens: string[] = [];
  for (let i = 0; i + 2 < chars.length; i++)
    tokens.push(`g_${chars[i]}${chars[i + 1]}${chars[i + 2]}`);
  return tokens;
}

function initialTokens(text: string): string[] {
  if (text.length === 2) return [`i_${text}`];
  const tokens: string[] = [];
  for (let i = 0; i + 2 < text.length; i++) tokens.push(`i_${text.slice(i, i + 3)}`);
  return tokens;
}

function pinyinClauses(text: string): Clauses {
  for (let length = text.length; length >= 2; length = length > 24 ? 24 : length - 1) {
    const found = segmentPinyin(text.slice(0, length), MAX_SEGMENTATIONS);
    if (found === null) continue;
    return found.flatMap(({ whole, last }): Clauses => {
      const tokens = whole.map((syllable) => `y_${syllable}`);
      // One whole syllable alone would find too many: spell out the last one.
      if (tokens.length > 1 || last.length === 0) return [tokens];
      return last.map((syllable) => [...tokens, `y_${syllable}`]);
    });
  }
  return [];
}

function fuzzyClauses(query: QueryText): Clauses {
  const edits = editsFor(query);
  if (edits === 0) return [];
  const clauses: (readonly string[])[] = [...wordClauses([...query.compact], edits)];
  if (query.hanCount >= 4) clauses.push(...hanClauses(query, edits));
  return clauses;
}

/** Candidates of words and identifiers within `edits` of the query (optimal string alignment). */
function wordClauses(chars: readonly string[], edits: number): Clauses {
  if (edits === 0) return [grams(chars)];
  if (chars.length < 6) {
    const whole = chars.join('');
    return [
      [`d_${whole}`],
      ...chars.map((_, i) => [`d_${chars.slice(0, i).join('')}${chars.slice(i + 1).join('')}`]),
    ];
  }
  // Pigeonhole: cut into pieces; `edits` edits leave all but `edits` pieces as they are. A swap across a cut touches two pieces: tried apart.
  const pieces =
    edits === 2 && chars.length === 8
      ? [2, 3, 3]
      : evenly(chars.length, Math.min(6, Math.floor(chars.length / 3)));
  const cuts: number[] = [0];
  for (const piece of pieces) cuts.push((cuts.at(-1) as number) + piece);
  const clauses: (readonly string[])[] = [];
  for (const whole of combinations(pieces.length, pieces.length - edits)) {
    clauses.push(
      runsOf(whole).flatMap(([first, last]) => {
        const run = chars.slice(cuts[first], cuts[last + 1]);
        return run.length === 2 ? [`p_${run.join('')}`] : grams(run);
      }),
    );
  }
  for (const cut of cuts.slice(1, -1)) {
    const swapped = [...chars];
    swapped[cut - 1] = chars[cut] as string;
    swapped[cut] = chars[cut - 1] as string;
    clauses.push(...wordClauses(swapped, edits - 1));
  }
  return clauses;
}

/** Candidates of texts that contain the query within `edits` (plain edit distance): all but `edits` groups of its Han characters are whole. */
function hanClauses({ codes, classes }: QueryText, edits: number): Clauses {
  const positions: number[] = [];
  classes.forEach((kind, i) => {
    if (kind === HAN) positions.push(i);
  });
  const sizes = evenly(positions.length, Math.min(positions.length, 8));
  const groups: number[][] = [];
  let at = 0;
  for (const size of sizes) groups.push(positions.slice(at, (at += size)));
  const char = (i: number): string => String.fromCodePoint(codes[i] as number);
  return combinations(groups.length, groups.length - edits).map((kept) => {
    const tokens: string[] = [];
    let previous = -2;
    let alone = -1;
    const flush = (): void => {
      if (alone >= 0) tokens.push(char(alone));
      alone = -1;
    };
    let previousGroup = -2;
    for (const group of kept) {
      for (const i of groups[group] as number[]) {
        const adjacent =
          i === previous + 1 && (previousGroup === group || previousGroup === group - 1);
        if (adjacent) {
          tokens.push(`${char(previous)}${char(i)}`);
          alone = -1;
        } else {
          flush();
          alone = i;
        }
        previous = i;
        previousGroup = group;
      }
    }
    flush();
    return tokens;
  });
}

/** Ascending numbers as runs of neighbours. An edit between two pieces counts to either, so what spans whole neighbours is whole too. */
function runsOf(numbers: readonly number[]): (readonly [first: number, last: number])[] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

function evenly(length: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, i) => Math.floor(((i + 1) * length) / parts) - Math.floor((i * length) / parts),
  );
}

function combinations(count: number, choose: number): number[][] {
  const found: number[][] = [];
  const path: number[] = [];
  const walk = (from: number): void => {
    if (path.length === choose) {
      found.push([...path]);
      return;
    }
    for (let i = from; i < count; i++) {
      path.push(i);
      walk(i + 1);
      path.pop();
    }
  };
  walk(0);
  return found;
}
