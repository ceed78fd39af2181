/** What a truck or ship does in a while: drives along the map and stays at places, one after the other without gaps. Times are seconds since 1970 of the clock in China. */
import type { Random } from './random.ts';
import { roadPoints, roads, towns, type Point } from './road-map.ts';
import { duration, joined, RouteNetwork, straight, type Path } from './route-network.ts';

export interface Drive {
  readonly from: number;
  readonly until: number;
  readonly path: Path;
  /** Seconds taken for each second of the path. */
  readonly pace: number;
}

export interface Stay {
  readonly from: number;
  readonly until: number;
  readonly place: Point;
}

export type Segment = Drive | Stay;

export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A place off the road, reached from a point of the map. */
export interface Site {
  readonly node: string;
  readonly place: Point;
}

export interface Visit extends Span {
  readonly node: string;
  readonly place: Point;
}

export const roadNetwork = new RouteNetwork(roadPoints, roads);
export const townNames = Object.keys(towns);

const streetSpeed = 35;

/** Up to so many metres from the point, east or west and north or south. */
export function siteAt(rng: Random, node: string, within: number): Site {
  const [lon, lat] = roadNetwork.place(node);
  const span = within / 111_195;
  return {
    node,
    place: [lon + (rng.next() * 2 - 1) * span, lat + (rng.next() * 2 - 1) * span],
  };
}

/** First east or west, then north or south. */
function street(from: Point, to: Point): Path {
  const corner: Point = [to[0], from[1]];
  return joined(straight(from, corner, streetSpeed), straight(corner, to, streetSpeed));
}

export function wayBetween(from: Site, to: Site): Path {
  if (from.node === to.node) return street(from.place, to.place);
  return joined(
    street(from.place, roadNetwork.place(from.node)),
    roadNetwork.route(from.node, to.node),
    street(roadNetwork.place(to.node), to.place),
  );
}

export class Outing {
  readonly segments: Segment[] = [];
  readonly visits: Visit[] = [];
  /** Spans in which the terminal says nothing. */
  readonly silent: Span[] = [];
  /** Spans in which its clock runs eight hours late. */
  readonly late: Span[] = [];
  now: number;
  site: Site;

  constructor(start: number, from: Site) {
    this.now = start;
    this.site = from;
  }

  /** `pace` 1 = usual speed, above it slower. */
  drive(to: Site, pace: number, path = wayBetween(this.site, to)): Drive {
    const until = this.now + duration(path) * pace;
    const drive = { from: this.now, until, path, pace };
    this.segments.push(drive);
    this.now = until;
    this.site = to;
    return drive;
  }

  stay(seconds: number): void {
    const until = this.now + Math.max(1, seconds);
    this.segments.push({ from: this.now, until, place: this.site.place });
    this.visits.push({ ...this.site, from: this.now, until });
    this.now = until;
  }
}
