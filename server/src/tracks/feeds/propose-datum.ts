/** Whether a feed says its places in another datum than it is set to: its standing fixes fit known places only when read as another. */
import Flatbush from 'flatbush';
import gcoord from 'gcoord';
import type { Datum } from '../fix.ts';

export interface Place {
  readonly lng: number;
  readonly lat: number;
}

export interface DatumProposal {
  readonly datum: Datum;
  /** Median distance to the nearest known place, read as the feed is set and as proposed; metres. */
  readonly offset: number;
  readonly rest: number;
  /** Standing fixes that it rests on. */
  readonly fixes: number;
}

const systems = {
  'WGS-84': gcoord.WGS84,
  'GCJ-02': gcoord.GCJ02,
  'BD-09': gcoord.BD09,
} as const;
const datums = Object.keys(systems) as Datum[];

/** Metres: what lies farther from every place says nothing. The shift between datums is 300 to 1,300 m. */
const nearby = 1_500;
const fits = 150;
const minFixes = 30;
const metresPerDegree = 111_320;

/**
 * @param standing as the source says them; moving vehicles are anywhere
 * @param places in WGS-84: gates, ports, depots, where vehicles of other sources stand
 */
export function proposeDatum(
  standing: readonly Place[],
  declared: Datum,
  places: readonly Place[],
): DatumProposal | null {
  if (standing.length < minFixes || places.length === 0) return null;
  const distance = nearestPlace(places);
  const measured = new Map(
    datums.map((datum) => [
      datum,
      standing.map(({ lng, lat }) => {
        const [x = lng, y = lat] = gcoord.transform([lng, lat], systems[datum], gcoord.WGS84);
        return distance(x, y);
      }),
    ]),
  );
  // The same fixes for each reading: those that come near some place in one of them.
  const telling = standing
    .map((_, i) => i)
    .filter((i) => datums.some((datum) => (measured.get(datum)?.[i] ?? Infinity) < nearby));
  if (telling.length < minFixes) return null;
  const readings = datums.map((datum) => {
    const all = telling.map((i) => measured.get(datum)?.[i] ?? Infinity).sort((a, b) => a - b);
    return {
      datum,
      median: all[all.length >> 1] ?? Infinity,
      share: all.filter((one) => one <= fits).length / all.length,
    };
  });
  const own = readings.find(({ datum }) => datum === declared);
  const best = readings.reduce((a, b) => (b.median < a.median ? b : a));
  if (!own || best.datum === declared || best.share < 0.5 || own.share > best.share / 2)
    return null;
  return {
    datum: best.datum,
    offset: Math.min(own.median, nearby),
    rest: best.median,
    fixes: telling.length,
  };
}

/** Metres to the nearest; Infinity beyond what is nearby. On a plane that is true at the places' mean latitude. */
function nearestPlace(places: readonly Place[]): (lng: number, lat: number) => number {
  const mean = places.reduce((sum, { lat }) => sum + lat, 0) / places.length;
  const east = metresPerDegree * Math.cos((mean * Math.PI) / 180);
  const tree = new Flatbush(places.length);
  for (const { lng, lat } of places) tree.add(lng * east, lat * metresPerDegree);
  tree.finish();
  return (lng, lat) => {
    const [x, y] = [lng * east, lat * metresPerDegree];
    const [nearest] = tree.neighbors(x, y, 1, nearby);
    const place = nearest === undefined ? undefined : places[nearest];
    return place ? Math.hypot(place.lng * east - x, place.lat * metresPerDegree - y) : Infinity;
  };
}
