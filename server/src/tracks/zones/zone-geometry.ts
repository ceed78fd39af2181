/** The shape of a zone as it is drawn: GeoJSON, checked where it enters. */
import { z } from 'zod';
import { unwrap } from '../geo.ts';

const place = z.tuple([z.number().min(-540).max(540), z.number().min(-90).max(90)]);
const ring = z.array(place).min(4).max(5_000);

/** Degrees WGS-84; `radius` and `width` in metres. */
export const zoneGeometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1).max(50) }),
  z.object({
    type: z.literal('Point'),
    coordinates: place,
    radius: z.number().positive().max(2_000_000),
  }),
  z.object({
    type: z.literal('LineString'),
    coordinates: z.array(place).min(2).max(5_000),
    width: z.number().positive().max(200_000),
  }),
]);
export type ZoneGeometry = z.output<typeof zoneGeometry>;

/** A ring whose longitudes come back a whole turn away has a pole inside: in the plane of longitude and latitude it is no polygon. */
export function goesRoundPole(geometry: ZoneGeometry): boolean {
  if (geometry.type !== 'Polygon') return false;
  return geometry.coordinates.some((ring) => {
    const first = ring[0]?.[0] ?? 0;
    let last = first;
    for (const [lng] of ring) last = unwrap(lng, last);
    return Math.abs(unwrap(first, last) - first) > 180;
  });
}

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When a zone counts, by the clock of the district; a window whose end is not after its begin goes over midnight. */
export const zoneCalendar = z.object({
  /** 1 Monday to 7 Sunday; the day on which the window begins. */
  days: z.array(z.int().min(1).max(7)).min(1),
  from: clock,
  to: clock,
});
export type ZoneCalendar = z.output<typeof zoneCalendar>;

/** The district's clock, minutes east of Greenwich. */
export const districtMinutes = 480;

export function isOpen(calendar: ZoneCalendar | null, at: number): boolean {
  if (calendar === null) return true;
  const local = Math.floor(at / 60_000) + districtMinutes;
  const minute = ((local % 1_440) + 1_440) % 1_440;
  // 1970-01-01 was a Thursday.
  const weekday = (((Math.floor(local / 1_440) + 3) % 7) + 7) % 7;
  const today = calendar.days.includes(weekday + 1);
  const yesterday = calendar.days.includes(((weekday + 6) % 7) + 1);
  const [from, to] = [minutesOf(calendar.from), minutesOf(calendar.to)];
  if (from < to) return today && minute >= from && minute < to;
  return (today && minute >= from) || (yesterday && minute < to);
}

function minutesOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}
