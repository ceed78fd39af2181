/** Which fixes of a track stay when it is thinned: a function of the track and the zones alone. */
import type { CleanTrack } from '../questions/clean-track.ts';
import { findStops, type StopOptions } from '../questions/stops.ts';
import type { PreparedZone } from '../zones/prepared-zone.ts';
import { findVisits } from '../zones/visits.ts';
import type { ZoneIndex } from '../zones/zone-index.ts';

/** The first fix of each so many minutes, the ends of stops, of longer silences and of visits to zones with the fixes beside them, and the ends of the span. @returns moments within the span, ascending; the second is not in it */
export function keptMoments(
  track: CleanTrack,
  from: number,
  to: number,
  everyMs: number,
  stop: StopOptions,
  zones: readonly PreparedZone[],
  index: ZoneIndex,
): number[] {
  const { at, count } = track;
  const kept = new Set<number>();
  let bucket = NaN;
  let last: number | null = null;
  for (let i = 0; i < count; i++) {
    const moment = at[i] ?? 0;
    const before = i === 0 ? null : (at[i - 1] ?? 0);
    if (before !== null && moment - before > everyMs) kept.add(before).add(moment);
    if (moment < from || moment >= to) continue;
    const own = Math.floor(moment / everyMs);
    if (own !== bucket) kept.add(moment);
    bucket = own;
    last = moment;
  }
  if (last !== null) kept.add(last);
  for (const { first, last: end, to: until } of findStops(track, stop))
    kept
      .add(at[first] ?? 0)
      .add(at[end] ?? 0)
      .add(until);
  for (const { enter, exit, before, after, crossed } of findVisits(track, zones, index))
    for (const moment of crossed ? [before, after] : [before, enter, exit, after])
      if (moment !== null) kept.add(moment);
  return [...kept].filter((moment) => moment >= from && moment < to).sort((a, b) => a - b);
}
