/** Distances on the sphere, right at the date line and the poles. */
import type { Box } from '@phecda/graph-schema/ports/position-store';

const rad = Math.PI / 180;
const earthKm = 6_371.0088;

/** Great circle (haversine), kilometres. */
export function kmBetween(lng1: number, lat1: number, lng2: number, lat2: number): number {
  const dLat = ((lat2 - lat1) * rad) / 2;
  const dLng = ((lng2 - lng1) * rad) / 2;
  const h = Math.sin(dLat) ** 2 + Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(dLng) ** 2;
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Nearest equal longitude to `near`: a line from one to the other does not go round the earth. */
export function unwrap(lng: number, near: number): number {
  return lng - 360 * Math.round((lng - near) / 360);
}

/** Kilometres from a place to a box, or fewer; 0 inside. */
export function kmToBox(lng: number, lat: number, { west, south, east, north }: Box): number {
  const width = east < west ? east + 360 - west : east - west;
  const x = unwrap(lng, west + width / 2) - west;
  const dLng = Math.max(0, -x, x - width) * rad;
  const dLat = Math.max(0, south - lat, lat - north) * rad;
  // No nearer than the nearest meridian of it, nor than its nearest parallel.
  const toMeridian =
    dLng < Math.PI / 2
      ? Math.asin(Math.cos(lat * rad) * Math.sin(dLng))
      : Math.PI / 2 - Math.abs(lat * rad);
  return earthKm * Math.max(dLat, toMeridian);
}
