/** The declarations that name one truck against its track: which passage of the gate was whose, and what of the journey from there to the declared destination is not explained. A function of track, places and ways alone, whatever the order of declarations. */
import type { CleanTrack } from '../questions/clean-track.ts';
import { lowerBound, type Presence } from '../questions/presence.ts';
import { gapOf } from '../questions/track.ts';
import { assignPassages, type Cost } from './assign-passages.ts';
import { backwards } from './backwards.ts';
import {
  followJourney,
  isAtGate,
  type DeclaredTrip,
  type Journey,
  type JourneySettings,
  type Means,
  type WayBetween,
} from './follow-journey.ts';
import { gateKey, gateTimes, type GateTimes, type Passage } from './gate-passages.ts';
import { sliced } from './sliced.ts';
import type { Spot } from './spot.ts';

export const causes = [
  'noGate',
  'noPlace',
  'placeAtGate',
  'noTrack',
  'noPassage',
  'silentAtGate',
  'otherLoad',
] as const;
/** Why there is no answer. */
export type Cause = (typeof causes)[number];

export interface Told<S extends Spot> extends Journey<S> {
  /** Passages of the gate about the declared day, of which this was the likeliest. */
  readonly passages: number;
}

export type Judgement<S extends Spot = Spot> =
  { readonly journey: Told<S> } | { readonly cause: Cause };

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** A journey that does not arrive counts as if it lay farther from the declared day by so much, and once more where it only leads back to the gate. */
const astrayMs = 6 * hourMs;
/** Fixes around a day say how often the truck sends. */
const habitMs = 30 * hourMs;

/** @param breathe awaited between two journeys */
export async function judgeTruck<S extends Spot>(
  track: CleanTrack,
  trips: readonly DeclaredTrip<S>[],
  settings: JourneySettings,
  fastestKmh: number,
  way: WayBetween,
  breathe: () => Promise<void> = () => Promise.resolve(),
): Promise<Judgement<S>[]> {
  const judged = new Map<DeclaredTrip<S>, Judgement<S>>();
  for (const direction of ['import', 'export'] as const) {
    const open: DeclaredTrip<S>[] = [];
    for (const trip of trips) {
      if (trip.direction !== direction) continue;
      const cause = causeBefore(track, trip, settings);
      if (cause === null) open.push(trip);
      else judged.set(trip, { cause });
    }
    if (open.length === 0) continue;
    const turned = direction === 'export';
    const along = turned ? backwards(track) : track;
    const gates = open.flatMap((trip) => trip.gates);
    const times = gateTimes(along, gates, fastestKmh);
    const means = { settings, fastestKmh, way };
    for (const [trip, judgement] of await judgeDirection(along, open, times, means, breathe))
      judged.set(
        trip,
        turned && 'journey' in judgement
          ? { journey: { ...turnedBack(judgement.journey), passages: judgement.journey.passages } }
          : judgement,
      );
  }
  return trips.map((trip) => judged.get(trip) ?? { cause: 'noPassage' });
}

function causeBefore(
  { at, count }: CleanTrack,
  trip: DeclaredTrip,
  settings: JourneySettings,
): Cause | null {
  if (trip.gates.length === 0) return 'noGate';
  if (trip.ends.length === 0) return 'noPlace';
  if (isAtGate(trip)) return 'placeAtGate';
  const { from, to } = about(trip, settings);
  const first = lowerBound(at, count, from);
  return first >= count || (at[first] ?? 0) > to ? 'noTrack' : null;
}

/** All days on which the gate may have been passed. */
const about = ({ day }: DeclaredTrip, { daysAround }: JourneySettings) => ({
  from: day - daysAround * dayMs,
  to: day + (daysAround + 1) * dayMs,
});

/** As the track runs: an export's time is turned. */
const turnedTime = ({ direction }: DeclaredTrip, { from, to }: { from: number; to: number }) =>
  direction === 'export' ? { from: -to, to: -from } : { from, to };

interface Candidate<S extends Spot> {
  readonly journey: Journey<S>;
  readonly cost: Cost;
}

