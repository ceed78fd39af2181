/** Clean step for numbers: exact decimal arithmetic on BigInt; money to cents, mass to grams, quantity to thousandths. */
import { type Cleaned, refuse } from './cleaned.ts';
import { fold, simplify } from './text.ts';

export interface NumberOptions {
  /** The written number times this is in the base unit (元, kg, pieces). */
  readonly scale?: number | undefined;
  /** Unit of the written number when the cell names none. */
  readonly unit?: string | undefined;
  readonly nonNegative?: boolean | undefined;
}

/** value = digits / 10^scale */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const limit = 9_000_000_000_000_000n;

/** Units of money in 元, of mass in kg, exactly. */
const moneyUnits: Readonly<Record<string, Decimal>> = {
  分: dec(1n, 2),
  角: dec(1n, 1),
  元: dec(1n),
  圆: dec(1n),
  块: dec(1n),
  百元: dec(100n),
  千元: dec(1_000n),
  万: dec(10_000n),
  万元: dec(10_000n),
  万圆: dec(10_000n),
  百万: dec(1_000_000n),
  百万元: dec(1_000_000n),
  千万: dec(10_000_000n),
  千万元: dec(10_000_000n),
  亿: dec(100_000_000n),
  亿元: dec(100_000_000n),
};
const massUnits: Readonly<Record<string, Decimal>> = {
  mg: dec(1n, 6),
  毫克: dec(1n, 6),
  g: dec(1n, 3),
  克: dec(1n, 3),
  斤: dec(5n, 1),
  kg: dec(1n),
  kgs: dec(1n),
  千克: dec(1n),
  公斤: dec(1n),
  t: dec(1_000n),
  吨: dec(1_000n),
  公吨: dec(1_000n),
  mt: dec(1_000n),
  万吨: dec(10_000_000n),
  lb: dec(45_359_237n, 8),
  磅: dec(45_359_237n, 8),
};
const countUnits: Readonly<Record<string, Decimal>> = {
  千: dec(1_000n),
  万: dec(10_000n),
  亿: dec(100_000_000n),
};

function dec(digits: bigint, scale = 0): Decimal {
  return { digits, scale };
}

