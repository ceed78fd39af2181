/** Places on the map: Web Mercator in units of one world (0 to 1), distances on the sphere. */

/** Mean radius of the Earth (IUGG), km. */
const earthKm = 6371.0088;
const limit = 85.051129;
const radians = Math.PI / 180;

export const worldX = (lng: number): number => lng / 360 + 0.5;

export function worldY(lat: number): number {
  const sin = Math.sin(Math.max(-limit, Math.min(limit, lat)) * radians);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

export const lngOf = (x: number): number => (x - 0.5) * 360;

export const latOf = (y: number): number =>
  (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) / radians;

/** Great circle, km (haversine). */
export function distanceKm(
  a: readonly [lng: number, lat: number],
  b: readonly [lng: number, lat: number],
): number {
  const half = (from: number, to: number) => Math.sin(((to - from) * radians) / 2) ** 2;
  const h =
    half(a[1], b[1]) + Math.cos(a[1] * radians) * Math.cos(b[1] * radians) * half(a[0], b[0]);
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The copy of `lng` that lies nearest to `reference`: a line across the date line goes on instead of around the world. */
export const unwrapped = (lng: number, reference: number): number =>
  lng + Math.round((reference - lng) / 360) * 360;

/** -180 to 180. */
export const wrapped = (lng: number): number => unwrapped(lng, 0);

/** What the map shows: a window onto the world at a scale. Pixels; `left` and `top` from the world's corner. */
export interface MapWindow {
  readonly zoom: number;
  /** Pixels that one world measures. */
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Web Mercator stretches by the latitude. @returns pixels of one metre at that place */
export function pixelsPerMetre(window: MapWindow, lat: number): number {
  return window.scale / (2 * Math.PI * earthKm * 1000 * Math.cos(lat * radians));
}
