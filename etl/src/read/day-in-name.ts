/** The day that a file speaks of, as its name says it: a day, or the last day of the week, month, quarter, half-year or year that is named. */
import { dayExists } from '../clean/dates.ts';

/** `several`: the name holds days that do not make a span, or one that can be read in two ways. */
export type DayInName =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'several'; readonly readings: readonly string[] }
  | { readonly kind: 'none' };

interface Found {
  readonly start: number;
  readonly end: number;
  /** One reading, or those between which the name does not decide. */
  readonly days: readonly string[];
}

interface Form {
  readonly pattern: RegExp;
  /** Empty = not such a thing after all. */
  readonly read: (match: RegExpExecArray) => readonly string[];
}

const year = '((?:19|20)\\d{2})';
const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const monthName = `(${months})[a-z]*`;
const form = (source: string, read: Form['read']): Form => ({
  pattern: new RegExp(source, 'g'),
  read,
});

const days: readonly Form[] = [
  form(
    `(?<!\\d)${year}(\\d{2})(\\d{2})(?:([01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d)?)?(?!\\d)`,
    ([, y, m, d]) => dayOf(y, m, d),
  ),
  form(`(?<!\\d)${year} ?年 ?(\\d{1,2}) ?月 ?(\\d{1,2}) ?[日号]?(?!\\d)`, ([, y, m, d]) =>
    dayOf(y, m, d),
  ),
  form(`(?<!\\d)${year}([-_. ])(\\d{1,2})\\2(\\d{1,2})(?!\\d)`, ([, y, , m, d]) => dayOf(y, m, d)),
  form(`(?<!\\d)${year}[-_. ]?${monthName}[-_. ]?(\\d{1,2})(?!\\d)`, ([, y, m, d]) =>
    dayOf(y, monthOf(m), d),
  ),
  form(`(?<!\\d)(\\d{1,2})[-_. ]?${monthName}[-_., ]{0,2}${year}(?!\\d)`, ([, d, m, y]) =>
    dayOf(y, monthOf(m), d),
  ),
  form(`${monthName}[-_. ]?(\\d{1,2})[-_., ]{1,2}${year}(?!\\d)`, ([, m, d, y]) =>
    dayOf(y, monthOf(m), d),
  ),
  /* With points the day comes first; otherwise either may. */
  form(`(?<![\\da-z.])(\\d{1,2})([-_. ])(\\d{1,2})\\2${year}(?!\\d)`, ([, a, point, b, y]) =>
    point === '.' ? dayOf(y, b, a) : [...new Set([...dayOf(y, b, a), ...dayOf(y, a, b)])],
  ),
];

const chinese = '([1-4])';
const periods: readonly (readonly Form[])[] = [
  [
    form(`(?<!\\d)${year} ?年 ?\\d{1,2} ?月? ?[-~—至到] ?(\\d{1,2}) ?月`, ([, y, m]) =>
      endOfMonth(y, m),
    ),
    form(`(?<!\\d)${year} ?年 ?(\\d{1,2}) ?月`, ([, y, m]) => endOfMonth(y, m)),
    /* 2024-1 may be a month or the first of several files. */
    form(`(?<!\\d)${year}([-_. ])(\\d{1,2})(?!\\d|\\2\\d)`, ([, y, , m = '']) =>
      m.length === 2 ? endOfMonth(y, m) : [...endOfMonth(y, m), ...endOfMonth(y, '12')],
    ),
    form(`(?<!\\d)${year}(\\d{2})(?!\\d)`, ([, y, m]) => endOfMonth(y, m)),
    form(`(?<![\\da-z]|\\d[-_. ])(\\d{2})[-_. ]${year}(?!\\d|[-_. ]\\d)`, ([, m, y]) =>
      endOfMonth(y, m),
    ),
    form(`(?<!\\d)${year}[-_. ]?${monthName}(?![a-z\\d])`, ([, y, m]) => endOfMonth(y, monthOf(m))),
    form(`(?<![a-z])${monthName}[-_., ]{0,2}${year}(?!\\d)`, ([, m, y]) =>
      endOfMonth(y, monthOf(m)),
    ),
  ],
  [
    form(
      `(?<!\\d)${year}(?:[-_ ]?w| ?年? ?第?)(\\d{1,2})(?:(?<=w\\d{1,2})| ?周)(?!\\d)`,
      ([, y, w]) => endOfWeek(y, w),
    ),
  ],
  [
    form(`(?<!\\d)${year} ?年? ?[-_ ]?q${chinese}(?!\\d)`, ([, y, q]) => endOfQuarter(y, q)),
    form(`q${chinese}[-_ ]?${year}(?!\\d)`, ([, q, y]) => endOfQuarter(y, q)),
    form(`(?<!\\d)${year} ?年? ?第?${chinese} ?季`, ([, y, q]) => endOfQuarter(y, q)),
  ],
  [
    form(`(?<!\\d)${year}[-_ ]?h([12])(?!\\d)`, ([, y, h]) =>
      endOfMonth(y, h === '1' ? '6' : '12'),
    ),
    form(`(?<!\\d)${year} ?年? ?([上下])半年`, ([, y, h]) =>
      endOfMonth(y, h === '上' ? '6' : '12'),
    ),
  ],
  [
    form(`(?<!\\d)${year} ?年`, ([, y]) => endOfMonth(y, '12')),
    /* A year by itself; behind letters it is a part of a name (top2000), before a measure word a number (2000强). */
    form(
      `(?<![\\da-z.])${year}(?![\\da-z]|[-_. ]\\d{1,2}(?!\\d)| ?[强家件名人万条个户元吨辆米号项次份行页票箱])`,
      ([, y]) => endOfMonth(y, '12'),
    ),
  ],
];

