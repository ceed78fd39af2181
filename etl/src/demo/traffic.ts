/** What ports and gates saw in the last months: declared containers that were fetched by trucks, declared trucks that passed a gate; plans of trucks follow from it. */
import { Sampler } from './random.ts';
import { siteAt, townNames, type Outing, type Site, type Span } from './outing.ts';
import { demoPorts } from './trade.ts';
import { hasPart, isConvoyNight, rolesOf, truckDay } from './track-roles.ts';
import { inGazetteer, placeOf, secondsBetween, type Appointment } from './truck-days.ts';
import { shipRounds, trafficDays, type Call } from './vessel-calls.ts';
import type { Crossing, Landing, Truck, World } from './world.ts';

export interface Pickup {
  readonly container: string;
  readonly truck: Truck;
  /** Code of the port or terminal. */
  readonly port: string;
  /** Seconds since 1970 of the clock in China. */
  readonly at: number;
}

/** A truck that stands with its goods where nobody declared it, on its way from the gate to the declared place. */
export interface HiddenShed {
  readonly truck: Truck;
  readonly shed: Site;
  readonly stays: readonly (Span & Pick<Crossing, 'declaration' | 'day' | 'office'>)[];
}

export interface Traffic {
  readonly pickups: readonly Pickup[];
  /** Null in a world that is too small for it. */
  readonly hidden: HiddenShed | null;
  /** What the truck does on a day. */
  dayOf(truck: Truck, date: number): Outing;
}

const day = 86_400;

/** Where goods come in that are declared at an office by the sea. */
const portOfOffice: Readonly<Record<string, string>> = {
  '5304': 'SCT01',
  '5316': 'YICT1',
  '5165': 'NSCT1',
  '5201': 'CNHUA',
  '5208': 'CNHUA',
  '5720': 'GLCT1',
  '5721': 'CNZSN',
  '5189': 'CNFOS',
  '6811': 'CNXIN',
};

const gateOfOffice: Readonly<Record<string, string>> = {
  '5301': 'HGK',
  '5310': 'LTK',
  '5320': 'LTK',
  '5701': 'HZM',
  '5795': 'HQK',
  '5204': '5204',
};

const known = new Set(demoPorts.map(({ code }) => code));
for (const code of [...Object.values(portOfOffice), ...Object.values(gateOfOffice)])
  if (!known.has(code)) throw new RangeError(`no port ${code}`);

const made = new WeakMap<World, Traffic>();

/** Complete once the declarations are written. */
export function trafficOf(world: World): Traffic {
  let traffic = made.get(world);
  if (traffic === undefined) made.set(world, (traffic = follow(world)));
  return traffic;
}

/** More would not fit into a day. */
const mostStops = 3;
const shedDays = 5;

function follow(world: World): Traffic {
  const wanted = new Map<string, Appointment[]>();
  const key = (truck: Truck, date: number): string => `${truck.plate} ${date}`;
  const dayOf = (truck: Truck, date: number): Outing =>
    truckDay(world, truck, date, wanted.get(key(truck, date)) ?? []);
  const fetched = fetches(world, (truck, date, port) => {
    const at = key(truck, date);
    if (wanted.has(at)) return false;
    wanted.set(at, [{ place: port, fetched: [], brought: [], shed: null }]);
    return true;
  });
  const detour = detourOf(world);
  for (const crossing of world.crossings) {
    const { day: date, office, truck, trader, imports } = crossing;
    const gate = gateOfOffice[office];
    if (gate === undefined) continue;
    const at = key(truck, date);
    const list = wanted.get(at) ?? [];
    const known = list.find(({ place }) => place === gate);
    const before = known ?? { place: gate, fetched: [], brought: [], shed: null };
    const site = placeOf(world, trader);
    const full = before.fetched.length + before.brought.length >= mostStops;
    const after: Appointment = {
      place: gate,
      fetched: imports || full ? before.fetched : [...before.fetched, site],
      brought: imports && !full ? [...before.brought, site] : before.brought,
      shed: detour?.crossings.includes(crossing) === true ? detour.shed : before.shed,
    };
    wanted.set(at, [...list.filter((one) => one !== known), after]);
  }
  const hidden = detour && {
    truck: detour.truck,
    shed: detour.shed,
    stays: detour.crossings.flatMap(({ declaration, day: date, office }) => {
      const stay = dayOf(detour.truck, date).visits.find(
        ({ node, place }) => node === detour.shed.node && place === detour.shed.place,
      );
      return stay === undefined
        ? []
        : [{ declaration, day: date, office, from: stay.from, until: stay.until }];
    }),
  };
  const pickups = fetched.flatMap(({ landing, port, truck, date }): Pickup[] => {
    const visit = dayOf(truck, date).visits.find(({ node }) => node === port);
    if (visit === undefined) return [];
    const part = 0.5 + ((landing.box.charCodeAt(9) * 7) % 10) / 25;
    const at = Math.floor(visit.from + (visit.until - visit.from) * part);
    return [{ container: landing.box, truck, port, at }];
  });
  return { pickups: pickups.toSorted((a, b) => a.at - b.at), hidden, dayOf };
}

