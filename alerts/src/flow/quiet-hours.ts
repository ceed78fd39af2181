/** When a message may go out at the earliest. */
import type { QuietHours } from '../store/contact-store.ts';

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
