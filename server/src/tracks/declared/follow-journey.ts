/** From a passage of the gate to the declared destination: what was driven, and what of it is not explained. A function of track, places and ways alone. */
import { kmBetween } from '../geo.ts';
import type { CleanTrack } from '../questions/clean-track.ts';
import { lowerBound, type Presence } from '../questions/presence.ts';
import { findStops, type Stop } from '../questions/stops.ts';
import { possibleStretches } from '../zones/visits.ts';
import { prepareZone } from '../zones/prepared-zone.ts';
import { sliced } from './sliced.ts';
import { inAny, kmTo, type Spot } from './spot.ts';
import type { Way } from './way-network.ts';

export interface DeclaredTrip<S extends Spot = Spot> {
  /** Goods come from the gate, or go to it. */
  readonly direction: 'import' | 'export';
  /** Begin of the declared day, milliseconds UTC. */
  readonly day: number;
  /** Any of them. */
  readonly gates: readonly S[];
  /** Known places of the declared party, any of them; for an export, of the sender. */
  readonly ends: readonly S[];
  /** The places of the party are inferred from stops, not known. */
  readonly inferred: boolean;
  /** Places of other declarations that name the truck about then. */
  readonly others: readonly Spot[];
  /** Where it rests by habit. */
  readonly rests: readonly Spot[];
}

export interface JourneySettings {
  /** Days before and after the declared one on which the gate may have been passed. */
  readonly daysAround: number;
  /** A journey that has not ended after so many is not looked at any farther. */
  readonly boundHours: number;
  /** Shorter stops are traffic. */
  readonly stopMinutes: number;
}

export const reasons = [
  'gateCrossed',
  'placeInferred',
  'gaps',
  'wayEstimated',
  'arrivalUnseen',
  'trackEnds',
  'sameDay',
  'besideGate',
] as const;
/** Why an answer is only possible. */
export type Reason = (typeof reasons)[number];

export interface UnexplainedStop {
  readonly from: number;
  readonly to: number;
  readonly lng: number;
  readonly lat: number;
}

export interface Journey<S extends Spot = Spot> {
  /** Milliseconds UTC: at the gate, at the other end. */
  readonly from: number;
  readonly to: number;
  readonly arrived: boolean;
  readonly gate: S;
  /** The place that it came to or, where it did not, nearest to. */
  readonly end: S;
  readonly drivenKm: number;
  readonly plausibleKm: number;
  readonly unexplainedKm: number;
  readonly unexplainedHours: number;
  readonly stops: readonly UnexplainedStop[];
  readonly gaps: number;
  readonly gapHours: number;
  /** It came back to the gate before it arrived, and stood there. */
  readonly returned: boolean;
  /** Empty: certain, by fixes alone. */
  readonly reasons: readonly Reason[];
}

export type WayBetween = (lng1: number, lat1: number, lng2: number, lat2: number) => Way;

const hourMs = 3_600_000;
/** Places, cells and noise make ways as much longer without anybody's having gone round. */
export const slackKm = 3;
export const slackShare = 0.1;
/** A truck that stands at its own place for so long has ended its journey. */
const homeMs = 3 * hourMs;
const stopRadiusKm = 0.15;

export interface Start<S extends Spot> {
  readonly gate: S;
  readonly presence: Presence;
  /** Begin of the passage. */
  readonly since: number;
  /** When it next stands at the gate; Infinity: it does not. */
  readonly back: number;
}

export interface Means {
  readonly settings: JourneySettings;
  readonly fastestKmh: number;
  readonly gapMs: number;
  readonly way: WayBetween;
}

