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
  const perhaps: Presence[] = [];
  for (const { from, to } of possibleStretches(track, zone, fastestKmh)) {
    const crossed = crossedWithin(track, zone, from, to);
    const before = perhaps.at(-1);
    // Stretch after stretch is one time in which it may have been there.
    if (before?.to === from)
      perhaps[perhaps.length - 1] = { ...before, to, crossed: before.crossed || crossed };
    else perhaps.push({ from, to, certainty: 'POSSIBLE', crossed, fixes: 0 });
  }
  return [...sure, ...perhaps]
    .filter(({ from, to }) => from <= window.to && to >= window.from)
    .sort((a, b) => a.from - b.from);
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
  /** Last known in the first zone, and first known in the second. */
  readonly left: number;
  readonly reached: number;
  readonly certainty: Exclude<Certainty, 'EXCLUDED'>;
}

/** A→B within T: an exit from the first and an entry into the second, later by at most `withinMs`. Each exit goes with the next entry. */
export function passages(
  track: CleanTrack,
  first: PreparedZone,
  second: PreparedZone,
  withinMs: number,
  window: Window,
): Passage[] {
  const visits = findVisits(track, [first, second], new ZoneIndex([first, second]));
  const found: Passage[] = [];
  const entries = visits.filter(({ zone }) => zone === 1);
  for (const { zone, exit, crossed } of visits) {
    if (zone !== 0 || exit < window.from || exit > window.to) continue;
    const next = entries.find(({ enter }) => enter > exit);
    if (next === undefined || next.enter - exit > withinMs) continue;
    found.push({
      left: exit,
      reached: next.enter,
      certainty: crossed || next.crossed ? 'POSSIBLE' : 'CERTAIN',
    });
  }
  return found;
}
