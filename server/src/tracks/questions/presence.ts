/** Who was in a zone when: area search, visits, several zones at once, one zone after another. Between sparse fixes the answer is certain, possible or excluded. */
import type { PreparedZone } from '../zones/prepared-zone.ts';
import { findVisits, possibleStretches } from '../zones/visits.ts';
import { ZoneIndex } from '../zones/zone-index.ts';
import type { CleanTrack } from './clean-track.ts';

export type Certainty = 'CERTAIN' | 'POSSIBLE' | 'EXCLUDED';

/** Milliseconds UTC. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export interface Presence extends Window {
  /** A fix lies inside: CERTAIN. Else it may have been, at a speed that none exceeds: POSSIBLE. */
  readonly certainty: Exclude<Certainty, 'EXCLUDED'>;
  /** The straight line between two fixes goes through it. */
  readonly crossed: boolean;
  readonly fixes: number;
}

/** Presences that touch the window, ascending. */
export function presences(
  track: CleanTrack,
  zone: PreparedZone,
  window: Window,
  fastestKmh: number,
): Presence[] {
  const sure = findVisits(track, [zone], new ZoneIndex([zone]))
    .filter(({ crossed }) => !crossed)
    .map((visit): Presence => ({
      from: visit.enter,
      to: visit.exit,
      certainty: 'CERTAIN',
      crossed: false,
      fixes: visit.fixes,
    }));
  const perhaps = possibleTimes(track, zone, fastestKmh).map(({ from, to, crossed }): Presence => ({
    from,
    to,
    certainty: 'POSSIBLE',
    crossed,
    fixes: 0,
  }));
  return [...sure, ...perhaps]
    .filter(({ from, to }) => from <= window.to && to >= window.from)
    .sort((a, b) => a.from - b.from);
}

interface PossibleTime extends Window {
  readonly crossed: boolean;
  /** From fix to fix. */
  readonly stretches: readonly Window[];
}

/** Stretch after stretch is one time in which it may have been there. */
function possibleTimes(track: CleanTrack, zone: PreparedZone, fastestKmh: number): PossibleTime[] {
  const times: PossibleTime[] = [];
  for (const stretch of possibleStretches(track, zone, fastestKmh)) {
    const { from, to } = stretch;
    const crossed = crossedWithin(track, zone, from, to);
    const before = times.at(-1);
    if (before?.to === from)
      times[times.length - 1] = {
        from: before.from,
        to,
        crossed: before.crossed || crossed,
        stretches: [...before.stretches, { from, to }],
      };
    else times.push({ from, to, crossed, stretches: [{ from, to }] });
  }
  return times;
}

function crossedWithin(
  { at, lng, lat, count }: CleanTrack,
  zone: PreparedZone,
  from: number,
  to: number,
): boolean {
  const i = lowerBound(at, count, to);
  if ((at[i - 1] ?? NaN) !== from) return false;
  return zone.crosses(lng[i - 1] ?? 0, lat[i - 1] ?? 0, lng[i] ?? 0, lat[i] ?? 0);
}