/** Of the trucks without a part the one that carries most imports of different days: in the last weeks it goes by way of a shed an hour off its road. */
function detourOf(
  world: World,
): { truck: Truck; shed: Site; crossings: readonly Crossing[] } | null {
  const byTruck = new Map<Truck, Map<number, Crossing>>();
  for (const crossing of world.crossings) {
    const { truck, imports, office, trader, day: date } = crossing;
    if (!imports || gateOfOffice[office] === undefined || office === '5320') continue;
    if (date <= world.lastDay - 27 || !inGazetteer(trader) || hasPart(world, truck)) continue;
    const days = byTruck.get(truck) ?? new Map<number, Crossing>();
    byTruck.set(truck, days.set(date, days.get(date) ?? crossing));
  }
  const [most] = [...byTruck].sort(
    ([a, x], [b, y]) => y.size - x.size || (a.plate < b.plate ? -1 : 1),
  );
  if (most === undefined) return null;
  const [truck, days] = most;
  const crossings = [...days.values()].slice(0, shedDays);
  const [first] = crossings;
  const gate = gateOfOffice[first?.office ?? ''];
  if (first === undefined || gate === undefined) return null;
  const to = placeOf(world, first.trader).node;
  const extra = (town: string): number =>
    Math.abs(
      secondsBetween(gate, town) + secondsBetween(town, to) - secondsBetween(gate, to) - 3_600,
    );
  const town = townNames
    .filter((one) => one !== to)
    .toSorted((a, b) => extra(a) - extra(b))[0] as string;
  return { truck, shed: siteAt(world.random('shed'), town, 1_500), crossings };
}

interface Fetch {
  readonly landing: Landing;
  readonly port: string;
  readonly truck: Truck;
  readonly date: number;
}

/** Each landed container with the truck and day that fetch it; `book` says whether the truck is free. */
function fetches(
  world: World,
  book: (truck: Truck, date: number, port: string) => boolean,
): Fetch[] {
  const rng = world.random('fetches');
  const calls = new Map<string, Call[]>();
  for (const { calls: round } of shipRounds(world).values())
    for (const call of round) {
      const at = `${call.ship.mmsi} ${call.port}`;
      calls.set(at, [...(calls.get(at) ?? []), call]);
    }
  const anybody = new Sampler(world.trucks.map(() => 1));
  return world.landings.flatMap((landing): Fetch[] => {
    const port = portOfOffice[landing.office];
    const arrived = (calls.get(`${landing.ship.mmsi} ${String(port)}`) ?? []).some(
      (call) => call.arrived < landing.day * day && call.arrived > (landing.day - 10) * day,
    );
    if (port === undefined || !arrived) return [];
    if (landing.trucks.length > 0) return ownTruck(world, landing, port, rng.pick(landing.trucks));
    const fleet = world.fleet.get(landing.carrier.no) ?? [];
    for (let attempt = 0; attempt < 4; attempt++) {
      const truck =
        fleet.length > 0 && attempt < 3
          ? rng.pick(fleet)
          : (world.trucks[rng.weighted(anybody)] as Truck);
      const date = landing.day + rng.int(1, 3);
      if (date > world.lastDay || hasPart(world, truck) || truck.since > date) continue;
      if (book(truck, date, port)) return [{ landing, port, truck, date }];
    }
    return [];
  });
}

/** A gang fetches its containers itself, in the nights of its convoy. */
function ownTruck(world: World, landing: Landing, port: string, truck: Truck): Fetch[] {
  if (!rolesOf(world).convoy.includes(truck)) return [];
  for (let date = landing.day + 1; date <= landing.day + 6 && date <= world.lastDay; date++)
    if (isConvoyNight(world, date)) return [{ landing, port, truck, date }];
  return [];
}

/** First day that the files of ports tell of. */
export function firstTrafficDay(world: World): number {
  return world.lastDay - trafficDays + 1;
}
