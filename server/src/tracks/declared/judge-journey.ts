/** One declaration that names a truck against its track: passage of the gate about the declared day, the way from there to the declared destination, and what of it is not explained. A function of track, places and ways alone. */
import { kmBetween } from '../geo.ts';
import type { CleanTrack } from '../questions/clean-track.ts';
import { lowerBound, presences, type Presence } from '../questions/presence.ts';
import { findStops, type Stop } from '../questions/stops.ts';
import { gapOf } from '../questions/track.ts';
import { possibleStretches } from '../zones/visits.ts';
import { prepareZone } from '../zones/prepared-zone.ts';
import { backwards } from './backwards.ts';
import type { Way } from './way-network.ts';

/** Degrees in WGS-84, and the kilometres around that count as there. */
export interface Spot {
  readonly lng: number;
  readonly lat: number;
  readonly km: number;
}

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
] as const;
/** Why an answer is only possible. */
export type Reason = (typeof reasons)[number];

export const causes = ['noGate', 'noPlace', 'noTrack', 'noPassage', 'silentAtGate'] as const;
/** Why there is no answer. */
export type Cause = (typeof causes)[number];

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
  /** Passages of the gate on that day; the one that leaves least unexplained is told. */
  readonly passages: number;
  /** Empty: certain, by fixes alone. */
  readonly reasons: readonly Reason[];
}

export type Judgement<S extends Spot = Spot> =
  { readonly journey: Journey<S> } | { readonly cause: Cause };

type WayBetween = (lng1: number, lat1: number, lng2: number, lat2: number) => Way;

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Fixes around the time say what may have been at its edges. */
const edgeMs = 6 * hourMs;
/** Places, cells and noise make ways as much longer without anybody's having gone round. */
export const slackKm = 3;
export const slackShare = 0.1;
/** A truck that stands at its own place for so long has ended its journey. */
const homeMs = 3 * hourMs;
const stopRadiusKm = 0.15;

export function judgeTrip<S extends Spot>(
  track: CleanTrack,
  trip: DeclaredTrip<S>,
  settings: JourneySettings,
  fastestKmh: number,
  way: WayBetween,
): Judgement<S> {
  if (trip.gates.length === 0) return { cause: 'noGate' };
  if (trip.ends.length === 0) return { cause: 'noPlace' };
  const from = trip.day - settings.daysAround * dayMs;
  const to = trip.day + (settings.daysAround + 1) * dayMs;
  const reach = settings.boundHours * hourMs + edgeMs;
  const near = sliced(
    track,
    lowerBound(track.at, track.count, from - reach),
    lowerBound(track.at, track.count, to + reach),
  );
  const first = lowerBound(near.at, near.count, from);
  if (first >= near.count || (near.at[first] ?? 0) > to) return { cause: 'noTrack' };
  const turned = trip.direction === 'export';
  const along = turned ? backwards(near) : near;
  const window = turned ? { from: -to, to: -from } : { from, to };
  const day = turned ? -trip.day - dayMs : trip.day;
  const gapMs = gapOf(near);
  const found = trip.gates.flatMap((gate) =>
    presences(along, circle(gate), window, fastestKmh).map((presence) => ({ gate, presence })),
  );
  const seen = found.filter(({ presence }) => presence.certainty === 'CERTAIN' || presence.crossed);
  if (seen.length === 0) {
    const silent = found.some(({ presence }) => presence.to - presence.from > gapMs);
    return { cause: silent ? 'silentAtGate' : 'noPassage' };
  }
  // Of the declared day, else of the nearest.
  const daysOff = ({ presence }: (typeof seen)[number]): number =>
    Math.abs(Math.floor((presence.to - day) / dayMs));
  const nearest = Math.min(...seen.map(daysOff));
  const candidates = seen.filter((one) => daysOff(one) === nearest);
  const journeys = candidates.map(({ gate, presence }) =>
    follow(along, trip, { gate, presence, passages: candidates.length }, settings, {
      fastestKmh,
      gapMs,
      way,
    }),
  );
  const [best] = journeys.sort(byDoubt);
  if (best === undefined) return { cause: 'noPassage' };
  return { journey: turned ? turnedBack(best) : best };
}

/** Whoever may have come the whole way did; then the least that is unexplained. */
function byDoubt(a: Journey, b: Journey): number {
  return (
    Number(b.arrived) - Number(a.arrived) ||
    a.unexplainedKm - b.unexplainedKm ||
    a.unexplainedHours - b.unexplainedHours ||
    a.from - b.from
  );
}

interface Start<S extends Spot> {
  readonly gate: S;
  readonly presence: Presence;
  readonly passages: number;
}

interface Means {
  readonly fastestKmh: number;
  readonly gapMs: number;
  readonly way: WayBetween;
}

function follow<S extends Spot>(
  track: CleanTrack,
  trip: DeclaredTrip<S>,
  { gate, presence, passages }: Start<S>,
  { boundHours, stopMinutes }: JourneySettings,
  { fastestKmh, gapMs, way }: Means,
): Journey<S> {
  const begin = lowerBound(track.at, track.count, presence.to);
  const bound = presence.to + boundHours * hourMs;
  const past = lowerBound(track.at, track.count, bound + 1);
  const part = sliced(track, begin, past);
  const stops = findStops(part, {
    radiusKm: stopRadiusKm,
    leastMs: stopMinutes * 60_000,
    gapMs: Infinity,
  });
  const arrival = stops.find((stop) => inAny(trip.ends, stop)) ?? null;
  const home =
    stops.find((stop) => stop.to - stop.from >= homeMs && inAny(trip.rests, stop)) ?? null;
  const unseen =
    arrival === null ? possibleArrival(part, trip.ends, fastestKmh, gapMs, stopMinutes) : null;
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
  ];
  return {
    from: presence.to,
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
    passages,
    reasons: why,
  };
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
    // Terminals say little at rest.
    if (step <= (leg <= 2 * stopRadiusKm ? Math.max(gapMs, hourMs) : gapMs)) continue;
    gaps++;
    gapSum += step;
  }
  return { km, gaps, gapHours: gapSum / hourMs };
}

/** Begin of a silence in which it may have been there and stayed. */
function possibleArrival(
  part: CleanTrack,
  ends: readonly Spot[],
  fastestKmh: number,
  gapMs: number,
  stopMinutes: number,
): number | null {
  const silences = ends.flatMap((end) =>
    possibleStretches(part, circle(end), fastestKmh).filter(
      ({ from, to }) => to - from > gapMs && to - from > stopMinutes * 60_000,
    ),
  );
  return silences.length === 0 ? null : Math.min(...silences.map(({ from }) => from));
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

function inAny(spots: readonly Spot[], { lng, lat }: { lng: number; lat: number }): boolean {
  return spots.some((spot) => kmBetween(spot.lng, spot.lat, lng, lat) <= spot.km);
}

const circle = ({ lng, lat, km }: Spot) =>
  prepareZone({ type: 'Point', coordinates: [lng, lat], radius: km * 1_000 });

function sliced(track: CleanTrack, from: number, to: number): CleanTrack {
  return {
    count: Math.max(0, to - from),
    at: track.at.subarray(from, to),
    lng: track.lng.subarray(from, to),
    lat: track.lat.subarray(from, to),
    kmh: track.kmh.subarray(from, to),
    course: track.course.subarray(from, to),
    flags: track.flags.subarray(from, to),
    leftOut: track.leftOut,
  };
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