/** First index whose time is not before. */
export function lowerBound(at: Float64Array, count: number, time: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The best that the presences say of a window. */
export function certaintyOf(found: readonly Presence[]): Certainty {
  if (found.some(({ certainty }) => certainty === 'CERTAIN')) return 'CERTAIN';
  return found.length > 0 ? 'POSSIBLE' : 'EXCLUDED';
}

export interface ZoneTerm extends Window {
  readonly zone: PreparedZone;
}

/** NOT is certain where the mover cannot have been there, excluded where it was. */
export function isNot(certainty: Certainty): Certainty {
  if (certainty === 'CERTAIN') return 'EXCLUDED';
  return certainty === 'EXCLUDED' ? 'CERTAIN' : 'POSSIBLE';
}

const rank: Readonly<Record<Certainty, number>> = { EXCLUDED: 0, POSSIBLE: 1, CERTAIN: 2 };

/** AND: the least of all. */
export function all(certainties: readonly Certainty[]): Certainty {
  return certainties.reduce((least, one) => (rank[one] < rank[least] ? one : least), 'CERTAIN');
}

/** OR: the greatest of any. */
export function any(certainties: readonly Certainty[]): Certainty {
  return certainties.reduce((most, one) => (rank[one] > rank[most] ? one : most), 'EXCLUDED');
}

export interface Passage {
  /** Last fix in the first zone, and first in the second; of a time in which it only may have been there, the fix before and after. */
  readonly left: number;
  readonly reached: number;
  /** Between the two; the least that it may have been where it is only possible. */
  readonly tookMs: number;
  readonly certainty: Exclude<Certainty, 'EXCLUDED'>;
}

/** A time in or about a zone: certain by its fixes, or possible at a speed that none exceeds. */
interface Episode extends Window {
  readonly certain: boolean;
  readonly spans: readonly Span[];
}

/** One visit, or one stretch from fix to fix. Ways and times between two stretches are no one's: each is asked for itself. */
interface Span extends Window {
  /** First and last moment at which it can have been in the zone (space–time prism). */
  readonly soonest: number;
  readonly latest: number;
}

function episodes(track: CleanTrack, zone: PreparedZone, fastestKmh: number): Episode[] {
  const { at, lng, lat, count } = track;
  /** From the zone to the place of a fix, or back. */
  const wayMs = (i: number): number => {
    const [x, y] = [lng[i] ?? 0, lat[i] ?? 0];
    return ((zone.detourKm(x, y, x, y) / 2) * 3_600_000) / fastestKmh;
  };
  /** @param beyond fixes on each side of it between which and its ends the zone was entered and left */
  const spanOf = ({ from, to }: Window, beyond: 0 | 1): Span => {
    const first = lowerBound(at, count, from) - beyond;
    const last = lowerBound(at, count, to) + beyond;
    return {
      from,
      to,
      soonest: first < 0 ? from : (at[first] ?? 0) + wayMs(first),
      latest: last >= count ? to : (at[last] ?? 0) - wayMs(last),
    };
  };
  const visits = findVisits(track, [zone], new ZoneIndex([zone]))
    .filter(({ crossed }) => !crossed)
    .map(({ enter: from, exit: to }): Episode => ({
      certain: true,
      from,
      to,
      spans: [spanOf({ from, to }, 1)],
    }));
  const perhaps = possibleTimes(track, zone, fastestKmh).map(
    ({ from, to, stretches }): Episode => ({
      certain: false,
      from,
      to,
      spans: stretches.map((stretch) => spanOf(stretch, 0)),
    }),
  );
  return [...visits, ...perhaps].sort((a, b) => a.from - b.from);
}

/** A→B within T: an exit from the first and an entry into the second, later by at most `withinMs`. Each time in the first goes with the next entry that its fixes are sure of, else with the first that the speed bound allows. */
export function passages(
  track: CleanTrack,
  first: PreparedZone,
  second: PreparedZone,
  withinMs: number,
  window: Window,
  fastestKmh: number,
): Passage[] {
  const left = episodes(track, first, fastestKmh)
    .map((episode): Episode => ({
      ...episode,
      spans: episode.spans.filter(({ from, to }) =>
        episode.certain
          ? to >= window.from && to <= window.to
          : from <= window.to && to >= window.from,
      ),
    }))
    .filter(({ spans }) => spans.length > 0);
  if (left.length === 0) return [];
  const reached = episodes(track, second, fastestKmh);
  return left.flatMap((exit): Passage[] => {
    const next = exit.certain && reached.find(({ certain, from }) => certain && from > exit.to);
    if (next && next.from - exit.to <= withinMs)
      return [
        {
          left: exit.to,
          reached: next.from,
          tookMs: next.from - exit.to,
          certainty: 'CERTAIN',
        },
      ];
    for (const entry of reached)
      for (const into of entry.spans)
        for (const out of exit.spans) {
          const enteredBy = entry.certain ? into.from : into.latest;
          const exitedFrom = exit.certain ? out.to : out.soonest;
          if (enteredBy <= exitedFrom || into.soonest - out.latest > withinMs) continue;
          return [
            {
              left: exit.certain ? out.to : out.from,
              reached: entry.certain ? into.from : into.to,
              tookMs: Math.max(0, into.soonest - out.latest),
              certainty: 'POSSIBLE',
            },
          ];
        }
    return [];
  });
}

/** Certainly in any of the zones, milliseconds: what several say of the same time counts once. */
export function msTogether(ascending: readonly Presence[]): number {
  let [sum, until] = [0, -Infinity];
  for (const { from, to, certainty } of ascending) {
    if (certainty !== 'CERTAIN') continue;
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}
