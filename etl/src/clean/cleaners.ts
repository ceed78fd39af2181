/** The cleaners that a mapping can name: each turns one cell into canonical text, nothing, or a refusal with its reason. */
import { type Cleaned, Refusal, Warned, refuse } from './cleaned.ts';
import { cleanCountry } from './countries.ts';
import { cleanCurrency } from './currencies.ts';
import { type DayOrder, type DaySystem, cleanDate, cleanDateTime, cleanMonth } from './dates.ts';
import {
  cleanAccount,
  cleanCode,
  cleanContainerNo,
  cleanEmail,
  cleanHsCode,
  cleanIdCard,
  cleanImo,
  cleanMmsi,
  cleanPassport,
  cleanPhone,
  cleanPlate,
  cleanUscc,
  cleanVin,
} from './identifiers.ts';
import {
  type NumberOptions,
  cleanDecimal,
  cleanInteger,
  cleanMass,
  cleanMoney,
  cleanPercent,
  cleanQuantity,
} from './numbers.ts';
import { isLong } from './ruined.ts';
import { valueMark } from './several-values.ts';
import { cleanAddress, cleanOrgName, cleanPersonName, cleanText, fold, simplify } from './text.ts';

/** What the canonical text stands for: how it is written to JSON and to typed columns. */
export type OutputType = 'text' | 'integer' | 'decimal' | 'date' | 'boolean';

export interface CleanOptions {
  readonly scale?: number | undefined;
  readonly unit?: string | undefined;
  readonly nonNegative?: boolean | undefined;
  /** enum: written value → canonical value. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly order?: DayOrder | undefined;
  /** All long identifiers of the column end in zeros beyond the digits that a number keeps. */
  readonly rounded?: boolean | undefined;
  readonly fractions?: NumberOptions['fractions'];
  /** How the column writes decimals. */
  readonly decimal?: NumberOptions['decimal'];
  /** What a bare day count means where the file is a spreadsheet; elsewhere it is read with a doubt. */
  readonly serials?: DaySystem | undefined;
  /** Further cell texts that mean "nothing". */
  readonly empty?: readonly string[] | undefined;
  /** Separators of a cell that holds several values. */
  readonly list?: string | undefined;
}

export type Clean = (raw: string) => Cleaned;

interface CleanerModel {
  readonly output: OutputType;
  readonly make: (options: CleanOptions) => Clean;
}

const plain = (clean: Clean, output: OutputType = 'text'): CleanerModel => ({
  output,
  make: () => clean,
});

export const cleaners = {
  text: plain(cleanText),
  orgName: plain(cleanOrgName),
  personName: plain(cleanPersonName),
  address: plain(cleanAddress),
  code: plain(cleanCode),
  uscc: plain(cleanUscc),
  idCard: plain(cleanIdCard),
  passport: plain(cleanPassport),
  plate: plain(cleanPlate),
  vin: plain(cleanVin),
  containerNo: plain(cleanContainerNo),
  imo: plain(cleanImo),
  mmsi: plain(cleanMmsi),
  hsCode: plain(cleanHsCode),
  phone: plain(cleanPhone),
  email: plain(cleanEmail),
  account: plain(cleanAccount),
  country: plain(cleanCountry),
  currency: plain(cleanCurrency),
  date: {
    output: 'date',
    make:
      ({ order, serials }) =>
      (raw) =>
        cleanDate(raw, order, serials),
  },
  month: {
    output: 'date',
    make:
      ({ order, serials }) =>
      (raw) =>
        cleanMonth(raw, order, serials),
  },
  dateTime: {
    output: 'text',
    make:
      ({ order, serials }) =>
      (raw) =>
        cleanDateTime(raw, order, serials),
  },
  money: { output: 'integer', make: (options) => (raw) => cleanMoney(raw, options) },
  mass: { output: 'integer', make: (options) => (raw) => cleanMass(raw, options) },
  quantity: { output: 'integer', make: (options) => (raw) => cleanQuantity(raw, options) },
  integer: { output: 'integer', make: (options) => (raw) => cleanInteger(raw, options) },
  percent: { output: 'integer', make: (options) => (raw) => cleanPercent(raw, options) },
  decimal: { output: 'decimal', make: (options) => (raw) => cleanDecimal(raw, options) },
  enum: { output: 'text', make: ({ values }) => enumCleaner(values ?? {}) },
  boolean: { output: 'boolean', make: () => cleanBoolean },
} as const satisfies Record<string, CleanerModel>;

export type CleanerName = keyof typeof cleaners;
export const cleanerNames = Object.keys(cleaners) as CleanerName[];

/** Separator between the values of a list in cleaned text. */
export const listSeparator = '\u001f';

/** The whole treatment of one field: empty tokens, list splitting, the named cleaner. */
export function makeCleaner(name: CleanerName, options: CleanOptions): Clean {
  const clean = cleaners[name].make(options);
  const empty = new Set((options.empty ?? []).map((token) => fold(token) ?? ''));
  const one: Clean =
    empty.size === 0 ? clean : (raw) => (empty.has(fold(raw) ?? '') ? null : clean(raw));
  if (options.rounded === true)
    return (raw) => (isLong(raw) ? refuse('identifier-rounded') : one(raw));
  return options.list === undefined
    ? (raw) => (raw.includes(valueMark) ? refuse('several-values') : one(raw))
    : listCleaner(one, options.list);
}

/** Distinct values in code point order. One refused part refuses the cell. */
function listCleaner(one: Clean, separators: string): Clean {
  const splitter = new RegExp(`[${separators.replace(/[\\\]^-]/g, '\\$&')}${valueMark}\\n]`, 'u');
  return (raw) => {
    const values = new Set<string>();
    let warning: Warned | null = null;
    for (const part of raw.normalize('NFKC').split(splitter)) {
      const cleaned = one(part);
      if (cleaned instanceof Refusal) return cleaned;
      if (cleaned instanceof Warned) warning = cleaned;
      if (cleaned !== null) values.add(cleaned instanceof Warned ? cleaned.value : cleaned);
    }
    if (values.size === 0) return null;
    const text = [...values].sort(byCodePoint).join(listSeparator);
    return warning === null ? text : new Warned(text, warning.code);
  };
}

/** The order of UTF-8 bytes, which is also that of the SQL engines. */
export function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function enumCleaner(values: Readonly<Record<string, string>>): Clean {
  const known = new Map(
    Object.entries(values).map(([written, value]) => [enumKey(written), value]),
  );
  const other = known.get('*');
  return (raw) => {
    const folded = fold(raw);
    if (folded === null) return null;
    const found = known.get(enumKey(folded)) ?? other;
    if (found === undefined) return refuse('enum-unknown');
    return found === '' ? null : found;
  };
}

function enumKey(text: string): string {
  return simplify(fold(text) ?? text).toLowerCase();
}

const yes: ReadonlySet<string> = new Set(['1', 'y', 'yes', 'true', 't', '是', '有', '√', '真']);
const no: ReadonlySet<string> = new Set([
  '0',
  'n',
  'no',
  'false',
  'f',
  '否',
  '无',
  '没有',
  '×',
  '假',
]);

function cleanBoolean(raw: string): Cleaned {
  const text = fold(raw)?.toLowerCase() ?? null;
  if (text === null) return null;
  if (yes.has(text)) return 'true';
  return no.has(text) ? 'false' : refuse('boolean-format');
}
