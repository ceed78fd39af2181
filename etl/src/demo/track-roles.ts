/** Who hides something on the road, and who only looks as if: a convoy, a truck that goes dark, a cloned plate, and their honest doubles. */
import { ref } from './ref.ts';
import { weekday } from './days.ts';
import { Outing, roadNetwork, siteAt, townNames, wayBetween, type Site } from './outing.ts';
import type { Random } from './random.ts';
import { duration, metres } from './route-network.ts';
import { habitsOf, ordinaryDay, type Appointment, paceAt, secondsBetween } from './truck-days.ts';
import type { Truck, World } from './world.ts';

const minute = 60;
const hour = 3_600;
const day = 24 * hour;

/** Days before the last one on which things happen. */
const convoyNights: readonly number[] = [25, 22, 18, 15, 11, 7, 4];
const darkDays: readonly number[] = [24, 21, 17, 12, 8, 3];
const cloneDays: readonly number[] = [23, 19, 14, 9, 5];
const clockDays: readonly number[] = [20, 6];

export const convoyPlaces = { from: 'GLCT1', to: '石井' } as const;
const darkPlaces = { gate: 'HGK', hidden: '新圩', to: '水口' } as const;
export const faultPlace = { node: 'YICT1', metres: 2_500 } as const;
/** The road that the commuters share. */
export const commuterRoad = { from: '观澜', to: 'YICT1' } as const;

export interface Roles {
  /** Trucks of the gang that moved to Gaolan. */
  readonly convoy: readonly Truck[];
  /** Drives ahead of it; nobody's file connects it with the gang. */
  readonly scout: Truck;
  readonly commuters: readonly Truck[];
  readonly dark: Truck;
  /** Out of reach of the satellites every night. */
  readonly garage: Truck;
  /** Silent near one place, whatever it does there. */
  readonly fault: Truck;
  readonly cloned: Truck;
  /** Where the other truck with that plate is at home. */
  readonly ghostHome: Site;
  /** Its terminal's clock was wrong for some hours. */
  readonly clock: Truck;
}

const made = new WeakMap<World, Roles>();

export function rolesOf(world: World): Roles {
  let roles = made.get(world);
  if (roles === undefined) made.set(world, (roles = cast(world)));
  return roles;
}

function gangTrucks(world: World, id: string): Truck[] {
  const members = new Set(world.answers.gangs.find((gang) => gang.id === id)?.persistent);
  return world.trucks.filter((truck) => members.has(ref.truck(truck)));
}

function cast(world: World): Roles {
  const gangs = new Set(world.answers.gangs.flatMap(({ id }) => gangTrucks(world, id)));
  const pool = world
    .random('roles on the road')
    .shuffle(world.trucks.filter((truck) => !gangs.has(truck)));
  const from = (truck: Truck): string => habitsOf(world, truck).home.node;
  const take = (fits: (truck: Truck) => boolean): Truck => {
    const at = Math.max(0, pool.findIndex(fits));
    const [truck] = pool.splice(at, 1);
    if (truck === undefined) throw new RangeError('the world has too few trucks');
    return truck;
  };
  const users = new Set<number>();
  const commuters = Array.from({ length: 4 }, () => {
    const truck = take(
      ({ user, ...rest }) =>
        !users.has(user.no) &&
        secondsBetween(from({ user, ...rest }), commuterRoad.from) < 75 * minute,
    );
    users.add(truck.user.no);
    return truck;
  });
  const fault = take((truck) => secondsBetween(from(truck), faultPlace.node) < 75 * minute);
  const cloned = take(() => true);
  const home = habitsOf(world, cloned).home;
  const ghostTown = ['狮岭', '水口', '南水', '会城'].toSorted(
    (a, b) => metres(roadNetwork.place(b), home.place) - metres(roadNetwork.place(a), home.place),
  )[0] as string;
  return {
    convoy: gangTrucks(world, 'drift'),
    scout: take(() => true),
    commuters,
    dark: gangTrucks(world, 'undervalue')[0] as Truck,
    garage: take((truck) => !habitsOf(world, truck).night),
    fault,
    cloned,
    ghostHome: siteAt(world.random('ghost'), ghostTown, 1_500),
    clock: take((truck) => !habitsOf(world, truck).night),
  };
}

