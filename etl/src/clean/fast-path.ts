/** Cells that SQL alone can clean: the test must accept only what the JavaScript cleaner would answer with the same text. */
import { Converter } from 'opencc-js/t2cn';
import type { CleanOptions, CleanerName } from './cleaners.ts';
import { emptyTokens } from './text.ts';

export interface FastPath {
  /** Boolean SQL over `column`. */
  readonly test: string;
  /** SQL of the cleaned value, of the field's output type. */
  readonly value: string;
}

/** `column` is SQL that yields the raw text (VARCHAR). */
export function fastPath(
  cleaner: CleanerName,
  options: CleanOptions,
  column: string,
): FastPath | null {
  if (options.list !== undefined || (options.empty?.length ?? 0) > 0) return null;
  if (options.decimal !== undefined && options.decimal !== '.') return null;
  switch (cleaner) {
    case 'text':
      return matched(column, `[${first()}][${safe()}]*(?: [${safe()}]+)*`, true);
    case 'orgName':
    case 'personName':
      return matched(column, `[${first()}][${safe()}]*`, true);
    case 'code':
      /* Without what may be a number that was a code: 4403.0, 5E17, 0X1F. */
      return matched(column, '[0-9]+|[0-9]*[A-DF-WYZ_][0-9A-Z_]*|[EX][0-9A-Z_]*', true);
    case 'hsCode':
      return matched(column, '(?:0[1-9]|[1-68][0-9]|7[0-689]|9[0-7])(?:[0-9]{2}){1,4}', false);
    case 'date':
      return {
        test: `(regexp_full_match(${column}, '(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]') AND try_cast(${column} AS DATE) IS NOT NULL)`,
        value: column,
      };
    case 'money':
      return options.unit === undefined || options.unit === '元'
        ? scaled(column, (options.scale ?? 1) * 100)
        : null;
    case 'mass':
      return options.unit === undefined || options.unit === 'kg'
        ? scaled(column, (options.scale ?? 1) * 1000)
        : null;
    case 'quantity':
      if (options.unit !== undefined) return null;
      return scaled(column, (options.scale ?? 1) * 1000);
    case 'integer':
      return options.scale === undefined
        ? {
            test: `regexp_full_match(${column}, '[0-9]{1,15}')`,
            value: `CAST(${column} AS BIGINT)`,
          }
        : null;
    case 'uscc':
      return usccPath(column);
    default:
      return null;
  }
}

function matched(column: string, pattern: string, tokens: boolean): FastPath {
  const match = `regexp_full_match(${column}, '${pattern.replace(/'/g, "''")}')`;
  const test = tokens
    ? `(length(${column}) < 300 AND ${match} AND ${column} NOT IN (${tokenList}))`
    : match;
  return { test, value: column };
}

const tokenList = [...emptyTokens].map((token) => `'${token.replace(/'/g, "''")}'`).join(', ');

/** Plain numbers with up to 6 decimals; exact in decimals and rounded half away from zero, as the cleaner does. */
function scaled(column: string, factor: number): FastPath | null {
  if (!Number.isInteger(factor) || factor < 1 || factor > 100_000_000) return null;
  /* The product must fit the 18 digits of a decimal, 6 of them after the point. */
  const digits = Math.floor(12 - Math.log10(factor));
  return {
    test: `regexp_full_match(${column}, '[0-9]{1,${digits}}(?:[.][0-9]{1,6})?')`,
    value: `CAST(CAST(${column} AS DECIMAL(18, 6)) * ${factor} AS BIGINT)`,
  };
}

/** The check character of GB 32100 in arithmetic: a million codes in a fraction of the time of a call per code. */
function usccPath(column: string): FastPath {
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const at = (position: number): string =>
    `(strpos('${alphabet}', substr(${column}, ${position}, 1)) - 1)`;
  const sum = weights.map((weight, index) => `${weight} * ${at(index + 1)}`).join(' + ');
  return {
    test: `CASE WHEN regexp_full_match(${column}, '[0-9A-HJ-NP-RTUW-Y]{2}[0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}') THEN ((31 - (${sum}) % 31) % 31) = ${at(18)} ELSE false END`,
    value: column,
  };
}

/** Regex classes (without brackets): no + (5.3E+17), and no = or ' at the start (="C24B", '甲). */
const safe = (): string => `!-*,-~${safeHan()}`;
const first = (): string => `!-&(-*,-<>-~${safeHan()}`;

let han: string | undefined;

/** Regex class (without brackets) of the Chinese characters and marks that width folding and simplification leave alone, also in phrases. */
function safeHan(): string {
  han ??= buildSafeHan();
  return han;
}

function buildSafeHan(): string {
  const toSimplified = Converter({ from: 't', to: 'cn' });
  const ranges: string[] = [];
  let start = -1;
  for (let code = 0x4e00; code <= 0x9fa6; code++) {
    const char = String.fromCodePoint(code);
    const safe = code < 0x9fa6 && toSimplified(char) === char && char.normalize('NFKC') === char;
    if (safe && start < 0) start = code;
    if (!safe && start >= 0) {
      ranges.push(start === code - 1 ? char0(start) : `${char0(start)}-${char0(code - 1)}`);
      start = -1;
    }
  }
  return `、。《》【】${ranges.join('')}`;
}

function char0(code: number): string {
  return String.fromCodePoint(code);
}
