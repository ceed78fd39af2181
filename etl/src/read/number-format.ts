/** Read step for XLSX: what the number format of a cell makes of its number: a date, a percentage, leading zeros, a unit or a currency. */

export type CellFormat =
  | { readonly kind: 'number' }
  /** Only what is shown of the day is said. `clock`: the time of day is shown beside it. */
  | { readonly kind: 'date'; readonly shows: 'year' | 'month' | 'day'; readonly clock: boolean }
  | { readonly kind: 'percent' }
  /** Digits in places, `0` for each: 0000.00.00. */
  | { readonly kind: 'digits'; readonly places: string }
  /** Words before and after the number. */
  | { readonly kind: 'words'; readonly before: string; readonly after: string };

const plain: CellFormat = { kind: 'number' };

/** Built-in formats that are not written out, the East Asian dates included. ECMA-376 part 1, 18.8.30. */
export function builtInFormat(format: number): CellFormat {
  if (format === 9 || format === 10) return { kind: 'percent' };
  const date =
    (format >= 14 && format <= 22) ||
    (format >= 27 && format <= 36) ||
    (format >= 45 && format <= 47) ||
    (format >= 50 && format <= 58);
  return date
    ? { kind: 'date', shows: format === 17 ? 'month' : 'day', clock: format === 22 }
    : plain;
}

interface Token {
  readonly kind: 'place' | 'mark' | 'literal';
  readonly text: string;
}

/** The format of positive numbers. */
export function customFormat(code: string): CellFormat {
  const date = dateShown(code);
  if (date !== null) return { kind: 'date', ...date };
  const tokens = tokensOf(code);
  if (tokens.some(({ kind, text }) => kind === 'mark' && text === '%')) return { kind: 'percent' };
  const first = tokens.findIndex(({ kind }) => kind === 'place');
  const last = tokens.findLastIndex(({ kind }) => kind === 'place');
  if (first < 0 || tokens.some(({ kind, text }) => kind === 'mark' && /[E/]/.test(text)))
    return plain;
  /* A comma after the last place shows thousands: the words belong to what is shown, not to the number. */
  if (tokens[last + 1]?.text === ',') return plain;
  const number = tokens.slice(first, last + 1);
  const zeros = number.filter(({ text }) => text === '0').length;
  const words = (part: readonly Token[]): string =>
    part.map(({ kind, text }) => (kind === 'literal' ? text : '')).join('');
  if (number.every(({ kind }) => kind !== 'mark')) {
    const parted = number.some(({ kind }) => kind === 'literal');
    if (zeros > 1 || parted)
      return {
        kind: 'digits',
        places: number.map(({ kind, text }) => (kind === 'place' ? '0' : text)).join(''),
      };
  }
  const [before, after] = [words(tokens.slice(0, first)), words(tokens.slice(last + 1))].map(
    (text) => (/[\p{L}\p{Sc}]/u.test(text) ? text.trim() : ''),
  );
  if (before === '' && after === '') return plain;
  return { kind: 'words', before: before ?? '', after: after ?? '' };
}

function tokensOf(code: string): Token[] {
  const tokens: Token[] = [];
  const pattern =
    /"([^"]*)"|[\\!](.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|[_*].|(;)|(General|G\/通用格式)|([0#?])|([.,%/]|E[+-])|(.)/gu;
  for (const [, quoted, escaped, currency, end, general, place, mark, other] of code.matchAll(
    pattern,
  )) {
    if (end !== undefined) break;
    const literal = quoted ?? escaped ?? currency ?? other;
    if (general !== undefined || place !== undefined)
      tokens.push({ kind: 'place', text: place ?? '#' });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
    else if (literal !== undefined) tokens.push({ kind: 'literal', text: literal });
  }
  return tokens;
}

/** What a format shows of a date; `null` when it is none. */
function dateShown(
  code: string,
): { readonly shows: 'year' | 'month' | 'day'; readonly clock: boolean } | null {
  const bare = code
    .replace(/;.*$/, '')
    .replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '')
    .replace(/General|G\/通用格式/gi, '');
  const [years, months, times] = [/[ye年]/i, /m|月/i, /[hs]/i].map((part) => part.test(bare));
  const clock = times === true;
  if (!/[yd年月日]/i.test(bare)) return months === true && clock ? { shows: 'day', clock } : null;
  if (/[d日]/i.test(bare) || clock || years !== true) return { shows: 'day', clock };
  return { shows: months === true ? 'month' : 'year', clock };
}

/** The number as Excel shows it: 15 significant digits, an exponent where it cannot show all of the whole ones. */
function numberText(value: number): string {
  const rounded = Number(value.toPrecision(15));
  if (Math.abs(rounded) < 1e15) return String(rounded);
  const [digits = '', power = ''] = rounded.toExponential().split('e');
  return `${digits}E${power}`;
}

/** What a number cell says to its reader, unrounded. */
export function formatted(value: string, format: CellFormat): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  const text = numberText(number);
  switch (format.kind) {
    case 'percent':
      return `${numberText(number * 100)}%`;
    case 'digits':
      return /^\d+$/.test(text) ? inPlaces(text, format.places) : text;
    case 'words':
      return `${format.before}${text}${format.after}`;
    default:
      return text;
  }
}

function inPlaces(digits: string, places: string): string {
  const padded = digits.padStart((places.match(/0/g) ?? []).length, '0');
  let rest = padded.length;
  let text = '';
  for (let i = places.length - 1; i >= 0; i--)
    text = (places[i] === '0' ? (padded[--rest] ?? '') : (places[i] ?? '')) + text;
  return padded.slice(0, rest) + text;
}

const utcDay = 86_400_000;

/** A day count as a date, with the time where there is one; a time alone below 1. */
export function serialText(
  value: string,
  from1904: boolean,
  shows: 'year' | 'month' | 'day' = 'day',
): string {
  const serial = Number(value) + (from1904 ? 1_462 : 0);
  if (value.trim() !== '' && serial >= 0 && serial < 1)
    return new Date(Math.round(serial * 86_400) * 1_000).toISOString().slice(11, 19);
  if (!Number.isFinite(serial) || serial < 1 || serial > 2_958_465.99999)
    return formatted(value, plain);
  /* Before 1 March 1900 Excel counts a day that never was. */
  const days = serial < 61 ? serial + 1 : serial;
  const text = new Date(Math.round((days - 25_569) * utcDay)).toISOString();
  if (shows !== 'day') return text.slice(0, shows === 'year' ? 4 : 7);
  return text.slice(11, 19) === '00:00:00'
    ? text.slice(0, 10)
    : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}
