/** The terminals of the demo world's trucks and ships: whose they are, what each does day by day, and what it gets wrong. */
import { faultPlace, ghostDay, rolesOf } from './track-roles.ts';
import { roadNetwork, type Outing, type Segment, type Span } from './outing.ts';
import type { Point } from './road-map.ts';
import { fixesOf, type Fix } from './track-fixes.ts';
import { trafficOf } from './traffic.ts';
import { habitsOf } from './truck-days.ts';
import { shipRounds } from './vessel-calls.ts';
import type { Truck, World } from './world.ts';

export type Supplier = 'gcj' | 'wgs';

export interface Terminal {
  /** Number plate, or MMSI of a ship. */
  readonly of: string;
  readonly name: string;
  readonly device: string;
  fixes(): Generator<Fix>;
}

const day = 86_400;

/** Who runs the terminals of a truck: its user's supplier. */
export function supplierOf(world: World, truck: Truck): Supplier {
  if (truck === rolesOf(world).clock) return 'wgs';
  return world.random(`supplier ${truck.user.no}`).chance(0.45) ? 'wgs' : 'gcj';
}

export function deviceOf(supplier: Supplier, serial: number): string {
  return supplier === 'gcj'
    ? `0144${String(20_000_000 + serial * 37).padStart(8, '0')}`
    : `NB-${String(300_000 + serial * 7)}`;
}

/** The second terminal under the cloned plate has the serial after the last truck's. */
export function ghostSerial(world: World): number {
  return world.trucks.length;
}

export function truckTerminals(world: World, supplier: Supplier, firstDay: number): Terminal[] {
  const { garage, fault, cloned } = rolesOf(world);
  const traffic = trafficOf(world);
  const terminals = world.trucks.flatMap((truck, serial): Terminal[] => {
    if (supplierOf(world, truck) !== supplier) return [];
    const device = deviceOf(supplier, serial);
    const { home } = habitsOf(world, truck);
    const fixes = (): Generator<Fix> => {
      const place = roadNetwork.place(faultPlace.node);
      const faults = {
        silent: [],
        late: [],
        ...(truck === garage ? { garaged: true } : {}),
        ...(truck === fault ? { deaf: { place, metres: faultPlace.metres } } : {}),
      };
      const outings = days(world, firstDay, (date) => traffic.dayOf(truck, date), faults);
      const segments = filled(outings, firstDay, world.lastDay, home.place);
      return fixesOf(world.random(`fixes ${device}`), segments, cadenceOf(serial), faults);
    };
    return [{ of: truck.plate, name: '', device, fixes }];
  });
  if (supplierOf(world, cloned) !== supplier) terminals.push(ghost(world, supplier, firstDay));
  return terminals;
}

/** Every two to three minutes, by the make of the terminal. */
function cadenceOf(serial: number): { moving: number; resting: number } {
  return { moving: 125 + (serial % 5) * 11, resting: 1_800 };
}

function ghost(world: World, supplier: Supplier, firstDay: number): Terminal {
  const serial = ghostSerial(world);
  const device = deviceOf(supplier, serial);
  const faults = { silent: [], late: [] };
  return {
    of: rolesOf(world).cloned.plate,
    name: '',
    device,
    fixes: () =>
      fixesOf(
        world.random(`fixes ${device}`),
        flat(days(world, firstDay, (date) => ghostDay(world, date), faults)),
        cadenceOf(serial),
        faults,
      ),
  };
}

export function shipTerminals(world: World, firstDay: number): Terminal[] {
  return [...shipRounds(world)].map(([ship, { segments }]) => ({
    of: ship.mmsi,
    name: ship.englishName,
    device: ship.mmsi,
    fixes: () =>
      fixesOf(
        world.random(`fixes ${ship.mmsi}`),
        segments.filter(({ until }) => until > firstDay * day),
        { moving: 170, resting: 2_400 },
        { silent: [], late: [] },
      ),
  }));
}

/** Also the day before the first: nights go over midnight. What the terminal gets wrong on a day is known before its segments. */
function* days(
  world: World,
  firstDay: number,
  of: (date: number) => Outing | null,
  faults: { readonly silent: Span[]; readonly late: Span[] },
): Generator<Outing> {
  for (let date = firstDay - 1; date <= world.lastDay; date++) {
    const outing = of(date);
    if (outing === null) continue;
    faults.silent.push(...outing.silent);
    faults.late.push(...outing.late);
    yield outing;
  }
}

function* flat(outings: Iterable<Outing>): Generator<Segment> {
  for (const { segments } of outings) yield* segments;
}

/** At home between the outings. */
function* filled(
  outings: Iterable<Outing>,
  firstDay: number,
  lastDay: number,
  home: Point,
): Generator<Segment> {
  let now = (firstDay - 1) * day;
  for (const { segments } of outings)
    for (const segment of segments) {
      if (segment.from > now) yield { from: now, until: segment.from, place: home };
      yield segment;
      now = segment.until;
    }
  const end = (lastDay + 1) * day;
  if (end > now) yield { from: now, until: end, place: home };
}
