/**
 * Clean step for numbers: one grammar for money (to cents), mass (to grams) and quantity (to thousandths), exact throughout:
 * [sign] [currency] number [multiplier] [unit] [currency], or the same in accountants' brackets for minus.
 */
import { type Cleaned, Refusal, refuse } from './cleaned.ts';
import {
  type Decimal,
  type DecimalMark,
  dec,
  parseDecimal,
  provenMark,
  roundTimes,
  times,
} from './decimal.ts';
import { fold, simplify } from './text.ts';
import {
  type NamedUnit,
  type Units,
  countUnits,
  foreignCurrency,
  massUnits,
  moneyUnits,
  namedUnit,
} from './units.ts';

export interface NumberOptions {
  /** The written number times this is in the base unit (元, kg, pieces), where the cell names no unit. */
  readonly scale?: number | undefined;
  /** Unit of the written number where the cell names none. */
  readonly unit?: string | undefined;
  readonly nonNegative?: boolean | undefined;
  /** How the column writes decimals: `mixed` when it contradicts itself, `unsure` when 1,234 may be either. */
  readonly decimal?: DecimalMark | 'mixed' | 'unsure' | undefined;
  /** The column's numbers without a sign are at most 1, or stand beside percentages: 0.51 may be 51 %. */
  readonly fractions?: boolean | undefined;
}

const limit = 9_000_000_000_000_000n;

interface Written {
  readonly number: Decimal;
  /** What stands before and after the number. */
  readonly before: string;
  readonly after: string;
}

