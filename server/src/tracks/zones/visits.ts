/** The zone engine: one track in order of time against many zones; what lies between two fixes is looked at too. A function of track and zones alone. */
import { kmToBox } from '../geo.ts';
import type { CleanTrack } from '../questions/clean-track.ts';
import type { PreparedZone } from './prepared-zone.ts';
import type { ZoneIndex } from './zone-index.ts';

export interface Visit {
  /** Number of the zone among those given. */
  readonly zone: number;
  /** First fix inside, and last; equal and between two fixes where the zone was crossed without one. */
  readonly enter: number;
  readonly exit: number;
  /** Fix before `enter` and after `exit`, which lie outside; null where the track begins or ends inside. */
  readonly before: number | null;
  readonly after: number | null;
  /** The straight stretch between two fixes outside goes through it. */
  readonly crossed: boolean;
  readonly fixes: number;
  readonly lng: number;
  readonly lat: number;
}

type Places = Pick<CleanTrack, 'count' | 'at' | 'lng' | 'lat'>;

interface Open {
  first: number;
  last: number;
}

/** @param gapMs beyond such a silence no crossing is seen: the straight line says nothing */
export function findVisits(
  { count, at, lng, lat }: Places,
  zones: readonly PreparedZone[],
  index: ZoneIndex,
  gapMs = Infinity,
): Visit[] {
  const visits: Visit[] = [];
  const open = new Map<number, Open>();
  const close = (zone: number, { first, last }: Open, after: number | null): void => {
    visits.push({
      zone,
      enter: at[first] ?? 0,
      exit: at[last] ?? 0,
      before: first === 0 ? null : (at[first - 1] ?? 0),
      after: after === null ? null : (at[after] ?? 0),
      crossed: false,
      fixes: last - first + 1,
      lng: lng[first] ?? 0,
      lat: lat[first] ?? 0,
    });
  };
  let [px, py] = [lng[0] ?? 0, lat[0] ?? 0];
  for (let i = 0; i < count; i++) {
    const [x, y] = [lng[i] ?? 0, lat[i] ?? 0];
    const moved = px !== x || py !== y;
    // At rest, what holds it goes on holding it, and nothing else is met.
    if (i > 0 && !moved) {
      if (open.size > 0) for (const visit of open.values()) visit.last = i;
      continue;
    }
    const near = index.along(px, py, x, y);
    for (let k = 0; k < near; k++) {
      const zone = index.found[k] ?? 0;
      const shape = zones[zone];
      if (shape === undefined) continue;
      const visit = open.get(zone);
      if (shape.contains(x, y)) {
        if (visit === undefined) open.set(zone, { first: i, last: i });
        else visit.last = i;
      } else if (
        visit === undefined &&
        moved &&
        (at[i] ?? 0) - (at[i - 1] ?? 0) <= gapMs &&
        shape.cuts(px, py, x, y)
      ) {
        const middle = Math.round(((at[i - 1] ?? 0) + (at[i] ?? 0)) / 2);
        visits.push({
          zone,
          enter: middle,
          exit: middle,
          before: at[i - 1] ?? 0,
          after: at[i] ?? 0,
          crossed: true,
          fixes: 0,
          lng: (px + x) / 2,
          lat: (py + y) / 2,
        });
      }
    }
    if (open.size > 0)
      for (const [zone, visit] of open)
        if (visit.last !== i) {
          close(zone, visit, i);
          open.delete(zone);
        }
    px = x;
    py = y;
  }
  for (const [zone, visit] of open) close(zone, visit, null);
  return visits.sort((a, b) => a.enter - b.enter || a.zone - b.zone);
}

/** Stretches within which the mover could have been in the zone at all, at a speed that none exceeds (space–time prism), where no fix and no straight line says that it was. */
export function possibleStretches(
  { count, at, lng, lat }: Places,
  zone: PreparedZone,
  fastestKmh: number,
): { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let i = 1; i < count; i++) {
    const hours = ((at[i] ?? 0) - (at[i - 1] ?? 0)) / 3_600_000;
    const [x1, y1, x2, y2] = [lng[i - 1] ?? 0, lat[i - 1] ?? 0, lng[i] ?? 0, lat[i] ?? 0];
    const reach = hours * fastestKmh;
    // The box costs a hundredth of the outline, and nearly all stretches are far from it.
    if (kmToBox(x1, y1, zone.box) + kmToBox(x2, y2, zone.box) > reach) continue;
    if (zone.contains(x1, y1) || zone.contains(x2, y2)) continue;
    if (zone.detourKm(x1, y1, x2, y2, reach) <= reach)
      found.push({ from: at[i - 1] ?? 0, to: at[i] ?? 0 });
  }
  return found;
}
