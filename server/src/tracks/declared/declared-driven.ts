/** Declared versus driven: every declaration that names a truck in a time, against where it went between gate and declared place. Ways and habits first, then each declaration; tracks are read once, beyond some millions of fixes twice. */
import type { MoverFacts, PositionStore } from '@phecda/graph-schema/ports/position-store';
import {
  labelsOf,
  readDeclaredTrucks,
  vehiclesOf,
  type DeclaredTruck,
} from '../../reading/declared-trucks.ts';
import { addressPlaces, portPlaces, type KnownPlace } from '../../reading/known-places.ts';
import type { ViewedTruth } from '../../reading/truth.ts';
import { kmBetween } from '../geo.ts';
import { identify, type Mover } from '../movers.ts';
import { findBases } from '../questions/bases.ts';
import { breather } from '../questions/breather.ts';
import type { CleanTrack } from '../questions/clean-track.ts';
import { searchTracks } from '../questions/search-tracks.ts';
import { findStops } from '../questions/stops.ts';
import type { DeclaredTrip, JourneySettings } from './follow-journey.ts';
import { judgeTruck, type Judgement } from './judge-truck.ts';
import type { Spot } from './spot.ts';
import { WayNetwork } from './way-network.ts';

/** What a place rests on: coordinates in a source, or stops of the party's own trucks. */
export type Ground = 'office' | 'gate' | 'address' | 'base';

export interface GroundedSpot extends Spot {
  readonly ground: Ground;
  readonly label: string;
}

export interface DeclaredLine {
  readonly declaration: DeclaredTruck;
  readonly officeName: string | null;
  readonly partyName: string | null;
  /** The truck as far as it has positions. */
  readonly mover: Mover | null;
  readonly vehicleName: string;
  readonly judgement: Judgement<GroundedSpot>;
}

interface Period {
  /** Days, half-open. */
  readonly from: string;
  readonly to: string;
}

export interface DeclaredAsked extends Period {
  /** Entities. */
  readonly office: string | null;
  readonly vehicle: string | null;
}

const dayMs = 86_400_000;
const districtMs = 8 * 3_600_000;
const everyone = 10_000_000;
/** Trucks that roads are learnt from, those of the question and others. */
const mostTeachers = 500;
/** Fixes of tracks that are kept from the first reading, 36 bytes each; trucks beyond are read again. */
const mostKept = 4_000_000;
/** Kilometres around the point that a source gives. */
const gateKm = 1;
const addressKm = 0.6;
const baseKm = 0.4;
/** A land gate this near an office belongs to it. */
const gateOfOfficeKm = 5;
/** Of a place where a truck rests by habit: shorter stays are business, also at night. */
const leastNights = 2;
const mostBases = 3;
const baseStop = { radiusKm: 0.1, leastMs: 3 * 3_600_000, gapMs: Infinity };

export async function declaredVersusDriven(
  truth: ViewedTruth,
  positions: PositionStore,
  asked: DeclaredAsked,
  settings: JourneySettings,
  signal: AbortSignal,
): Promise<DeclaredLine[]> {
  // Whose passage was which, declarations of the days around and of other offices say too.
  const around = (2 * settings.daysAround + 1) * dayMs;
  const wide = {
    from: isoDay(Date.parse(asked.from) - around),
    to: isoDay(Date.parse(asked.to) + around),
    vehicle: asked.vehicle,
  };
  const read = await readDeclaredTrucks(truth, wide);
  const wanted = read.filter(
    ({ day, office }) =>
      day >= asked.from && day < asked.to && (asked.office === null || office === asked.office),
  );
  if (wanted.length === 0) return [];
  const named = new Set(wanted.map(({ vehicle }) => vehicle));
  const declarations = read.filter(({ vehicle }) => named.has(vehicle));
  const parties = unique(declarations.map(({ party }) => party));
  const gates = gatesOf(await portPlaces(truth), unique(declarations.map(({ office }) => office)));
  const addresses = await addressPlaces(truth, parties);
  const unplaced = parties.filter((party) => !addresses.has(party));
  const fleets = await vehiclesOf(truth, unplaced);
  const trucks = await identify(
    truth,
    (await positions.movers({ kind: 'truck', limit: everyone })).movers,
  );
  const movers = byVehicle(
    trucks,
    new Set([...declarations.map(({ vehicle }) => vehicle), ...[...fleets.values()].flat()]),
  );
  const window = windowOf(wide, settings);
  const byMover = new Map<number, DeclaredTruck[]>();
  for (const declaration of declarations)
    for (const { facts } of movers.get(declaration.vehicle) ?? [])
      byMover.set(facts.mover, [...(byMover.get(facts.mover) ?? []), declaration]);
  const own = new Set([...movers.values()].flat().map(({ facts }) => facts.mover));
  // The ways of a few trucks may all be detours.
  const teachers = trucks
    .map(({ facts }) => facts.mover)
    .filter((mover) => !own.has(mover))
    .slice(0, Math.max(0, mostTeachers - own.size));
  const network = new WayNetwork();
  const rests = new Map<number, GroundedSpot[]>();
  const kept: { track: CleanTrack; fastest: number; facts: MoverFacts }[] = [];
  let room = mostKept;
  await searchTracks(positions, window, [...own, ...teachers], signal, (track, fastest, facts) => {
    network.add(track);
    if (!own.has(facts.mover)) return null;
    rests.set(
      facts.mover,
      findBases(findStops(track, baseStop))
        .filter(({ nights }) => nights >= leastNights)
        .slice(0, mostBases)
        .map(({ lng, lat }) => ({ lng, lat, km: baseKm, ground: 'base' as const, label: '' })),
    );
    if (!byMover.has(facts.mover)) return null;
    room -= track.count;
    if (room >= 0) kept.push({ track, fastest, facts });
    return null;
  });
  const ends = new Map<string, GroundedSpot[]>();
  for (const party of parties) {
    const known = addresses.get(party)?.map((place) => spot(place, addressKm, 'address'));
    const inferred = (fleets.get(party) ?? [])
      .flatMap((vehicle) => movers.get(vehicle) ?? [])
      .flatMap(({ facts }) => rests.get(facts.mover) ?? []);
    ends.set(party, known ?? inferred);
  }
  const breathe = breather(signal);
  const judged = new Map<
    DeclaredTruck,
    { facts: MoverFacts; judgement: Judgement<GroundedSpot> }
  >();
  const judge = async (track: CleanTrack, fastest: number, facts: MoverFacts): Promise<null> => {
    const named = byMover.get(facts.mover) ?? [];
    const resting = rests.get(facts.mover) ?? [];
    const judgements = await judgeTruck(
      track,
      named.map((declaration) => tripOf(declaration, named, gates, ends, resting, settings)),
      settings,
      fastest,
      (...way) => network.between(...way),
      breathe,
    );
    for (const [i, judgement] of judgements.entries()) {
      const declaration = named[i];
      if (declaration === undefined) continue;
      const before = judged.get(declaration);
      // Of several devices of one truck, the one that saw the journey.
      if (before === undefined || ('cause' in before.judgement && 'journey' in judgement))
        judged.set(declaration, { facts, judgement });
    }
    return null;
  };
  for (const { track, fastest, facts } of kept) await judge(track, fastest, facts);
  const done = new Set(kept.map(({ facts }) => facts.mover));
  const left = [...byMover.keys()].filter((mover) => !done.has(mover));
  await searchTracks(positions, window, left, signal, judge);
  const names = await labelsOf(
    truth,
    wanted.flatMap(({ vehicle, office, party }) => [vehicle, office ?? [], party ?? []].flat()),
  );
  return wanted.map((declaration): DeclaredLine => {
    const found = judged.get(declaration);
    const own = movers.get(declaration.vehicle) ?? [];
    return {
      declaration,
      officeName: names.get(declaration.office ?? '') ?? null,
      partyName: names.get(declaration.party ?? '') ?? null,
      vehicleName: names.get(declaration.vehicle) ?? '',
      mover: own.find(({ facts }) => facts.mover === found?.facts.mover) ?? own[0] ?? null,
      judgement: found?.judgement ?? {
        cause: withoutTrack(declaration, gates, ends),
      },
    };
  });
}