/** `null` = the cell says nothing. */
function written(raw: string, options: NumberOptions): Written | null | Refusal {
  const folded = fold(raw);
  if (folded === null) return null;
  /* Width folding would turn 10² into 102. */
  if (/\p{Nd}\s*\p{No}|^\s*\p{No}|\p{No}\s*\p{Nd}/u.test(raw)) return refuse('number-format');
  const text = simplify(folded)
    .replace(/^['’‘`]+\s*/, '')
    .replace(/[\u2212\u2013]/g, '-');
  const match =
    /^([^\d.,+()-]*)([+-]?)(\(?)([^\d.,+()-]*)([+-]?)((?:\d|[.,](?=\d))(?:[\d.,]|[ '’](?=\d{3}(?!\d)))*(?:[eE][+-]?\d{1,3}(?!\d))?)(.*)$/u.exec(
      text,
    );
  if (match === null) return refuse('number-format');
  const [, outer = '', sign = '', open = '', inner = '', innerSign = '', token = ''] = match;
  let after = match[7] ?? '';
  let minus = sign === '-' || innerSign === '-';
  if ((sign !== '' && innerSign !== '') || (outer.trim() !== '' && inner.trim() !== ''))
    return refuse('number-format');
  if (open !== '') {
    if (!after.endsWith(')') || sign + innerSign !== '') return refuse('number-format');
    after = after.slice(0, -1);
    minus = true;
  } else if (after.trim() === '-') {
    if (sign + innerSign !== '') return refuse('number-format');
    after = '';
    minus = true;
  }
  const number = numberOf(token, options.decimal ?? '.');
  if (number instanceof Refusal) return number;
  return {
    number: minus ? { ...number, digits: -number.digits } : number,
    before: (outer + inner).trim(),
    after: after.trim(),
  };
}

function numberOf(
  token: string,
  decimal: NonNullable<NumberOptions['decimal']>,
): Decimal | Refusal {
  if (decimal === 'mixed' && /[.,'’ ]/.test(token)) return refuse('number-separators');
  if (decimal === 'unsure' && token.includes(',') && provenMark(token) === null)
    return refuse('number-separators');
  return (
    parseDecimal(token, decimal === ',' ? ',' : '.') ??
    /* Right for a column that writes the other way, which this one does not. */
    refuse(
      parseDecimal(token, decimal === ',' ? '.' : ',') === null
        ? 'number-format'
        : 'number-separators',
    )
  );
}

function scaleOf({ scale }: NumberOptions): Decimal {
  return scale === undefined ? dec(1n) : (parseDecimal(String(scale)) ?? dec(1n));
}

function bounded(value: Decimal, factor: bigint, options: NumberOptions): Cleaned {
  const scaled = roundTimes(value, factor);
  if (options.nonNegative !== false && scaled < 0n) return refuse('negative');
  return scaled > limit || scaled < -limit ? refuse('number-range') : String(scaled);
}

/** The number in the base unit. The cell's own unit goes before the column's; a multiplier alone keeps the column's unit. */
function inBase(
  { number }: Written,
  { multiplier, unit }: NamedUnit,
  units: Units,
  options: NumberOptions,
): Decimal {
  const column = namedUnit(options.unit ?? '', units);
  const factor = unit ?? column?.unit ?? dec(1n);
  if (multiplier !== null || unit !== null)
    return times(times(number, multiplier ?? dec(1n)), factor);
  return times(times(times(number, column?.multiplier ?? dec(1n)), factor), scaleOf(options));
}

function measured(raw: string, options: NumberOptions, units: Units, factor: bigint): Cleaned {
  const parts = written(raw, options);
  if (parts === null || parts instanceof Refusal) return parts;
  if (parts.before !== '') return refuse('number-format');
  const named = namedUnit(parts.after, units);
  if (named === null) return refuse('unit-unknown', parts.after);
  return bounded(inBase(parts, named, units, options), factor, options);
}

const yuanBefore = /^(?:人民币|RMB|CNY)? ?(?:[¥￥]|元)?$/i;
const yuanAround = /^(?:人民币|RMB|CNY) ?|(?: ?\(?(?:人民币|RMB|CNY)\)?)?(?:整|正)?$/gi;

/** Cents. A negative amount is refused unless the field says `nonNegative: false`. */
export function cleanMoney(raw: string, options: NumberOptions = {}): Cleaned {
  const parts = written(raw, options);
  if (parts === null || parts instanceof Refusal) return parts;
  const currency = foreignCurrency(parts.before) ?? foreignCurrency(parts.after);
  if (currency !== null) return refuse('money-currency', currency);
  if (!yuanBefore.test(parts.before)) return refuse('number-format');
  const named = namedUnit(parts.after.replace(yuanAround, ''), moneyUnits);
  if (named === null) return refuse('unit-unknown', parts.after);
  return bounded(inBase(parts, named, moneyUnits, options), 100n, options);
}

/** Grams; kg when neither cell nor field names a unit. Never negative unless the field allows it. */
export function cleanMass(raw: string, options: NumberOptions = {}): Cleaned {
  return measured(raw, options, massUnits, 1_000n);
}

/** Thousandths of what the column counts: pieces, or kg where a cell names a mass. */
export function cleanQuantity(raw: string, options: NumberOptions = {}): Cleaned {
  return measured(raw, options, countUnits, 1_000n);
}

/** Whether a mapping may name this unit for fields of the cleaner. */
export function unitFits(cleaner: string, unit: string): boolean {
  const units = { money: moneyUnits, mass: massUnits, quantity: countUnits }[cleaner];
  return units !== undefined && namedUnit(unit, units) !== null;
}

/** A number that names no unit. */
function bare(raw: string, options: NumberOptions): Decimal | null | Refusal {
  const parts = written(raw, options);
  if (parts === null || parts instanceof Refusal) return parts;
  if (parts.before !== '') return refuse('number-format');
  return parts.after === '' ? parts.number : refuse('unit-unknown', parts.after);
}

export function cleanInteger(raw: string, options: NumberOptions = {}): Cleaned {
  const number = bare(raw, options);
  if (number === null || number instanceof Refusal) return number;
  const value = times(number, scaleOf(options));
  if (value.digits % 10n ** BigInt(value.scale) !== 0n) return refuse('number-integer');
  return bounded(value, 1n, { nonNegative: false, ...options });
}

/** Canonical decimal text without trailing zeros, at most 9 digits after the point. */
export function cleanDecimal(raw: string, options: NumberOptions = {}): Cleaned {
  const number = bare(raw, options);
  if (number === null || number instanceof Refusal) return number;
  const scaled = roundTimes(times(number, scaleOf(options)), 1_000_000_000n);
  if (options.nonNegative === true && scaled < 0n) return refuse('negative');
  if (scaled > limit * 1_000_000_000n || scaled < -limit * 1_000_000_000n)
    return refuse('number-range');
  return decimalText(scaled);
}

function decimalText(billionths: bigint): string {
  const magnitude = (billionths < 0n ? -billionths : billionths).toString().padStart(10, '0');
  const fraction = magnitude.slice(-9).replace(/0+$/, '');
  const text = magnitude.slice(0, -9) + (fraction === '' ? '' : `.${fraction}`);
  return billionths < 0n ? `-${text}` : text;
}

const percentUnits: Units = new Map([
  ['%', dec(1n)],
  ['‰', dec(1n, 1)],
  ['‱', dec(1n, 2)],
]);

/** Ten-thousandths. "35%" and "35" are 35 %; a column of fractions says `scale: 100`. */
export function cleanPercent(raw: string, options: NumberOptions = {}): Cleaned {
  const parts = written(raw, options);
  if (parts === null || parts instanceof Refusal) return parts;
  if (parts.before !== '') return refuse('number-format');
  const unit = percentUnits.get(parts.after);
  if (parts.after !== '' && unit === undefined) return refuse('unit-unknown', parts.after);
  const { digits, scale } = parts.number;
  if (
    options.fractions === true &&
    unit === undefined &&
    digits > 0n &&
    digits <= 10n ** BigInt(scale)
  )
    return refuse('percent-fraction');
  const value = roundTimes(times(parts.number, unit ?? scaleOf(options)), 100n);
  return value < 0n || value > 10_000n ? refuse('percent-range') : String(value);
}

/** Cleaners whose cells can write decimals either way. */
export const numberCleaners: ReadonlySet<string> = new Set([
  'money',
  'mass',
  'quantity',
  'integer',
  'decimal',
  'percent',
]);