export function followJourney<S extends Spot>(
  track: CleanTrack,
  trip: DeclaredTrip<S>,
  { gate, presence, since, back }: Start<S>,
  { settings: { boundHours, stopMinutes }, fastestKmh, gapMs, way }: Means,
): Journey<S> {
  // A place within the gate's circle is come to before that is left.
  const beside = trip.ends.some((end) => kmTo(end, gate) <= gate.km + end.km);
  const begin = lowerBound(track.at, track.count, beside ? since : presence.to);
  const bound = Math.min(presence.to + boundHours * hourMs, back);
  const past = lowerBound(track.at, track.count, bound + 1);
  const part = sliced(track, begin, past);
  const stops = findStops(part, {
    radiusKm: stopRadiusKm,
    leastMs: stopMinutes * 60_000,
    gapMs: Infinity,
  });
  const wait = stops.find((stop) => isWait(stop, trip));
  const arrivals = stops.filter((stop) => inAny(trip.ends, stop) && !isWait(stop, trip));
  // At a place beside the gate it may have stood before, too.
  const arrival = arrivals.find(({ first }) => first > (wait?.first ?? -1)) ?? arrivals[0] ?? null;
  // A base beside the gate is where it may have come from, too.
  const home =
    stops.find(
      (stop) =>
        stop.to - stop.from >= homeMs && inAny(trip.rests, stop) && !inAny(trip.gates, stop),
    ) ?? null;
  const unseen =
    arrival === null ? possibleArrival(part, trip, fastestKmh, gapMs, stopMinutes) : null;
  const silent = unseen === null ? Infinity : lowerBound(part.at, part.count, unseen);
  const stopped = Math.min(silent, home?.first ?? Infinity);
  const last = arrival?.first ?? (stopped < Infinity ? stopped : part.count - 1);
  const open = arrival === null && stopped === Infinity && past >= track.count;
  const end = nearestOf(trip.ends, part, last + 1, arrival);
  const counted = stops.filter(
    (stop) => stop !== arrival && stop.first < last && !inAny([...trip.gates, ...trip.rests], stop),
  );
  const unexplained = counted.filter((stop) => !inAny(trip.others, stop));
  const waypoints = stops.filter(
    (stop) => stop !== arrival && stop.first < last && inAny([...trip.others, ...trip.rests], stop),
  );
  const plausible = plausibleWay(part, last, gate, end, waypoints, arrival !== null, way);
  const figures = figuresOf(part, last, gapMs);
  const why: Reason[] = [
    ...(presence.certainty === 'CERTAIN' ? [] : (['gateCrossed'] as const)),
    ...(trip.inferred ? (['placeInferred'] as const) : []),
    ...(figures.gaps > 0 ? (['gaps'] as const) : []),
    ...(plausible.driven ? [] : (['wayEstimated'] as const)),
    ...(arrival === null && last === silent ? (['arrivalUnseen'] as const) : []),
    ...(open ? (['trackEnds'] as const) : []),
    ...(isDoubtful(arrival, wait, trip) ? (['besideGate'] as const) : []),
  ];
  return {
    from: Math.min(presence.to, part.at[last] ?? presence.to),
    to: part.at[last] ?? presence.to,
    arrived: arrival !== null,
    gate,
    end,
    drivenKm: figures.km,
    plausibleKm: plausible.km,
    unexplainedKm: Math.max(0, figures.km - plausible.km * (1 + slackShare) - slackKm),
    unexplainedHours:
      unexplained.reduce(
        (sum, stop) => sum + Math.min(stop.to, part.at[last] ?? 0) - stop.from,
        0,
      ) / hourMs,
    stops: unexplained.map(({ from, to, lng, lat }) => ({ from, to, lng, lat })),
    gaps: figures.gaps,
    gapHours: figures.gapHours,
    returned: arrival === null && stopped === Infinity && part.at[last] === back,
    reasons: why,
  };
}

type Ends = Pick<DeclaredTrip, 'gates' | 'ends'>;

/** At the gate rather than at a declared place whose circle meets the gate's: the nearer of the two. */
function isWait(stop: Stop, { gates, ends }: Ends): boolean {
  const nearest = (spots: readonly Spot[]) => Math.min(...spots.map((spot) => kmTo(spot, stop)));
  return inAny(gates, stop) && nearest(gates) <= nearest(ends);
}

/** No stay tells the declared place from the gate. */
export function isAtGate({ gates, ends }: Ends): boolean {
  return ends.every((end) => gates.some((gate) => kmTo(end, gate) <= 2 * stopRadiusKm));
}

