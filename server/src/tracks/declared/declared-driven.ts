/** Declared versus driven: every declaration that names a truck in a time, against where it went between gate and declared place. In two readings of the tracks: ways and habits first, then each declaration. */
import type { MoverFacts, PositionStore } from '@phecda/graph-schema/ports/position-store';
import {
  labelsOf,
  readDeclaredTrucks,
  vehiclesOf,
  type DeclaredTruck,
  type DeclaredTrucksAsked,
} from '../../reading/declared-trucks.ts';
import { addressPlaces, portPlaces, type KnownPlace } from '../../reading/known-places.ts';
import type { ViewedTruth } from '../../reading/truth.ts';
import { kmBetween } from '../geo.ts';
import { identify, type Mover } from '../movers.ts';
import { findBases } from '../questions/bases.ts';
import { breather } from '../questions/breather.ts';
import { searchTracks } from '../questions/search-tracks.ts';
import { findStops } from '../questions/stops.ts';
import {
  judgeTrip,
  type DeclaredTrip,
  type JourneySettings,
  type Judgement,
  type Spot,
} from './judge-journey.ts';
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

const dayMs = 86_400_000;
const districtMs = 8 * 3_600_000;
const everyone = 10_000_000;
/** Further trucks that roads are learnt from. */
const mostTeachers = 500;
/** Kilometres around the point that a source gives. */
const gateKm = 1;
const addressKm = 0.6;
const baseKm = 0.4;
/** A land gate this near an office belongs to it. */
const gateOfOfficeKm = 5;
/** Of a place where a truck rests by habit. */
const leastNights = 2;
const mostBases = 3;
const baseStop = { radiusKm: 0.1, leastMs: 20 * 60_000, gapMs: Infinity };

export async function declaredVersusDriven(
  truth: ViewedTruth,
  positions: PositionStore,
  asked: DeclaredTrucksAsked,
  settings: JourneySettings,
  signal: AbortSignal,
): Promise<DeclaredLine[]> {
  const declarations = await readDeclaredTrucks(truth, asked);
  if (declarations.length === 0) return [];
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
  const window = windowOf(asked, settings);
  // The ways of a few trucks may all be detours.
  const numbers = new Set(
    [...[...movers.values()].flat(), ...trucks.slice(0, mostTeachers)].map(
      ({ facts }) => facts.mover,
    ),
  );
  const network = new WayNetwork();
  const rests = new Map<number, GroundedSpot[]>();
  await searchTracks(positions, window, [...numbers], signal, (track, _, facts) => {
    network.add(track);
    rests.set(
      facts.mover,
      findBases(findStops(track, baseStop))
        .filter(({ nights }) => nights >= leastNights)
        .slice(0, mostBases)
        .map(({ lng, lat }) => ({ lng, lat, km: baseKm, ground: 'base' as const, label: '' })),
    );
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
  const byMover = new Map<number, DeclaredTruck[]>();
  for (const declaration of declarations)
    for (const { facts } of movers.get(declaration.vehicle) ?? [])
      byMover.set(facts.mover, [...(byMover.get(facts.mover) ?? []), declaration]);
  const breathe = breather(signal);
  const judged = new Map<
    DeclaredTruck,
    { facts: MoverFacts; judgement: Judgement<GroundedSpot> }
  >();
  await searchTracks(
    positions,
    window,
    [...byMover.keys()],
    signal,
    async (track, fastest, facts) => {
      const trips = byMover.get(facts.mover) ?? [];
      for (const declaration of trips) {
        await breathe();
        const trip = tripOf(
          declaration,
          trips,
          gates,
          ends,
          rests.get(facts.mover) ?? [],
          settings,
        );
        const judgement = judgeTrip(track, trip, settings, fastest, (...way) =>
          network.between(...way),
        );
        const before = judged.get(declaration);
        // Of several devices of one truck, the one that saw the journey.
        if (before === undefined || ('cause' in before.judgement && 'journey' in judgement))
          judged.set(declaration, { facts, judgement });
      }
      return null;
    },
  );
  const names = await labelsOf(
    truth,
    declarations.flatMap(({ vehicle, office, party }) =>
      [vehicle, office ?? [], party ?? []].flat(),
    ),
  );
  return declarations.map((declaration): DeclaredLine => {
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
function windowOf({ from, to }: DeclaredTrucksAsked, { daysAround, boundHours }: JourneySettings) {
  const around = daysAround * dayMs + boundHours * 3_600_000;
  return { from: dayOf(from) - around, to: dayOf(to) + around };
}

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