/** Days of the district, and around them what passages and journeys of them can take. */
function windowOf({ from, to }: Period, { daysAround, boundHours }: JourneySettings) {
  const around = daysAround * dayMs + boundHours * 3_600_000;
  return { from: dayOf(from) - around, to: dayOf(to) + around };
}

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

const dayOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) - districtMs;

function withoutTrack(
  { office, party }: DeclaredTruck,
  gates: ReadonlyMap<string, readonly Spot[]>,
  ends: ReadonlyMap<string, readonly Spot[]>,
): 'noGate' | 'noPlace' | 'noTrack' {
  if ((gates.get(office ?? '') ?? []).length === 0) return 'noGate';
  return (ends.get(party ?? '') ?? []).length === 0 ? 'noPlace' : 'noTrack';
}

function tripOf(
  declaration: DeclaredTruck,
  trips: readonly DeclaredTruck[],
  gates: ReadonlyMap<string, readonly GroundedSpot[]>,
  ends: ReadonlyMap<string, readonly GroundedSpot[]>,
  rests: readonly GroundedSpot[],
  { daysAround }: JourneySettings,
): DeclaredTrip<GroundedSpot> {
  const day = dayOf(declaration.day);
  const own = ends.get(declaration.party ?? '') ?? [];
  const others = trips
    .filter(
      (one) =>
        one.party !== declaration.party &&
        Math.abs(dayOf(one.day) - day) <= (daysAround + 1) * dayMs,
    )
    .flatMap(({ party }) => ends.get(party ?? '') ?? []);
  return {
    direction: declaration.direction,
    day,
    gates: gates.get(declaration.office ?? '') ?? [],
    ends: own,
    inferred: own.some(({ ground }) => ground === 'base'),
    others,
    rests,
  };
}

/** The office itself, and land gates beside it. */
function gatesOf(
  ports: readonly (KnownPlace & { readonly kind: string | null })[],
  offices: readonly string[],
): Map<string, GroundedSpot[]> {
  const byEntity = new Map(ports.map((port) => [port.entity, port]));
  const land = ports.filter(({ kind }) => kind === 'landGate');
  return new Map(
    offices.flatMap((office) => {
      const place = byEntity.get(office);
      if (place === undefined) return [];
      const beside = land.filter(
        (gate) =>
          gate.entity !== office &&
          kmBetween(gate.lng, gate.lat, place.lng, place.lat) <= gateOfOfficeKm,
      );
      return [
        [
          office,
          [spot(place, gateKm, 'office'), ...beside.map((gate) => spot(gate, gateKm, 'gate'))],
        ],
      ];
    }),
  );
}

const spot = ({ lng, lat, label }: KnownPlace, km: number, ground: Ground): GroundedSpot => ({
  lng,
  lat,
  km,
  ground,
  label,
});

/** Of these vehicles, those that have positions. */
function byVehicle(trucks: readonly Mover[], vehicles: ReadonlySet<string>): Map<string, Mover[]> {
  const found = new Map<string, Mover[]>();
  for (const mover of trucks)
    if (mover.entity !== null && vehicles.has(mover.entity))
      found.set(mover.entity, [...(found.get(mover.entity) ?? []), mover]);
  return found;
}

function unique(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))].sort();
}