/** Coordinates of a few hundred metres' doubt decide whether it stood at the gate or at the place. */
function isDoubtful(arrival: Stop | null, wait: Stop | undefined, { gates, ends }: Ends): boolean {
  return arrival === null ? wait !== undefined && inAny(ends, wait) : inAny(gates, arrival);
}

/** By way of the stops that are explained; where it did not arrive, as much of the rest as it came nearer. */
function plausibleWay(
  part: CleanTrack,
  last: number,
  gate: Spot,
  end: Spot,
  waypoints: readonly Stop[],
  arrived: boolean,
  way: WayBetween,
): Way {
  let [lng, lat, km, driven, since] = [
    part.lng[0] ?? gate.lng,
    part.lat[0] ?? gate.lat,
    0,
    true,
    0,
  ];
  for (const stop of waypoints) {
    const leg = way(lng, lat, stop.lng, stop.lat);
    km += leg.km;
    driven &&= leg.driven;
    [lng, lat, since] = [stop.lng, stop.lat, stop.last];
  }
  const leg = way(lng, lat, end.lng, end.lat);
  driven &&= leg.driven;
  if (arrived) return { km: km + leg.km, driven };
  const whole = kmBetween(lng, lat, end.lng, end.lat);
  let nearest = whole;
  for (let i = since; i <= last; i++)
    nearest = Math.min(nearest, kmBetween(part.lng[i] ?? 0, part.lat[i] ?? 0, end.lng, end.lat));
  return { km: km + (whole === 0 ? 0 : leg.km * (1 - nearest / whole)), driven };
}

function figuresOf(
  { at, lng, lat }: CleanTrack,
  last: number,
  gapMs: number,
): { km: number; gaps: number; gapHours: number } {
  let [km, gaps, gapSum] = [0, 0, 0];
  for (let i = 1; i <= last; i++) {
    const leg = kmBetween(lng[i - 1] ?? 0, lat[i - 1] ?? 0, lng[i] ?? 0, lat[i] ?? 0);
    km += leg;
    const step = (at[i] ?? 0) - (at[i - 1] ?? 0);
    if (step <= gapMs || isQuiet(step, leg)) continue;
    gaps++;
    gapSum += step;
  }
  return { km, gaps, gapHours: gapSum / hourMs };
}

/** Begin of a silence in which it may have been there and stayed. */
function possibleArrival(
  part: CleanTrack,
  { ends, gates }: Ends,
  fastestKmh: number,
  gapMs: number,
  stopMinutes: number,
): number | null {
  const silences = ends.flatMap((end) =>
    possibleStretches(part, circle(end), fastestKmh).filter(
      ({ from, to }) =>
        to - from > gapMs &&
        to - from > stopMinutes * 60_000 &&
        !isQuietWait(part, gates, from, to),
    ),
  );
  return silences.length === 0 ? null : Math.min(...silences.map(({ from }) => from));
}

/** Terminals say little at rest. */
const isQuiet = (ms: number, km: number): boolean => ms <= hourMs && km <= 2 * stopRadiusKm;

/** @param from, to times of fixes that follow each other */
function isQuietWait(
  { at, count, lng, lat }: CleanTrack,
  gates: readonly Spot[],
  from: number,
  to: number,
): boolean {
  const placeAt = (time: number) => {
    const i = lowerBound(at, count, time);
    return { lng: lng[i] ?? 0, lat: lat[i] ?? 0 };
  };
  const [before, after] = [placeAt(from), placeAt(to)];
  return inAny(gates, before) && inAny(gates, after) && isQuiet(to - from, kmTo(before, after));
}

function nearestOf<S extends Spot>(
  ends: readonly S[],
  { lng, lat }: CleanTrack,
  count: number,
  arrival: Stop | null,
): S {
  const distance = (end: Spot): number => {
    if (arrival !== null) return kmBetween(end.lng, end.lat, arrival.lng, arrival.lat);
    let least = Infinity;
    for (let i = 0; i < count; i++)
      least = Math.min(least, kmBetween(end.lng, end.lat, lng[i] ?? 0, lat[i] ?? 0));
    return least;
  };
  return ends.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

const circle = ({ lng, lat, km }: Spot) =>
  prepareZone({ type: 'Point', coordinates: [lng, lat], radius: km * 1_000 });
