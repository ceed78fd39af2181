/** Clean step for dates: the many written forms to `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
import { type Cleaned, Warned, refuse } from './cleaned.ts';
import { fold, simplify } from './text.ts';

export const firstYear = 1900;
export const lastYear = 2100;
export type DayOrder = 'dmy' | 'mdy';
/** Where a spreadsheet's day count begins. */
export type DaySystem = '1900' | '1904';

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function dayExists(year: number, month: number, day: number): boolean {
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0) ? 1 : 0;
  return month >= 1 && month <= 12 && day >= 1 && day <= (monthDays[month - 1] ?? 0) + leap;
}

const englishMonths = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
];
const chineseDigits: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  '○': '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

/** `order` settles 06/05/2023; without it such a date is refused when both readings are possible. A time with a zone is one in China. */
export function cleanDate(raw: string, order?: DayOrder, serials?: DaySystem): Cleaned {
  const folded = fold(raw);
  if (folded === null) return null;
  if (!zoned.test(folded)) return dayOf(folded, order, serials);
  const time = cleanDateTime(folded, order, serials);
  return typeof time === 'string' ? time.slice(0, 10) : time;
}

function dayOf(
  folded: string,
  order: DayOrder | undefined,
  serials: DaySystem | undefined,
): Cleaned {
  const plain = folded.replace(/^'/, '');
  const text = /[\u4e00-\u9fff○]/.test(plain) ? arabic(simplify(plain)) : plain;
  const bare = text
    .replace(/[T ](?:[上下]午)?\d{1,2}:\d{2}.*$/, '')
    .replace(/(?<=日).*$/, '')
    .replace(/ (?=[年月日])|(?<=[年月]) /g, '');
  return parse(bare, order, serials);
}

/** Keeps year and month. */
export function cleanMonth(raw: string, order?: DayOrder, serials?: DaySystem): Cleaned {
  const date = cleanDate(raw, order, serials);
  if (date instanceof Warned) return new Warned(date.value.slice(0, 7), date.code);
  if (typeof date !== 'string') return date;
  return date.length >= 7 ? date.slice(0, 7) : refuse('date-format');
}

const zone = '(Z|[+-]\\d{2}(?::?\\d{2})?)';
const zoned = new RegExp(`[T ]\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?\\s*${zone}$`);
const timed = new RegExp(
  `[T ](上午|下午)?(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?\\s*(AM|PM)?\\s*${zone}?$`,
  'i',
);

/** `YYYY-MM-DDTHH:MM:SS` in China standard time; a zone in the text is converted. */
export function cleanDateTime(raw: string, order?: DayOrder, serials?: DaySystem): Cleaned {
  const folded = fold(raw);
  if (folded === null) return null;
  const day = dayOf(folded, order, serials);
  if (day instanceof Warned) return new Warned(day.value + timeOfSerial(folded), day.code);
  if (typeof day !== 'string') return day;
  if (day.length < 10) return refuse('date-format');
  if (/^\d{5}(?:\.\d+)?$/.test(folded)) return day + timeOfSerial(folded);
  const time = timed.exec(folded);
  const compact = /^\d{8}(\d{2})(\d{2})(\d{2})?$/.exec(folded);
  const named = /日 ?(\d{1,2})[时時点點](?:(\d{1,2})分)?(?:(\d{1,2})秒)?$/.exec(folded);
  const found = time === null ? (compact ?? named) : time.slice(1);
  if (found === null)
    return /\d{1,2}[:时時点點]/.test(folded) ? refuse('date-format') : `${day}T00:00:00`;
  const half = (time?.[1] ?? time?.[5] ?? '').toUpperCase();
  const [written, minute, second] = [
    Number(found[1]),
    Number(found[2] ?? 0),
    Number(found[3] ?? 0),
  ];
  if (half !== '' && (written < 1 || written > 12)) return refuse('date-invalid');
  const late = half === 'PM' || half === '下午';
  const hour = half === '' ? written : (written % 12) + (late ? 12 : 0);
  if (hour > 23 || minute > 59 || second > 59) return refuse('date-invalid');
  const local = `${day}T${pad(hour)}:${pad(minute)}:${pad(second)}`;
  const offset = time?.[6];
  if (offset === undefined) return local;
  const instant = Date.parse(
    `${local}${offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`}`,
  );
  return Number.isNaN(instant)
    ? refuse('date-invalid')
    : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19);
}

function timeOfSerial(serial: string): string {
  const seconds = Math.round((Number(serial) % 1) * 86_400) % 86_400;
  return `T${new Date(seconds * 1_000).toISOString().slice(11, 19)}`;
}

function parse(text: string, order: DayOrder | undefined, serials: DaySystem | undefined): Cleaned {
  let match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (match) return made(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(text);
  if (match) return made(Number(match[1]), Number(match[2]));
  match = /^(\d{4})年?$/.exec(text);
  if (match) return made(Number(match[1]));
  match = /^(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?$/.exec(text);
  if (match) return made(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^((?:19|20)\d{2})(0[1-9]|1[0-2])$/.exec(text);
  if (match) return made(Number(match[1]), Number(match[2]));
  match = /^民国(\d{1,3})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?$/.exec(text);
  if (match) return made(Number(match[1]) + 1911, optional(match[2]), optional(match[3]));
  match = /^(\d{5})(?:\.\d+)?$/.exec(text);
  if (match) return fromSerial(text, serials);
  match = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  if (match) return ordered(Number(match[1]), Number(match[2]), Number(match[3]), order);
  match = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3})[a-z]*\.?,?[ -](\d{4})$/.exec(text);
  if (match) return named(match[2] ?? '', Number(match[1]), Number(match[3]));
  match = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(text);
  if (match) return named(match[1] ?? '', Number(match[2]), Number(match[3]));
  return refuse('date-format');
}

function made(year: number, month?: number, day?: number): Cleaned {
  if (month !== undefined && !dayExists(year, month, day ?? 1)) return refuse('date-invalid');
  if (year < firstYear || year > lastYear) return refuse('date-range');
  if (month === undefined) return String(year);
  return day === undefined ? `${year}-${pad(month)}` : `${year}-${pad(month)}-${pad(day)}`;
}

/** A spreadsheet's day count; in the 1900 system 60 was never a day. 20243 may be March 2024 as well as a day of 1955. */
function fromSerial(text: string, serials: DaySystem | undefined): Cleaned {
  if (/^(?:19|20)\d{2}[1-9]$/.test(text)) return refuse('date-ambiguous');
  const serial = Math.floor(Number(text)) + (serials === '1904' ? 1_462 : 0);
  if (serial < 10_000 || serial > 73_050) return refuse('date-range');
  const day = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
  return serials === undefined ? new Warned(day, 'date-serial') : day;
}

function ordered(
  first: number,
  second: number,
  year: number,
  order: DayOrder | undefined,
): Cleaned {
  if (order === 'dmy' || (order === undefined && first > 12)) return made(year, second, first);
  if (order === 'mdy' || second > 12 || first === second) return made(year, first, second);
  return refuse('date-ambiguous');
}

function named(month: string, day: number, year: number): Cleaned {
  const index = englishMonths.indexOf(month.toLowerCase());
  return index < 0 ? refuse('date-format') : made(year, index + 1, day);
}

/** 二〇二三年十二月二十一日 to 2023年12月21日. */
function arabic(text: string): string {
  return text
    .replace(/[〇零○一二三四五六七八九]{4}(?=年)/g, (year) =>
      [...year].map((c) => chineseDigits[c] ?? c).join(''),
    )
    .replace(/元年/g, '1年')
    .replace(
      /([一二三四五六七八九])?十([一二三四五六七八九])?(?=[月日])/g,
      (_, tens: string | undefined, ones: string | undefined) =>
        `${tens === undefined ? '1' : (chineseDigits[tens] ?? '')}${ones === undefined ? '0' : (chineseDigits[ones] ?? '')}`,
    )
    .replace(/[一二三四五六七八九](?=[月日])/g, (c) => chineseDigits[c] ?? c);
}

function optional(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
