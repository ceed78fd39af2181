/** Clean step for numbers: exact decimals and the two ways to write them, 1,234.56 and 1.234,56. */
import { fold } from './text.ts';

/** value = digits / 10^scale */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

export const decimalMarks = ['.', ','] as const;
/** What separates the decimals of a column. */
export type DecimalMark = (typeof decimalMarks)[number];

export function dec(digits: bigint, scale = 0): Decimal {
  return { digits, scale };
}

/**
 * [sign] digits, plain or in groups of three (by the other mark, a blank or an apostrophe), [mark digits], [exponent].
 * A group never starts with 0: 0,123 is a fraction. `null` when it is not a number.
 */
export function parseDecimal(text: string, mark: DecimalMark = '.'): Decimal | null {
  const written =
    mark === '.' ? text : text.replace(/[.,]/g, (found) => (found === '.' ? ',' : '.'));
  const match =
    /^([+-]?)(\d{0,100}|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+|[1-9]\d{0,2}(?:['’]\d{3})+)(?:\.(\d{0,100}))?(?:[eE]([+-]?\d{1,3}))?$/.exec(
      written,
    );
  if (match === null) return null;
  const [, sign, grouped = '', fraction = '', exponent] = match;
  const whole = grouped.replace(/\D/g, '');
  if (whole === '' && fraction === '') return null;
  const power = Number(exponent ?? 0);
  if (Math.abs(power) > 400) return null;
  const magnitude = BigInt(whole + fraction);
  const digits = sign === '-' ? -magnitude : magnitude;
  const scale = fraction.length - power;
  return scale < 0 ? dec(digits * 10n ** BigInt(-scale)) : { digits, scale };
}

export function times(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** value × factor rounded half away from zero. */
export function roundTimes(value: Decimal, factor: bigint): bigint {
  const product = value.digits * factor;
  const divisor = 10n ** BigInt(value.scale);
  const twice = (product < 0n ? -product : product) * 2n;
  const rounded = (twice + divisor) / (2n * divisor);
  return product < 0n ? -rounded : rounded;
}

/** The mark that a written number proves to be that of its decimals; `null` when it fits both (1,234) or neither. */
export function provenMark(raw: string): DecimalMark | null {
  const number = /\d[\d.,]*\d|[.,]\d+/.exec(fold(raw) ?? '')?.[0];
  if (number === undefined) return null;
  if (provesPoint(number)) return '.';
  return provesPoint(number.replace(/[.,]/g, (found) => (found === '.' ? ',' : '.'))) ? ',' : null;
}

function provesPoint(number: string): boolean {
  return (
    /^[1-9]\d{0,2}(?:,\d{3})+\.\d*$/.test(number) ||
    /^[1-9]\d{0,2}(?:,\d{3}){2,}$/.test(number) ||
    (/^\d*\.\d+$/.test(number) && !/^[1-9]\d{0,2}\.\d{3}$/.test(number))
  );
}
