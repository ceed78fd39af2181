/** Stops (Li 2008, stay points): from a first fix on, as long as no fix lies farther from it than the radius; kept when the first fix outside comes later than the least stay. */
import { kmBetween } from '../geo.ts';
import type { CleanTrack } from './clean-track.ts';

export interface StopOptions {
  /** Kilometres from the first fix. */
  readonly radiusKm: number;
  /** Longer than this until the first fix outside. */
  readonly leastMs: number;
  /** A longer silence ends a stop; Infinity: none does. */
  readonly gapMs: number;
}

export interface Stop {
  /** Index of the first fix, and of the last inside. */
  readonly first: number;
  readonly last: number;
  readonly from: number;
  /** Of the first fix outside, or of the last inside where a silence or the end of the track follows. */
  readonly to: number;
  readonly lng: number;
  readonly lat: number;
}

/** As questions have it by default. */
export const usualStop: StopOptions = {
  radiusKm: 0.1,
  leastMs: 20 * 60_000,
  gapMs: 60 * 60_000,
};

type Places = Pick<CleanTrack, 'count' | 'at' | 'lng' | 'lat'>;

export function findStops(
  { count, at, lng, lat }: Places,
  { radiusKm, leastMs, gapMs }: StopOptions,
): Stop[] {
  const stops: Stop[] = [];
  for (let first = 0; first < count;) {
    let next = first + 1;
    let silent = false;
    while (next < count) {
      if ((at[next] ?? 0) - (at[next - 1] ?? 0) > gapMs) {
        silent = true;
        break;
      }
      if (kmBetween(lng[first] ?? 0, lat[first] ?? 0, lng[next] ?? 0, lat[next] ?? 0) > radiusKm)
        break;
      next++;
    }
    const open = silent || next === count;
    const to = at[open ? next - 1 : next] ?? 0;
    const from = at[first] ?? 0;
    // A track that ends inside its last place says nothing of how long the stay was beyond its fixes.
    if (to - from > leastMs) {
      stops.push({ first, last: next - 1, from, to, ...medianPlace(lng, lat, first, next) });
    }
    first = next;
  }
  return stops;
}

function medianPlace(
  lng: Float64Array,
  lat: Float64Array,
  from: number,
  to: number,
): { lng: number; lat: number } {
  const near = lng[from] ?? 0;
  const east = lng.slice(from, to).map((one) => one - 360 * Math.round((one - near) / 360));
  const north = lat.slice(from, to);
  east.sort();
  north.sort();
  const middle = (to - from) >> 1;
  return { lng: east[middle] ?? 0, lat: north[middle] ?? 0 };
}
