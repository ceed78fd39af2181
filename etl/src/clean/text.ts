/** Clean step for text: width, whitespace, controls, traditional to simplified; `null` where a cell only says "nothing". */
import { Converter } from 'opencc-js/t2cn';
import { type Cleaned, refuse } from './cleaned.ts';

/** Longest text kept of one cell, in UTF-16 units. */
export const maxText = 20_000;

/** Written where there is nothing to say; compared after width folding. */
export const emptyTokens: ReadonlySet<string> = new Set([
  '-',
  '--',
  '---',
  '—',
  '——',
  '/',
  '\\',
  '\\N',
  'NULL',
  'null',
  'Null',
  'N/A',
  'n/a',
  '#N/A',
  'NaN',
  'nan',
  'None',
  'undefined',
]);

const toSimplified = Converter({ from: 't', to: 'cn' });
/* C0 and C1 controls, zero-width and direction marks, soft hyphen, the byte order mark, the replacement of a lost character is NOT here: it is refused. */
const controls =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const spaces = /[\s\u3000]+/g;
const han = /\p{Script=Han}/u;

/** Width (NFKC), controls stripped, whitespace collapsed, a spreadsheet's ="text" unwrapped. Empty tokens are `null`. */
export function fold(raw: string): string | null {
  const text = unwrap(raw.normalize('NFKC').replace(controls, '').replace(spaces, ' ').trim());
  return text === '' || emptyTokens.has(text) ? null : text;
}

/** ="C24B" is how an export keeps a spreadsheet from taking C24B for something else. */
function unwrap(text: string): string {
  const inner = text.startsWith('="') ? /^="((?:[^"]|"")*)"$/.exec(text)?.[1] : undefined;
  return inner === undefined ? text : inner.replaceAll('""', '"').trim();
}

export function simplify(text: string): string {
  return toSimplified(text);
}

export function cleanText(raw: string): Cleaned {
  const text = fold(raw);
  if (text === null) return null;
  if (text.length > maxText) return refuse('too-long');
  if (text.includes('\ufffd')) return refuse('text-format');
  /* A number of more than 15 digits that lost the rest: different texts would become one. */
  if (/^\d(?:\.\d+)?E\+\d{2,3}$/i.test(text)) return refuse('identifier-rounded');
  return simplify(text.startsWith("'") ? text.replace(/^'(?=\p{Script=Han}[^']*$)/u, '') : text);
}

/** Names of organisations: as text, and no blanks between Chinese characters or around brackets. */
export function cleanOrgName(raw: string): Cleaned {
  const text = cleanText(raw);
  return typeof text === 'string' ? closeUp(text) : text;
}

/** Names of persons: as text; a Chinese name holds no blanks at all. */
export function cleanPersonName(raw: string): Cleaned {
  const text = cleanText(raw);
  if (typeof text !== 'string') return text;
  return han.test(text) && !/[A-Za-z]/.test(text)
    ? text.replace(/ /g, '').replace(/[•・‧]/g, '·')
    : closeUp(text);
}

/** Addresses: as text, no blanks, upper-case Latin, so that equal places are equal text. */
export function cleanAddress(raw: string): Cleaned {
  const text = cleanText(raw);
  if (typeof text !== 'string') return text;
  return (han.test(text) ? text.replace(/ /g, '') : text).toUpperCase();
}

function closeUp(text: string): string {
  return text
    .replace(/(?<=[\p{Script=Han}()\u3001-\u301f]) (?=[\p{Script=Han}()\u3001-\u301f])/gu, '')
    .replace(/(?<=\p{Script=Han}) (?=[(])|(?<=[)]) (?=\p{Script=Han})/gu, '');
}
