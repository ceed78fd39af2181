/** When a message may go out at the earliest. */
import type { QuietHours } from '../store/contact-store.ts';
import type { WatchSchedule } from '../watch.ts';

const dayMinutes = 24 * 60;
const minutesOf = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** The instant itself, or the end of the quiet hours in which it lies. */
export function afterQuietHours(quiet: QuietHours | null, at: Date): Date {
  if (quiet === null) return at;
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const local = Math.floor(at.getTime() / 60_000) + quiet.offsetMinutes;
  const minute = ((local % dayMinutes) + dayMinutes) % dayMinutes;
  const inside = from <= to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!inside) return at;
  const left = (to - minute + dayMinutes) % dayMinutes;
  return new Date((Math.floor(at.getTime() / 60_000) + left) * 60_000);
}

/** The instant itself, or when the schedule next begins. */
export function inSchedule(schedule: WatchSchedule | null, at: Date): Date {
  if (schedule === null) return at;
  const [from, to] = [minutesOf(schedule.from), minutesOf(schedule.to)];
  const length = (to - from + dayMinutes) % dayMinutes || dayMinutes;
  const local = Math.floor(at.getTime() / 60_000) + schedule.offsetMinutes;
  const today = Math.floor(local / dayMinutes);
  // Yesterday's window may reach into today; each day of the week comes within seven.
  for (let day = today - 1; day <= today + 7; day++) {
    const begin = day * dayMinutes + from;
    if (!schedule.days.includes(weekdayOf(day)) || local >= begin + length) continue;
    return begin <= local ? at : new Date((begin - schedule.offsetMinutes) * 60_000);
  }
  return at;
}

/** Of a day since 1970, which began on a Thursday; Monday is 1. */
const weekdayOf = (day: number): number => ((day + 3) % 7) + 1;

const mostWindows = 14;

/** When both allow it; where they never do, the end of one of them: what waits is not lost. */
export function whenAllowed(
  quiet: QuietHours | null,
  schedule: WatchSchedule | null,
  earliest: Date,
): Date {
  let at = earliest;
  for (let window = 0; window < mostWindows; window++) {
    const next = afterQuietHours(quiet, inSchedule(schedule, at));
    if (next.getTime() === at.getTime()) break;
    at = next;
  }
  return at;
}
