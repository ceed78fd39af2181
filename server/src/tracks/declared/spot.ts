/** A place of which a truck can be said to be there. */
import { kmBetween } from '../geo.ts';

/** Degrees in WGS-84, and the kilometres around that count as there. */
export interface Spot {
  readonly lng: number;
  readonly lat: number;
  readonly km: number;
}

export function inAny(
  spots: readonly Spot[],
  { lng, lat }: { readonly lng: number; readonly lat: number },
): boolean {
  return spots.some((spot) => kmBetween(spot.lng, spot.lat, lng, lat) <= spot.km);
}
