/** The ordinary days of the demo world's trucks: from their yard to ports, gates and customers and back. */
import { Outing, roadNetwork, siteAt, townNames, type Site } from './outing.ts';
import { weekday } from './days.ts';
import type { Random } from './random.ts';
import { duration } from './route-network.ts';
import type { Enterprise, Truck, World } from './world.ts';

const minute = 60;
const hour = 3_600;
const day = 24 * hour;

/** Terminals where containers are fetched, and gates to Hong Kong. */
const terminals = ['SCT01', 'YICT1', 'NSCT1', 'CNHUA', 'GLCT1', 'CNZSN', 'CNFOS', 'CNXIN'] as const;
const gates = ['HGK', 'SZW', 'LTK', 'HZM'] as const;
const gateNames: ReadonlySet<string> = new Set(gates);
const hongKong = '葵青';

/** A place where a declaration or a terminal wants a truck, and what it carries by way of it. */
export interface Appointment {
  /** Code of the port or gate. */
  readonly place: string;
  /** Where goods that leave are fetched before, and those that come in are brought afterwards. */
  readonly fetched: readonly Site[];
  readonly brought: readonly Site[];
  /** Where it goes in between, and nobody is to know. */
  readonly shed: Site | null;
}

export interface Habits {
  readonly home: Site;
  readonly customers: readonly Site[];
  /** The nearest first. */
  readonly terminals: readonly string[];
  readonly gate: string;
  readonly night: boolean;
}

export function secondsBetween(from: string, to: string): number {
  return duration(roadNetwork.route(from, to));
}

function nearest(from: string, to: readonly string[]): string[] {
  return to.toSorted((a, b) => secondsBetween(from, a) - secondsBetween(from, b));
}

/** The first town that the address names. */
function townOf(text: string, district: string): string {
  const named = townNames
    .filter((town) => text.includes(town))
    .toSorted((a, b) => text.indexOf(a) - text.indexOf(b));
  return named[0] ?? fallbackTowns[district] ?? '民治';
}

const fallbackTowns: Readonly<Record<string, string>> = {
  福田区: '沙头',
  宝安区: '西乡',
  香洲区: '前山',
  火炬开发区: '康乐大道',
};

/** Where goods of an enterprise are fetched from and brought to. */
export function placeOf(world: World, { site: { text, district } }: Enterprise): Site {
  const town = townOf(text.slice(text.indexOf(district)), district);
  return siteAt(world.random(`place ${text}`), town, 1_500);
}

/** Whose address has coordinates in the gazetteer. */
export const inGazetteer = ({ no }: Enterprise): boolean => no % 7 !== 3;

const habits = new WeakMap<Truck, Habits>();

export function habitsOf(world: World, truck: Truck): Habits {
  const known = habits.get(truck);
  if (known !== undefined) return known;
  const { text, district } = truck.user.site;
  const yard = siteAt(
    world.random(`yard ${truck.user.no}`),
    townOf(text.slice(text.indexOf(district)), district),
    2_000,
  );
  const rng = world.random(`habits ${truck.plate}`);
  const near = townNames.filter((town) => secondsBetween(yard.node, town) < 75 * minute);
  const spot = siteAt(rng, yard.node, 60);
  const [lon, lat] = roadNetwork.place(yard.node);
  const found: Habits = {
    home: {
      node: yard.node,
      place: [yard.place[0] + spot.place[0] - lon, yard.place[1] + spot.place[1] - lat],
    },
    customers: Array.from({ length: 5 }, () => siteAt(rng, rng.pick(near), 2_500)),
    terminals: nearest(yard.node, terminals).slice(0, 3),
    gate: nearest(yard.node, gates)[0] as string,
    night: rng.chance(0.25),
  };
  habits.set(truck, found);
  return found;
}

/** Slower in the rush hours. */
export function paceAt(rng: Random, second: number): number {
  const clock = Math.floor((second % day) / hour);
  const rush = (clock >= 7 && clock <= 8) || (clock >= 17 && clock <= 18) ? 0.25 : 0;
  return 1 + rush + rng.next() * 0.25;
}

export function startOf(world: World, truck: Truck, date: number, rng: Random): number {
  const { night } = habitsOf(world, truck);
  return (
    date * day + (night ? 18.5 * hour + rng.int(0, 90 * minute) : 5.5 * hour + rng.int(0, 3 * hour))
  );
}

/** Empty when the truck stays in its yard. */
export function ordinaryDay(
  world: World,
  truck: Truck,
  date: number,
  appointments: readonly Appointment[],
): Outing {
  const rng = world.random(`truck ${truck.plate} ${date}`);
  const { home, customers, terminals: ports, gate } = habitsOf(world, truck);
  const start = startOf(world, truck, date, rng);
  const outing = new Outing(start, home);
  const weekend = weekday(date) === 0 || weekday(date) === 6;
  if (appointments.length === 0 && !rng.chance(weekend ? 0.4 : 0.9)) return outing;
  const go = (site: Site, least: number, most: number): void => {
    outing.drive(site, paceAt(rng, outing.now));
    outing.stay(rng.int(least * minute, most * minute));
  };
  const customer = (): void => go(rng.pick(customers), 40, 100);
  const crossing = (at: string): void => {
    go(siteAt(rng, at, 200), 20, 45);
    go(siteAt(rng, hongKong, 800), 60, 110);
    go(siteAt(rng, at, 200), 25, 55);
  };
  const crosses = truck.plate.startsWith('粤Z');
  const errand = (): void => {
    if (crosses && rng.chance(0.35)) crossing(gate);
    else if (rng.chance(0.6))
      go(siteAt(rng, rng.chance(0.7) ? (ports[0] as string) : rng.pick(ports), 250), 40, 90);
    else customer();
    customer();
  };
  for (const { place, fetched, brought, shed } of appointments.slice(0, 2)) {
    for (const site of fetched) go(site, 40, 80);
    if (gateNames.has(place) && crosses) crossing(place);
    else go(siteAt(rng, place, 250), 35, 80);
    if (shed !== null) go(shed, 60, 110);
    for (const site of brought) go(site, 40, 80);
    if (brought.length === 0) customer();
  }
  if (appointments.length === 0) errand();
  while (outing.now < start + 6.5 * hour && rng.chance(0.6)) errand();
  outing.drive(home, paceAt(rng, outing.now));
  return outing;
}