/** Trucks whose days follow their part, not what terminals ask of them. */
export function hasPart(world: World, truck: Truck): boolean {
  const { convoy, scout, commuters, dark, garage, fault, cloned, clock } = rolesOf(world);
  return [...convoy, scout, ...commuters, dark, garage, fault, cloned, clock].includes(truck);
}

export function isConvoyNight(world: World, date: number): boolean {
  return convoyNights.includes(world.lastDay - date);
}

/** What the truck does on a day, its part included. */
export function truckDay(
  world: World,
  truck: Truck,
  date: number,
  appointments: readonly Appointment[],
): Outing {
  return specialDay(world, truck, date) ?? ordinaryDay(world, truck, date, appointments);
}

function specialDay(world: World, truck: Truck, date: number): Outing | null {
  const roles = rolesOf(world);
  const before = world.lastDay - date;
  const { home } = habitsOf(world, truck);
  const rng = world.random(`part ${truck.plate} ${date}`);
  const idle = (): Outing => new Outing(date * day, home);
  const place = truck === roles.scout ? roles.convoy.length : roles.convoy.indexOf(truck);
  if (place >= 0) {
    if (convoyNights.includes(before)) return convoyNight(world, rng, date, place, home);
    return convoyNights.includes(before + 1) ? idle() : null;
  }
  const working = weekday(date) !== 0 && weekday(date) !== 6;
  if (roles.commuters.includes(truck))
    return working ? commute(rng, date, roles.commuters.indexOf(truck), home) : idle();
  if (truck === roles.fault) return working ? toYantian(world, rng, date, truck) : idle();
  if (truck === roles.dark)
    return working || darkDays.includes(before)
      ? importRun(rng, date, home, darkDays.includes(before))
      : idle();
  if (truck === roles.cloned && cloneDays.includes(before)) return errandsAround(rng, date, home);
  if (truck === roles.clock) {
    if (clockDays.includes(before)) return farTrip(rng, date, home);
    if (clockDays.includes(before - 1) || clockDays.includes(before + 1)) return idle();
  }
  return null;
}

/** The other truck under the cloned plate; null on days when it stays hidden. */
export function ghostDay(world: World, date: number): Outing | null {
  if (!cloneDays.includes(world.lastDay - date)) return null;
  return errandsAround(world.random(`ghost ${date}`), date, rolesOf(world).ghostHome);
}

/** From Gaolan to the cold stores in the north of Guangzhou, forty seconds apart; the scout a minute ahead. */
function convoyNight(world: World, rng: Random, date: number, place: number, home: Site): Outing {
  const night = world.random(`convoy ${date}`);
  const departure = date * day + 22.5 * hour + night.int(0, 50 * minute);
  const pace = 1 + night.next() * 0.15;
  const store = siteAt(world.random('cold store'), convoyPlaces.to, 1_200);
  const gate: Site = { node: convoyPlaces.from, place: roadNetwork.place(convoyPlaces.from) };
  const layby: Site = { node: '南水', place: roadNetwork.place('南水') };
  const outing = new Outing(date * day + 14 * hour + rng.int(0, 90 * minute), home);
  const scouts = place === rolesOf(world).convoy.length;
  const leave = scouts
    ? departure + duration(roadNetwork.route(gate.node, layby.node)) * pace - minute
    : departure + place * 40 + rng.int(0, 8);
  outing.drive(scouts ? layby : gate, paceAt(rng, outing.now));
  outing.stay(leave - outing.now);
  outing.drive(store, pace);
  outing.stay(rng.int(35, 60) * minute);
  outing.drive(home, paceAt(rng, outing.now));
  return outing;
}

