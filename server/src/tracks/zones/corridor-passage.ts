/** How a visit of a corridor began and ended: over one of its ends, or over its side. A function of track and corridor alone. */
import type { CleanTrack } from '../questions/clean-track.ts';
import { lowerBound } from '../questions/presence.ts';
import { prepareZone, type PreparedZone } from './prepared-zone.ts';
import type { Visit } from './visits.ts';
import type { ZoneGeometry } from './zone-geometry.ts';

/** End of the corridor, as drawn. */
export type CorridorGate = 'start' | 'end' | 'side';

export interface CorridorPassage {
  /** Null: the track begins inside, away from both ends. */
  readonly cameBy: CorridorGate | null;
  readonly leftBy: CorridorGate;
  /** Over the side or back, and at no speed that is possible by the end to which the way leads. */
  readonly certain: boolean;
}

type Places = Pick<CleanTrack, 'count' | 'at' | 'lng' | 'lat'>;
const gates = ['start', 'end'] as const;

/** @returns null where the zone is no corridor or the visit is not over. */
export function corridorPassage(
  track: Places,
  visit: Visit,
  geometry: ZoneGeometry,
  fastestKmh: number,
): CorridorPassage | null {
  if (geometry.type !== 'LineString' || visit.after === null || visit.crossed) return null;
  const [start, end] = [geometry.coordinates[0], geometry.coordinates.at(-1)];
  if (start === undefined || end === undefined) return null;
  const capOf = (coordinates: typeof start): PreparedZone =>
    prepareZone({ type: 'Point', coordinates, radius: geometry.width / 2 });
  const caps = { start: capOf(start), end: capOf(end) };
  const first = lowerBound(track.at, track.count, visit.enter);
  const last = lowerBound(track.at, track.count, visit.exit + 0.5) - 1;
  const gateOf = (from: number, to: number, inOrder: readonly (typeof gates)[number][]) =>
    inOrder.find((gate) => caps[gate].crosses(...placeOf(track, from), ...placeOf(track, to))) ??
    'side';
  const began = gateOf(visit.before === null ? first : first - 1, first, gates);
  const cameBy = visit.before === null && began === 'side' ? null : began;
  const wanted = gates.filter((gate) => gate !== cameBy);
  // Of a way that ends where it began, the far end counts.
  const leftBy = gateOf(last, last + 1, [...wanted, ...gates]);
  const hours = ((track.at[last + 1] ?? 0) - (track.at[last] ?? 0)) / 3_600_000;
  const reach = hours * fastestKmh;
  const certain =
    (leftBy === 'side' || leftBy === cameBy) &&
    wanted.every(
      (gate) => caps[gate].detourKm(...placeOf(track, last), ...placeOf(track, last + 1)) > reach,
    );
  return { cameBy, leftBy, certain };
}

function placeOf({ lng, lat }: Places, i: number): [number, number] {
  return [lng[i] ?? 0, lat[i] ?? 0];
}
