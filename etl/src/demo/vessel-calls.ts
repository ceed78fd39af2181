/** Where the demo world's ships lie and when: rounds of the delta's ports over the last months. */
import type { Segment } from './outing.ts';
import { lanes, seaPoints } from './road-map.ts';
import { duration, RouteNetwork } from './route-network.ts';
import type { Ship, World } from './world.ts';

export interface Call {
  readonly ship: Ship;
  /** Code of the port or terminal; `葵青` lies outside the district. */
  readonly port: string;
  /** Seconds since 1970 of the clock in China. */
  readonly arrived: number;
  readonly left: number;
}

/** Days of traffic at ports and gates that the source files tell of. */
export const trafficDays = 91;

export const abroad = '葵青';
const seaPorts = ['SCT01', 'NSCT1', 'CNHUA', 'GLCT1', 'YICT1', 'CNZSN', abroad] as const;
const riverPorts = ['CNFOS', 'CNXIN'] as const;
/** Tonnes gross that the rivers bear. */
const riverLimit = 5_000;
const hour = 3_600;
const network = new RouteNetwork(seaPoints, lanes);
const made = new WeakMap<World, ReadonlyMap<Ship, ShipRound>>();

interface ShipRound {
  readonly calls: readonly Call[];
  /** Stays and passages without gaps. */
  readonly segments: readonly Segment[];
}

export function shipRounds(world: World): ReadonlyMap<Ship, ShipRound> {
  let rounds = made.get(world);
  if (rounds === undefined) {
    rounds = new Map(world.ships.map((ship) => [ship, roundOf(world, ship)]));
    made.set(world, rounds);
  }
  return rounds;
}

function roundOf(world: World, ship: Ship): ShipRound {
  const rng = world.random(`ship ${ship.mmsi}`);
  const ports = rng.shuffle([...seaPorts, ...(ship.tonnage > riverLimit ? [] : riverPorts)]);
  const pace = 0.9 + rng.next() * 0.35;
  const end = (world.lastDay + 1) * 24 * hour;
  const calls: Call[] = [];
  const segments: Segment[] = [];
  let now = (world.lastDay + 1 - trafficDays - 10) * 24 * hour + rng.int(0, 24 * hour);
  for (let i = 0; now < end; i++) {
    const port = ports[i % ports.length] as string;
    const left = now + rng.int(7 * hour, 16 * hour);
    const [lon, lat] = network.place(port);
    const place = [lon + (rng.next() - 0.5) * 0.003, lat + (rng.next() - 0.5) * 0.003] as const;
    calls.push({ ship, port, arrived: now, left });
    segments.push({ from: now, until: left, place });
    const path = network.route(port, ports[(i + 1) % ports.length] as string);
    now = left + duration(path) * pace;
    segments.push({ from: left, until: now, path, pace });
  }
  return { calls, segments };
}