/** Plain, grouped (1,234,567.8) and exponent notation; `null` when it is not a number. */
export function parseDecimal(text: string): Decimal | null {
  const bare = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replace(/,/g, '') : text;
  const match = /^([+-]?)(\d{0,40})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,3}))?$/.exec(bare);
  if (match === null) return null;
  const [, sign, whole = '', fraction = '', exponent] = match;
  if (whole === '' && fraction === '') return null;
  const power = Number(exponent ?? 0);
  if (Math.abs(power) > 40) return null;
  let digits = BigInt(whole + fraction);
  if (sign === '-') digits = -digits;
  const scale = fraction.length - power;
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function times(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** value × factor rounded half away from zero. */
function roundTimes(value: Decimal, factor: bigint): bigint {
  const product = value.digits * factor;
  const divisor = 10n ** BigInt(value.scale);
  const twice = (product < 0n ? -product : product) * 2n;
  const rounded = (twice + divisor) / (2n * divisor);
  return product < 0n ? -rounded : rounded;
}

function scaleOf(options: NumberOptions): Decimal {
  return options.scale === undefined ? dec(1n) : (parseDecimal(String(options.scale)) ?? dec(1n));
}

function finish(value: Decimal, factor: bigint, options: NumberOptions): Cleaned {
  const scaled = roundTimes(times(value, scaleOf(options)), factor);
  if (options.nonNegative !== false && scaled < 0n) return refuse('negative');
  return scaled > limit || scaled < -limit ? refuse('number-range') : String(scaled);
}

/** Splits "1,200.5 万元" in number and unit. Accountants' brackets mean minus. */
function split(text: string): { number: Decimal; unit: string } | null {
  const bracketed = /^\((.+)\)$/.exec(text);
  const match = /^([+-]?[\d.,]+(?:[eE][+-]?\d+)?)\s*(.*)$/.exec(bracketed?.[1] ?? text);
  if (match === null) return null;
  const number = parseDecimal(match[1] ?? '');
  if (number === null) return null;
  return {
    number: bracketed ? { ...number, digits: -number.digits } : number,
    unit: (match[2] ?? '').trim(),
  };
}

/** Cents. A negative amount is refused unless the field says `nonNegative: false`. */
export function cleanMoney(raw: string, options: NumberOptions = {}): Cleaned {
  const folded = fold(raw);
  if (folded === null) return null;
  const text = simplify(folded)
    .replace(/^(?:人民币|RMB|CNY|[¥￥]|元)\s*/i, '')
    .replace(/\s*\(?(?:人民币|RMB|CNY)\)?元?$/i, '');
  const parts = split(text);
  if (parts === null)
    return refuse(
      /\d/.test(text) && /[$€£]|USD|HKD|EUR|JPY|MOP|美元|港元|港币|欧元|日元/i.test(text)
        ? 'money-currency'
        : 'number-format',
    );
  const name =
    parts.unit !== '' ? parts.unit.replace(/(?:人民币|整|正)$/, '') : (options.unit ?? '元');
  const unit = moneyUnits[name];
  if (unit === undefined)
    return refuse(
      /[$€£]|USD|HKD|EUR|JPY|MOP|美元|港元|港币|欧元|日元|英镑/i.test(name)
        ? 'money-currency'
        : 'unit-unknown',
    );
  return finish(times(parts.number, unit), 100n, options);
}

/** Grams; kg when neither cell nor field names a unit. Never negative unless the field allows it. */
export function cleanMass(raw: string, options: NumberOptions = {}): Cleaned {
  return measured(raw, options, massUnits, 'kg', 1_000n);
}

/** Thousandths of a piece (or of whatever the column counts). */
export function cleanQuantity(raw: string, options: NumberOptions = {}): Cleaned {
  const folded = fold(raw);
  if (folded === null) return null;
  const parts = split(simplify(folded));
  if (parts === null) return refuse('number-format');
  const multiple = /^[千万亿]/.exec(parts.unit)?.[0] ?? '';
  return finish(times(parts.number, countUnits[multiple] ?? dec(1n)), 1_000n, options);
}

function measured(
  raw: string,
  options: NumberOptions,
  units: Readonly<Record<string, Decimal>>,
  base: string,
  factor: bigint,
): Cleaned {
  const folded = fold(raw);
  if (folded === null) return null;
  const parts = split(simplify(folded));
  if (parts === null) return refuse('number-format');
  const unit = units[(parts.unit === '' ? (options.unit ?? base) : parts.unit).toLowerCase()];
  return unit === undefined
    ? refuse('unit-unknown')
    : finish(times(parts.number, unit), factor, options);
}

export function cleanInteger(raw: string, options: NumberOptions = {}): Cleaned {
  const folded = fold(raw);
  if (folded === null) return null;
  const number = parseDecimal(folded);
  if (number === null) return refuse('number-format');
  const value = times(number, scaleOf(options));
  if (value.digits % 10n ** BigInt(value.scale) !== 0n) return refuse('number-integer');
  return finish(number, 1n, { nonNegative: false, ...options });
}

/** Canonical decimal text without trailing zeros, at most 9 digits after the point. */
export function cleanDecimal(raw: string, options: NumberOptions = {}): Cleaned {
  const folded = fold(raw);
  if (folded === null) return null;
  const number = parseDecimal(folded);
  if (number === null) return refuse('number-format');
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

/** Ten-thousandths. "35%" and "35" are 35 %; a column of fractions says `scale: 100`. */
export function cleanPercent(raw: string, options: NumberOptions = {}): Cleaned {
  const folded = fold(raw);
  if (folded === null) return null;
  const number = parseDecimal(folded.replace(/\s*[%‰]$/, ''));
  if (number === null) return refuse('number-format');
  const factor = folded.endsWith('‰') ? 10n : 100n;
  const scale = /[%‰]$/.test(folded) ? dec(1n) : scaleOf(options);
  const value = roundTimes(times(number, scale), factor);
  return value < 0n || value > 10_000n ? refuse('percent-range') : String(value);
}