/** Everybody takes that road in the morning: thirteen minutes apart, give or take four; and they leave one after the other. */
function commute(rng: Random, date: number, place: number, home: Site): Outing {
  const corner: Site = { node: commuterRoad.from, place: roadNetwork.place(commuterRoad.from) };
  const yard = siteAt(rng, commuterRoad.to, 250);
  const at = date * day + 7 * hour + (place * 13 + rng.int(-4, 4)) * minute;
  const pace = 1.1;
  const outing = new Outing(at - duration(wayBetween(home, corner)) * pace, home);
  outing.drive(corner, pace);
  outing.drive(yard, 1.1 + rng.next() * 0.1);
  outing.stay(date * day + 9 * hour + (place * 25 + rng.int(-6, 6)) * minute - outing.now);
  outing.drive(home, paceAt(rng, outing.now));
  return outing;
}

function toYantian(world: World, rng: Random, date: number, truck: Truck): Outing {
  const { home, customers } = habitsOf(world, truck);
  const outing = new Outing(date * day + 9 * hour + rng.int(0, 2 * hour), home);
  outing.drive(siteAt(rng, faultPlace.node, 250), paceAt(rng, outing.now));
  outing.stay(rng.int(45, 90) * minute);
  outing.drive(rng.pick(customers), paceAt(rng, outing.now));
  outing.stay(rng.int(40, 80) * minute);
  outing.drive(home, paceAt(rng, outing.now));
  return outing;
}

/** From the gate to Huizhou; on dark days by way of a place that nobody is to see. */
function importRun(rng: Random, date: number, home: Site, dark: boolean): Outing {
  const outing = new Outing(date * day + 8 * hour + rng.int(0, 2 * hour), home);
  outing.drive(siteAt(rng, darkPlaces.gate, 200), paceAt(rng, outing.now));
  outing.stay(rng.int(30, 50) * minute);
  const customer = siteAt(rng, darkPlaces.to, 1_500);
  if (dark) {
    const there = outing.drive(siteAt(rng, darkPlaces.hidden, 900), paceAt(rng, outing.now));
    outing.stay(rng.int(35, 50) * minute);
    const on = outing.drive(customer, paceAt(rng, outing.now));
    outing.silent.push({
      from: there.from + (there.until - there.from) * 0.3,
      until: on.until - (on.until - on.from) * 0.15,
    });
  } else outing.drive(customer, paceAt(rng, outing.now));
  outing.stay(rng.int(40, 80) * minute);
  outing.drive(home, paceAt(rng, outing.now));
  return outing;
}

function errandsAround(rng: Random, date: number, home: Site): Outing {
  const near = townNames.filter((town) => secondsBetween(home.node, town) < 30 * minute);
  const outing = new Outing(date * day + 8.5 * hour + rng.int(0, 20 * minute), home);
  while (outing.now < date * day + 16 * hour) {
    outing.drive(siteAt(rng, rng.pick(near), 2_000), paceAt(rng, outing.now));
    outing.stay(rng.int(25, 55) * minute);
  }
  outing.drive(home, paceAt(rng, outing.now));
  return outing;
}

/** To the farthest terminal and back, with the terminal on Greenwich time for some hours. */
function farTrip(rng: Random, date: number, home: Site): Outing {
  const far = ['YICT1', 'GLCT1', 'CNHUA'].toSorted(
    (a, b) => secondsBetween(home.node, b) - secondsBetween(home.node, a),
  )[0] as string;
  const outing = new Outing(date * day + 8 * hour + rng.int(0, 20 * minute), home);
  const there = outing.drive(siteAt(rng, far, 250), paceAt(rng, outing.now));
  outing.stay(rng.int(60, 90) * minute);
  outing.late.push({ from: there.from + (there.until - there.from) * 0.6, until: outing.now });
  outing.drive(home, paceAt(rng, outing.now));
  return outing;
}
