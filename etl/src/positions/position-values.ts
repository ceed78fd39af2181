/** Times, places and speeds of position files, read by the million: no object for a value in its usual form, many forms for the others. */
import { fold } from '../clean/text.ts';
import { dayOrderOf, type DayOrder } from './day-order.ts';

const minute = 60_000;
const dayStarts = new Map<string, number>();

const clock = String.raw`(?:\s*(上午|下午|AM|PM))?\s*(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2}(?:[.,:]\d+)?)?秒?)?分?\s*(AM|PM)?`;
const zone = String.raw`\s*(Z|(?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d{2})?|UTC|GMT)?`;
const yearFirst = new RegExp(
  String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T\s]*${clock}${zone}$`,
  'i',
);
const yearLast = new RegExp(
  String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})[T,\s]+${clock}${zone}$`,
  'i',
);
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = `(${months.join('|')})[a-z]*\\.?`;
const monthNamed = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?(?:(\d{1,2})[\s-]+${month}|${month}\s+(\d{1,2}))(?:,?\s+|-)(\d{4})[T,\s]+${clock}${zone}$`,
  'i',
);
const packed = new RegExp(
  String.raw`^(\d{4})(\d\d)(\d\d)[T\s]?(\d\d)(\d\d)(\d\d(?:[.,]\d+)?)${zone}$`,
  'i',
);

/** NaN where it is no time. @param zoneMinutes of texts that name no zone, minutes east of Greenwich; @param order null: not known */
export function readTime(text: string, zoneMinutes: number, order: DayOrder | null = null): number {
  if (text === '') return NaN;
  const epoch = readEpoch(text);
  if (!Number.isNaN(epoch)) return epoch;
  const iso = yearFirst.exec(text) ?? yearFirst.exec(fold(text) ?? '');
  if (iso !== null) return momentOf(iso[1], iso[2], iso[3], iso.slice(4), zoneMinutes);
  const folded = fold(text) ?? '';
  const dense = packed.exec(folded);
  if (dense !== null) {
    const [, year, monthText, day, hours, minutes, seconds, said] = dense;
    const rest = [undefined, hours, minutes, seconds, undefined, said];
    return momentOf(year, monthText, day, rest, zoneMinutes);
  }
  const last = yearLast.exec(folded);
  if (last !== null) {
    const [, first, mark, second, year] = last;
    const known = mark === '.' ? 'day' : (order ?? dayOrderOf(folded));
    if (known === null) return NaN;
    const [day, inYear] = known === 'day' ? [first, second] : [second, first];
    return momentOf(year, inYear, day, last.slice(5), zoneMinutes);
  }
  const named = monthNamed.exec(folded);
  if (named === null) return NaN;
  const name = (named[2] ?? named[3] ?? '').toLowerCase();
  const number = String(months.indexOf(name) + 1);
  return momentOf(named[5], number, named[1] ?? named[4], named.slice(6), zoneMinutes);
}

/** @param rest half of the day, hours, minutes, seconds, half of the day, zone */
function momentOf(
  year: string | undefined,
  monthText: string | undefined,
  day: string | undefined,
  rest: readonly (string | undefined)[],
  zoneMinutes: number,
): number {
  const [before, hourText, minuteText, secondText = '0', behind, said] = rest;
  const start = dayStart(Number(year), Number(monthText), Number(day));
  let hours = Number(hourText);
  const [minutes, seconds] = [Number(minuteText), Number(secondText.replace(/[,:]/, '.'))];
  const half = (before ?? behind)?.toUpperCase();
  if (half !== undefined) {
    if (hours > 12 || (hours === 0 && before === undefined)) return NaN;
    const late = half === 'PM' || half === '下午';
    hours = (hours % 12) + (late ? 12 : 0);
  }
  // The second of a leap ends its minute.
  if (hours > 24 || minutes > 59 || seconds >= 61) return NaN;
  const east = said === undefined ? zoneMinutes : offsetOf(said);
  return start + Math.round((hours * 3_600 + minutes * 60 + seconds) * 1_000) - east * minute;
}

function dayStart(year: number, inYear: number, day: number): number {
  const start = Date.UTC(year, inYear - 1, day);
  const back = new Date(start);
  const same =
    back.getUTCFullYear() === year &&
    back.getUTCMonth() === inYear - 1 &&
    back.getUTCDate() === day;
  return same ? start : NaN;
}

/** Of the text `2026-10-31`. */
function dayStartOf(text: string): number {
  let start = dayStarts.get(text);
  if (start === undefined) {
    const [year = 0, inYear = 0, day = 0] = text.split('-').map(Number);
    start = dayStart(year, inYear, day);
    if (dayStarts.size > 10_000) dayStarts.clear();
    dayStarts.set(text, start);
  }
  return start;
}

/** Minutes east of Greenwich. */
function offsetOf(said: string): number {
  const digits = said.replace(/[^\d+-]/g, '');
  if (digits === '') return 0;
  const sign = digits.startsWith('-') ? -1 : 1;
  const bare = digits.slice(1);
  return bare.length <= 2
    ? sign * Number(bare) * 60
    : sign * (Number(bare.slice(0, -2)) * 60 + Number(bare.slice(-2)));
}

/** Seconds, milliseconds or microseconds since 1970. */
function readEpoch(text: string): number {
  if (/^\d{9,10}([.,]\d+)?$/.test(text)) return Math.round(Number(text.replace(',', '.')) * 1_000);
  if (/^\d{12,13}(\.\d+)?$/.test(text)) return Math.round(Number(text));
  if (/^\d{16}$/.test(text)) return Math.round(Number(text) / 1_000);
  return NaN;
}

/** What a heading or a zone's name says: minutes east of Greenwich; null where it names none. */
export function zoneIn(text: string): number | null {
  const said = /(?:utc|gmt)\s*([+-]\s*\d{1,2}(?::?\d{2})?)?/i.exec(text);
  if (said !== null) return offsetOf((said[1] ?? '').replaceAll(' ', ''));
  if (/世界时|格林|zulu/i.test(text)) return 0;
  return /北京|beijing|东八/i.test(text) ? 480 : null;
}

/** The usual form, `2026-10-31 08:30:00`, straight from bytes; NaN where it is another one. */
export function fastTime(bytes: Buffer, from: number, to: number, zoneMinutes: number): number {
  if (to - from !== 19 || bytes[from + 4] !== 0x2d || bytes[from + 7] !== 0x2d) return NaN;
  const two = (at: number): number => ((bytes[at] ?? 0) - 48) * 10 + ((bytes[at + 1] ?? 0) - 48);
  const [hours, minutes, seconds] = [two(from + 11), two(from + 14), two(from + 17)];
  if (!(hours < 24 && minutes < 60 && seconds < 61 && hours >= 0 && minutes >= 0 && seconds >= 0))
    return NaN;
  const start = dayStartOf(bytes.toString('latin1', from, from + 10));
  return start + (hours * 3_600 + minutes * 60 + seconds) * 1_000 - zoneMinutes * minute;
}

/** NaN where the bytes are no plain decimal number. */
export function fastNumber(bytes: Buffer, from: number, to: number): number {
  let at = from;
  const negative = bytes[at] === 0x2d;
  if (negative) at++;
  if (at >= to || to - at > 17) return at >= to ? NaN : slowNumber(bytes, from, to);
  let value = 0;
  let scale = 0;
  const first = at;
  for (; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (scale > 0) scale *= 10;
    } else if (digit === -2 && scale === 0) scale = 1;
    else return slowNumber(bytes, from, to);
  }
  if (scale > 0 && at - first === 1) return NaN;
  const result = scale > 1 ? value / scale : value;
  return negative ? -result : result;
}

const slowNumber = (bytes: Buffer, from: number, to: number): number =>
  readNumber(bytes.toString('latin1', from, to));

/** Plain decimal, with an exponent too; NaN for anything else, for nothing too. */
export function readNumber(text: string): number {
  const bare = text.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(bare) ? Number(bare) : NaN;
}

const sides = {
  lng: { plus: /[E东]经?/g, minus: /[WO西]经?/g, most: 180 },
  lat: { plus: /[N北]纬?/g, minus: /[S南]纬?/g, most: 90 },
} as const;

/** Degrees as people and devices write them: `22,543`, `22.543N`, `东经114.05°`, `22°32'36.5"N`; NaN where it is no place. */
export function readDegrees(text: string, axis: 'lng' | 'lat'): number {
  const plain = readNumber(text);
  if (!Number.isNaN(plain)) return plain;
  const folded = (fold(text) ?? '').toUpperCase();
  const { plus, minus } = sides[axis];
  const [east, west] = [folded.match(plus)?.length ?? 0, folded.match(minus)?.length ?? 0];
  if (east + west > 1) return NaN;
  const bare = folded.replace(plus, '').replace(minus, '').trim().replaceAll(',', '.');
  const sign = west > 0 ? -1 : 1;
  const degrees = /^([+-]?\d{1,3}(?:\.\d+)?)\s*[°度º]?$/.exec(bare);
  if (degrees !== null) {
    const value = Number(degrees[1]);
    return east + west > 0 && value < 0 ? NaN : sign * value;
  }
  const parts =
    /^(-?)(\d{1,3})\s*[°度º]\s*(\d{1,2}(?:\.\d+)?)\s*['′’分]?(?:\s*(\d{1,2}(?:\.\d+)?)\s*(?:["″”秒]|'')?)?$/.exec(
      bare,
    );
  if (parts === null) return NaN;
  const [whole, minutes, seconds] = [Number(parts[2]), Number(parts[3]), Number(parts[4] ?? 0)];
  if (minutes >= 60 || seconds >= 60 || (parts[1] !== '' && east + west > 0)) return NaN;
  return (parts[1] === '' ? sign : -1) * (whole + minutes / 60 + seconds / 3_600);
}

const kmPerMile = 1.609344;
/** Kilometres. */
export const knot = 1.852;
/** Kilometres an hour of the unit that a heading or a cell names; null where it names none. */
export function speedUnit(text: string): number | null {
  const bare = text.normalize('NFKC').toLowerCase();
  if (/km|公里|千米|kph/.test(bare)) return 1;
  if (/m\/s|mps|m\s*s-1|米\/秒|米每秒|meters?\s*per\s*s/.test(bare)) return 3.6;
  if (/mph|mi\/h|英里/.test(bare)) return kmPerMile;
  return /(?<![a-z])(kn|kts?)(?![a-z])|knots?|节/.test(bare) ? knot : null;
}

/** Kilometres an hour; NaN where it is not known. @param unit kilometres an hour of one where the text names no unit */
export function readSpeed(text: string, unit: number): number {
  const plain = readNumber(text);
  if (!Number.isNaN(plain)) return plain * unit;
  const found = /^([\d.,]+)\s*(\D.*)?$/.exec(fold(text) ?? '');
  if (found === null) return NaN;
  const [, digits = '', named] = found;
  const own = named === undefined ? unit : speedUnit(named);
  return own === null ? NaN : readNumber(digits.replace(',', '.')) * own;
}
