/** A box of the map, which may lie across the date line. */
import type { Box } from '@phecda/graph-schema/ports/position-store';

export function inBox({ west, south, east, north }: Box, lng: number, lat: number): boolean {
  if (lat < south || lat > north) return false;
  return west <= east ? lng >= west && lng <= east : lng >= west || lng <= east;
}
