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
  const visits = findVisits(track, [zone], new ZoneIndex([zone])).filter(({ crossed }) => !crossed);
  const within = ({ from, to }: Window): boolean => from <= window.to && to >= window.from;
  const sure = visits
    .filter(({ enter, exit }) => within({ from: enter, to: exit }))
    .map((visit): Presence => ({
      from: visit.enter,
      to: visit.exit,
      certainty: 'CERTAIN',
      crossed: false,
      fixes: visit.fixes,
    }));
  // Of a visit that lies outside the window the way there and away may reach into it.
  const ways = visits.flatMap(({ enter, exit, before, after }): Window[] =>
    within({ from: enter, to: exit })
      ? []
      : [
          ...(before === null ? [] : [{ from: before, to: enter }]),
          ...(after === null ? [] : [{ from: exit, to: after }]),
        ],
  );
  const spanOf = spansOf(track, zone, fastestKmh);
  const stretches = [...possibleStretches(track, zone, fastestKmh), ...ways]
    .map((stretch) => spanOf(stretch, 0))
    .filter(({ soonest, latest }) => within({ from: soonest, to: latest }))
    .sort((a, b) => a.from - b.from);
  const perhaps = possibleTimes(track, zone, stretches).map(({ from, to, crossed }): Presence => ({
    from,
    to,
    certainty: 'POSSIBLE',
    crossed,
    fixes: 0,
  }));
  return [...sure, ...perhaps].sort((a, b) => a.from - b.from);
}

/** Whether the mover can have been in the zone in a part of the window that lies before its first fix or after its last: there the prism has one end alone. */
export function unseenIn(
  { at, lng, lat, count }: CleanTrack,
  zone: PreparedZone,
  window: Window,
  fastestKmh: number,
): boolean {
  if (count === 0) return true;
  const wayMs = (i: number): number => wayKm(zone, lng[i] ?? 0, lat[i] ?? 0) * msPerKm(fastestKmh);
  const [first, last] = [at[0] ?? 0, at[count - 1] ?? 0];
  return (
    (first > window.from && wayMs(0) <= first - window.from) ||
    (last < window.to && wayMs(count - 1) <= window.to - last)
  );
}

const msPerKm = (kmh: number): number => 3_600_000 / kmh;

/** From the zone to the place, or back. */
function wayKm(zone: PreparedZone, lng: number, lat: number): number {
  return zone.detourKm(lng, lat, lng, lat) / 2;
}

interface PossibleTime extends Window {
  readonly crossed: boolean;
  /** From fix to fix. */
  readonly stretches: readonly Span[];
}

/** Stretch after stretch is one time in which it may have been there. @param stretches ascending */
function possibleTimes(
  track: CleanTrack,
  zone: PreparedZone,
  stretches: readonly Span[],
): PossibleTime[] {
  const times: PossibleTime[] = [];
  for (const stretch of stretches) {
    const { from, to } = stretch;
    const crossed = crossedWithin(track, zone, from, to);
    const before = times.at(-1);
    if (before?.to === from)
      times[times.length - 1] = {
        from: before.from,
        to,
        crossed: before.crossed || crossed,
        stretches: [...before.stretches, stretch],
      };
    else times.push({ from, to, crossed, stretches: [stretch] });
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

/** As a rule over zones reckons what has no positions about it. UNKNOWN: it may have been there, which nothing speaks for; OPEN: it may not have been there, which nothing speaks against. */
export type RuleCertainty = Certainty | 'UNKNOWN' | 'OPEN';

/** The best that can be said of a zone in a window. */
export function certaintyOf(found: readonly Presence[], unseen: boolean): RuleCertainty {
  if (found.some(({ certainty }) => certainty === 'CERTAIN')) return 'CERTAIN';
  if (found.length > 0) return 'POSSIBLE';
  return unseen ? 'UNKNOWN' : 'EXCLUDED';
}

const opposite: Readonly<Record<RuleCertainty, RuleCertainty>> = {
  EXCLUDED: 'CERTAIN',
  UNKNOWN: 'OPEN',
  OPEN: 'UNKNOWN',
  POSSIBLE: 'POSSIBLE',
  CERTAIN: 'EXCLUDED',
};
const rank: Readonly<Record<RuleCertainty, number>> = {
  EXCLUDED: 0,
  UNKNOWN: 1,
  OPEN: 2,
  POSSIBLE: 3,
  CERTAIN: 4,
};

/** NOT is certain where the mover cannot have been there, excluded where it was. */
export const isNot = (certainty: RuleCertainty): RuleCertainty => opposite[certainty];

/** AND: the least of all. */
export function all(certainties: readonly RuleCertainty[]): RuleCertainty {
  return certainties.reduce((least, one) => (rank[one] < rank[least] ? one : least), 'CERTAIN');
}

/** OR: the greatest of any. */
export function any(certainties: readonly RuleCertainty[]): RuleCertainty {
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

type SpanOf = (time: Window, beyond: 0 | 1) => Span;

/** @returns of a time from fix to fix, when it can have been in the zone at all; `beyond`: fixes on each side of it between which and its ends the zone was entered and left */
function spansOf(track: CleanTrack, zone: PreparedZone, fastestKmh: number): SpanOf {
  const { at, lng, lat, count } = track;
  const wayMs = (i: number): number => wayKm(zone, lng[i] ?? 0, lat[i] ?? 0) * msPerKm(fastestKmh);
  return ({ from, to }, beyond) => {
    const first = lowerBound(at, count, from) - beyond;
    const last = lowerBound(at, count, to) + beyond;
    return {
      from,
      to,
      soonest: first < 0 ? from : (at[first] ?? 0) + wayMs(first),
      latest: last >= count ? to : (at[last] ?? 0) - wayMs(last),
    };
  };
}

function episodes(track: CleanTrack, zone: PreparedZone, fastestKmh: number): Episode[] {
  const spanOf = spansOf(track, zone, fastestKmh);
  const visits = findVisits(track, [zone], new ZoneIndex([zone]))
    .filter(({ crossed }) => !crossed)
    .map(({ enter: from, exit: to }): Episode => ({
      certain: true,
      from,
      to,
      spans: [spanOf({ from, to }, 1)],
    }));
  const stretches = possibleStretches(track, zone, fastestKmh).map((one) => spanOf(one, 0));
  const perhaps = possibleTimes(track, zone, stretches).map(
    ({ from, to, stretches: spans }): Episode => ({ certain: false, from, to, spans }),
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
  const left = episodes(track, first, fastestKmh).flatMap((episode): Episode[] => {
    const spans = episode.spans.filter(
      ({ to, soonest, latest }) =>
        (episode.certain ? to : soonest) <= window.to && latest >= window.from,
    );
    if (spans.length === 0) return [];
    if (!episode.certain || episode.to >= window.from) return [{ ...episode, spans }];
    // Its last fix in the zone lies before the window: that it left within is only possible.
    const leaving = spans.map((span) => ({ ...span, from: span.to, soonest: span.to }));
    return [{ ...episode, spans: leaving, certain: false }];
  });
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
