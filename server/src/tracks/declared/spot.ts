/** A place of which a truck can be said to be there. */
import { kmBetween } from '../geo.ts';

/** Degrees in WGS-84, and the kilometres around that count as there. */
export interface Spot {
  readonly lng: number;
  readonly lat: number;
  readonly km: number;
}

type Place = Pick<Spot, 'lng' | 'lat'>;

export const kmTo = (a: Place, b: Place): number => kmBetween(a.lng, a.lat, b.lng, b.lat);

export function inAny(spots: readonly Spot[], place: Place): boolean {
  return spots.some((spot) => kmTo(spot, place) <= spot.km);
}