async function judgeDirection<S extends Spot>(
  along: CleanTrack,
  trips: readonly DeclaredTrip<S>[],
  { passages, perhaps }: GateTimes,
  means: Omit<Means, 'gapMs'>,
  breathe: () => Promise<void>,
): Promise<Map<DeclaredTrip<S>, Judgement<S>>> {
  const loads = loadsOf(trips);
  // The order of declarations of one day is that of the clock.
  if (trips[0]?.direction === 'export') for (const load of loads) load.reverse();
  const candidates = new Map<DeclaredTrip<S>, (Candidate<S> | null)[]>();
  for (const trip of loads.flat()) {
    const within = turnedTime(trip, about(trip, means.settings));
    const day = turnedTime(trip, { from: trip.day, to: trip.day + dayMs });
    const gapMs = gapAbout(along, within);
    const own: (Candidate<S> | null)[] = [];
    for (const passage of passages) {
      await breathe();
      const start = touches(passage, within) ? startOf(passage, trip.gates) : null;
      if (start === null) own.push(null);
      else {
        const back = backAt(passages, passage, trip.gates);
        const journey = followJourney(
          along,
          trip,
          { ...start, since: passage.from, back },
          { ...means, gapMs },
        );
        own.push({ journey, cost: costOf(journey, passage, day) });
      }
    }
    candidates.set(trip, own);
  }
  const assigned = assignPassages(
    loads.map((load) =>
      load.map((trip) => (candidates.get(trip) ?? []).map((one) => one?.cost ?? null)),
    ),
    passages.length,
  );
  const judged = new Map<DeclaredTrip<S>, Judgement<S>>();
  for (const [i, load] of loads.entries())
    for (const [k, trip] of load.entries()) {
      const own = candidates.get(trip) ?? [];
      const taken = assigned[i] ?? [];
      const journey = own[taken[k] ?? -1]?.journey;
      const exchangeable = load.some((other, n) =>
        isExchangeable(own, taken[k] ?? -1, candidates.get(other) ?? [], taken[n] ?? -1),
      );
      const reasons = [
        ...(journey?.reasons ?? []),
        ...(exchangeable ? (['sameDay'] as const) : []),
      ];
      const count = own.filter((one) => one !== null).length;
      judged.set(
        trip,
        journey === undefined
          ? { cause: count > 0 ? 'otherLoad' : unseenCause(trip, perhaps, along, means.settings) }
          : { journey: { ...journey, reasons, passages: count } },
      );
    }
  return judged;
}

/** The passage of each fits the other as well. */
function isExchangeable<S extends Spot>(
  own: readonly (Candidate<S> | null)[],
  passage: number,
  other: readonly (Candidate<S> | null)[],
  passageOfOther: number,
): boolean {
  const fit = (of: readonly (Candidate<S> | null)[], at: number) => of[at]?.cost[0] ?? NaN;
  return (
    passage !== passageOfOther &&
    fit(own, passage) === fit(own, passageOfOther) &&
    fit(other, passage) === fit(other, passageOfOther)
  );
}

/** What is declared for one day, ascending as the track runs. */
function loadsOf<S extends Spot>(trips: readonly DeclaredTrip<S>[]): DeclaredTrip<S>[][] {
  const byDay = new Map<number, DeclaredTrip<S>[]>();
  for (const trip of trips) {
    const { from } = turnedTime(trip, { from: trip.day, to: trip.day });
    byDay.set(from, [...(byDay.get(from) ?? []), trip]);
  }
  return [...byDay].sort(([a], [b]) => a - b).map(([, load]) => load);
}

const touches = (
  { from, to }: { readonly from: number; readonly to: number },
  window: { readonly from: number; readonly to: number },
): boolean => from <= window.to && to >= window.from;

/** Its last time at a gate of these. */
function startOf<S extends Spot>(
  { at }: Passage,
  gates: readonly S[],
): { readonly gate: S; readonly presence: Presence } | null {
  let last: { readonly gate: S; readonly presence: Presence } | null = null;
  for (const gate of gates) {
    const presence = at.get(gateKey(gate));
    if (presence !== undefined && (last === null || presence.to > last.presence.to))
      last = { gate, presence };
  }
  return last;
}

function backAt(passages: readonly Passage[], { from }: Passage, gates: readonly Spot[]): number {
  const next = passages.find(
    (one) => one.from > from && one.stood && gates.some((gate) => one.at.has(gateKey(gate))),
  );
  return next?.from ?? Infinity;
}

/** Time from the declared day, whether it arrived and whether it stood at the gate; then what is unexplained. */
function costOf(
  { from, arrived, returned, unexplainedKm, unexplainedHours }: Journey,
  { stood }: Passage,
  day: { readonly from: number; readonly to: number },
): Cost {
  const off = Math.max(0, day.from - from, from - day.to);
  const astray = (arrived ? 0 : astrayMs) + (returned ? astrayMs : 0);
  return [
    // A millisecond: it decides between equals alone.
    Math.round(off) + astray + (stood ? 0 : 1),
    Math.round(unexplainedKm * 1_000),
    Math.round(unexplainedHours * hourMs),
  ];
}

function gapAbout(along: CleanTrack, { from, to }: { from: number; to: number }): number {
  const first = lowerBound(along.at, along.count, from - habitMs);
  return gapOf(sliced(along, first, lowerBound(along.at, along.count, to + habitMs)));
}

function unseenCause(
  trip: DeclaredTrip,
  perhaps: GateTimes['perhaps'],
  along: CleanTrack,
  settings: JourneySettings,
): Cause {
  const within = turnedTime(trip, about(trip, settings));
  const gapMs = gapAbout(along, within);
  const silent = trip.gates
    .flatMap((gate) => perhaps.get(gateKey(gate)) ?? [])
    .some((one) => touches(one, within) && one.to - one.from > gapMs);
  return silent ? 'silentAtGate' : 'noPassage';
}

function turnedBack<S extends Spot>(journey: Journey<S>): Journey<S> {
  return {
    ...journey,
    from: -journey.to,
    to: -journey.from,
    stops: journey.stops
      .map(({ from, to, lng, lat }) => ({ from: -to, to: -from, lng, lat }))
      .reverse(),
  };
}
