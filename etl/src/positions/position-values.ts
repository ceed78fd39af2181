/** Times and numbers of position files, read by the million: no object for a value. */

const minute = 60_000;
const dayStarts = new Map<string, number>();

/** NaN where it is no time. @param zoneMinutes of texts that name no zone, minutes east of Greenwich */
export function readTime(text: string, zoneMinutes: number): number {
  const plain =
    /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(
      text,
    );
  if (plain === null) return readEpoch(text);
  const date = dayStart(plain[1] ?? '');
  const [hours, minutes, seconds] = [
    plain[2] ?? 0,
    plain[3] ?? 0,
    (plain[4] ?? '0').replace(',', '.'),
  ].map(Number);
  if (hours === undefined || minutes === undefined || seconds === undefined) return NaN;
  if (hours > 24 || minutes > 59 || seconds > 60) return NaN;
  const zone = plain[5];
  const east = zone === undefined ? zoneMinutes : zone === 'Z' ? 0 : offsetOf(zone);
  return date + Math.round((hours * 3_600 + minutes * 60 + seconds) * 1_000) - east * minute;
}

function dayStart(text: string): number {
  let start = dayStarts.get(text);
  if (start === undefined) {
    const [year = 0, month = 0, date = 0] = text.split(/[-/.]/).map(Number);
    start = Date.UTC(year, month - 1, date);
    const back = new Date(start);
    if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== date) start = NaN;
    if (dayStarts.size > 10_000) dayStarts.clear();
    dayStarts.set(text, start);
  }
  return start;
}

function offsetOf(zone: string): number {
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.slice(1).replace(':', '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

/** Seconds or milliseconds since 1970, or 20261031083000. */
function readEpoch(text: string): number {
  if (/^\d{14}$/.test(text)) {
    const [, year, month, date, hours, minutes, seconds] =
      /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
    return readTime(`${year}-${month}-${date} ${hours}:${minutes}:${seconds}`, 480);
  }
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1_000);
  if (/^\d{12,13}$/.test(text)) return Number(text);
  return NaN;
}

/** The usual form, `2026-10-31 08:30:00`, straight from bytes; NaN where it is another one. */
export function fastTime(bytes: Buffer, from: number, to: number, zoneMinutes: number): number {
  if (to - from !== 19 || bytes[from + 4] !== 0x2d || bytes[from + 7] !== 0x2d) return NaN;
  const two = (at: number): number => ((bytes[at] ?? 0) - 48) * 10 + ((bytes[at + 1] ?? 0) - 48);
  const [hours, minutes, seconds] = [two(from + 11), two(from + 14), two(from + 17)];
  if (!(hours < 24 && minutes < 60 && seconds < 61 && hours >= 0 && minutes >= 0 && seconds >= 0))
    return NaN;
  const start = dayStart(bytes.toString('latin1', from, from + 10));
  return start + (hours * 3_600 + minutes * 60 + seconds) * 1_000 - zoneMinutes * minute;
}

/** NaN where the bytes are no plain decimal number. */
export function fastNumber(bytes: Buffer, from: number, to: number): number {
  let at = from;
  const negative = bytes[at] === 0x2d;
  if (negative) at++;
  if (at >= to || to - at > 17) return at >= to ? NaN : Number(bytes.toString('latin1', from, to));
  let value = 0;
  let scale = 0;
  for (; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (scale > 0) scale *= 10;
    } else if (digit === -2 && scale === 0) scale = 1;
    else return Number(bytes.toString('latin1', from, to).trim() || 'x');
  }
  const result = scale > 1 ? value / scale : value;
  return negative ? -result : result;
}
