/** Coordinates in the datums that sources and other maps of China use. */
import gcoord from 'gcoord';
import type { DatumName } from '../address/map-address.ts';
import { wrapped } from '../geo.ts';

const systems = {
  WGS84: gcoord.WGS84,
  GCJ02: gcoord.GCJ02,
  BD09: gcoord.BD09,
} as const;

export type LngLat = readonly [lng: number, lat: number];

export function toDatum([lng, lat]: LngLat, datum: DatumName): LngLat {
  const plain: [number, number] = [wrapped(lng), lat];
  return datum === 'WGS84' ? plain : gcoord.transform(plain, gcoord.WGS84, systems[datum]);
}

export function fromDatum([lng, lat]: LngLat, datum: DatumName): LngLat {
  return datum === 'WGS84'
    ? [lng, lat]
    : gcoord.transform([lng, lat], systems[datum], gcoord.WGS84);
}

/** Reads "24.4795, 118.0894", either order where only one makes sense, also with full-width comma or a blank. */
export function readPlace(text: string, datum: DatumName): LngLat | null {
  const parts = text.trim().split(/[\s,，;]+/);
  if (parts.length !== 2) return null;
  const [first, second] = parts.map(Number) as [number, number];
  if (!Number.isFinite(first) || !Number.isFinite(second)) return null;
  const [lat, lng] = Math.abs(first) > 90 ? [second, first] : [first, second];
  return Math.abs(lat) > 90 || Math.abs(lng) > 180 ? null : fromDatum([lng, lat], datum);
}

export function writePlace(place: LngLat, datum: DatumName): string {
  const [lng, lat] = toDatum(place, datum);
  return `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
}