export function dayInName(fileName: string): DayInName {
  const text = plain(fileName);
  const exact = findAll(text, days);
  if (exact.length > 0) return settle(text, exact);
  for (const forms of periods) {
    const found = findAll(text, forms);
    if (found.length > 0) return settle(text, found);
  }
  return { kind: 'none' };
}

/** Without the ending; digits of any width and in Chinese (二〇二四年十一月) as 0 to 9. */
function plain(fileName: string): string {
  return fileName
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?:\.[a-z][a-z0-9]{0,7}){1,2}$/, '')
    .replace(/[〇零一二三四五六七八九十]+(?=[年月日号季周])/g, arabic);
}

function arabic(written: string): string {
  const digits = [...written.replaceAll('零', '〇')].map((sign) =>
    '〇一二三四五六七八九'.indexOf(sign),
  );
  const ten = written.indexOf('十');
  if (ten < 0) return digits.join('');
  const before = ten === 0 ? 1 : (digits[ten - 1] ?? 0);
  return String(before * 10 + (digits[ten + 1] ?? 0));
}

function findAll(text: string, forms: readonly Form[]): Found[] {
  const found: Found[] = [];
  for (const { pattern, read } of forms) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const readings = read(match);
      const taken = found.some((other) => start < other.end && other.start < end);
      if (readings.length > 0 && !taken) found.push({ start, end, days: readings });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** A span (20240101-20240331) speaks of its end; days that stand apart leave it open. */
function settle(text: string, found: readonly Found[]): DayInName {
  const readings = [...new Set(found.flatMap((one) => one.days))].sort();
  const [only] = readings;
  if (only !== undefined && readings.length === 1) return { kind: 'day', day: only };
  const span =
    found.every((one) => one.days.length === 1) &&
    found.every((one, index) => {
      const next = found[index + 1];
      return (
        next === undefined || /^[ _]*(?:[-_~—–至到]|to)[ _]*$/.test(text.slice(one.end, next.start))
      );
    });
  const last = found.at(-1)?.days[0];
  return span && found.length === 2 && last !== undefined && last === readings.at(-1)
    ? { kind: 'day', day: last }
    : { kind: 'several', readings };
}

function dayOf(y = '', m = '', d = ''): string[] {
  return dayExists(Number(y), Number(m), Number(d))
    ? [`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`]
    : [];
}

function monthOf(name = ''): string {
  return String(months.split('|').indexOf(name) + 1);
}

function endOfMonth(y = '', m = ''): string[] {
  const month = Number(m);
  return month >= 1 && month <= 12 ? [isoDay(Date.UTC(Number(y), month, 0))] : [];
}

function endOfQuarter(y = '', q = ''): string[] {
  return endOfMonth(y, String(Number(q) * 3));
}

/** Sunday of a week of ISO 8601. */
function endOfWeek(y = '', w = ''): string[] {
  const week = Number(w);
  if (week < 1 || week > 53) return [];
  const fourth = new Date(Date.UTC(Number(y), 0, 4));
  const monday = 4 - ((fourth.getUTCDay() + 6) % 7);
  return [isoDay(Date.UTC(Number(y), 0, monday + (week - 1) * 7 + 6))];
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
