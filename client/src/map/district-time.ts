/** Days and times in the district's own zone, whatever the browser's is. */
import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);

/** China Standard Time has no daylight saving. */
const offsetMs = 8 * 3_600_000;
const two = (value: number) => String(value).padStart(2, '0');

function parts(at: number) {
  const there = new Date(at + offsetMs);
  return {
    day: `${there.getUTCFullYear()}-${two(there.getUTCMonth() + 1)}-${two(there.getUTCDate())}`,
    minute: `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`,
    second: two(there.getUTCSeconds()),
  };
}

/** 2026-11-28 14:05 */
export function minuteText(at: number): string {
  const { day, minute } = parts(at);
  return `${day} ${minute}`;
}

/** 2026-11-28 14:05:09 */
export function secondText(at: number): string {
  return `${minuteText(at)}:${parts(at).second}`;
}

/** 11-28 14:05: where the year is clear. */
export const shortText = (at: number): string => minuteText(at).slice(5);
export const clockText = (at: number): string => parts(at).minute;
/** 2026-11-28 */
export const isoDay = (at: number): string => parts(at).day;
export const dayText = (at: number): string => parts(at).day.slice(5);

/** What a date picker shows. */
export const toPicker = (at: number): Dayjs => dayjs.utc(at + offsetMs);

/** Reads the fields that somebody chose, whatever zone the picker believes them in. */
export function fromPicker(chosen: Dayjs): number {
  return (
    Date.UTC(
      chosen.year(),
      chosen.month(),
      chosen.date(),
      chosen.hour(),
      chosen.minute(),
      chosen.second(),
    ) - offsetMs
  );
}

/** Marks of an axis lie on whole hours of the district: shift by this before they are chosen. */
export const districtOffsetMs = offsetMs;
