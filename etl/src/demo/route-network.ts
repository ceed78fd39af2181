/** Quickest ways over a coarse map, as lines along which a time gives a place. */
import type { Point, Road } from './road-map.ts';

/** A line with the seconds from its start at which each point is reached at usual speed. */
export interface Path {
  readonly points: readonly Point[];
  readonly at: readonly number[];
}

/** Metres between two places, on a plane at their latitude: right to a thousandth over the delta. */
export function metres(a: Point, b: Point): number {
  const north = (b[1] - a[1]) * 111_195;
  const east = (b[0] - a[0]) * 111_195 * Math.cos(((a[1] + b[1]) / 2) * (Math.PI / 180));
  return Math.hypot(north, east);
}

/** Degrees clockwise from north, 0 to 359. */
export function bearing(a: Point, b: Point): number {
  const east = (b[0] - a[0]) * Math.cos(((a[1] + b[1]) / 2) * (Math.PI / 180));
  return Math.round((Math.atan2(east, b[1] - a[1]) * 180) / Math.PI + 360) % 360;
}

export function duration(path: Path): number {
  return path.at.at(-1) ?? 0;
}

export function joined(...paths: readonly Path[]): Path {
  const points: Point[] = [];
  const at: number[] = [];
  let begin = 0;
  for (const path of paths) {
    path.points.forEach((point, i) => {
      if (i === 0 && points.length > 0) return;
      points.push(point);
      at.push(begin + (path.at[i] as number));
    });
    begin += duration(path);
  }
  return { points, at };
}

/** A straight way at one speed. */
export function straight(from: Point, to: Point, kmh: number): Path {
  return { points: [from, to], at: [0, Math.max(1, metres(from, to) / (kmh / 3.6))] };
}

export function backwards(path: Path): Path {
  const whole = duration(path);
  return { points: path.points.toReversed(), at: path.at.toReversed().map((at) => whole - at) };
}

/** Where one is so many seconds after the start, with speed in km/h and course. */
export function along(path: Path, second: number): { place: Point; kmh: number; course: number } {
  let i = 1;
  while (i < path.at.length - 1 && (path.at[i] as number) < second) i++;
  const [from, to] = [path.points[i - 1] as Point, path.points[i] as Point];
  const [begin, end] = [path.at[i - 1] as number, path.at[i] as number];
  const part = Math.min(1, Math.max(0, (second - begin) / (end - begin)));
  return {
    place: [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part],
    kmh: (metres(from, to) / (end - begin)) * 3.6,
    course: bearing(from, to),
  };
}

/** Shortest by time, Dijkstra 1959; found ways are kept. */
export class RouteNetwork {
  readonly #points: Readonly<Record<string, Point>>;
  readonly #ways = new Map<string, { readonly to: string; readonly path: Path }[]>();
  readonly #found = new Map<string, ReadonlyMap<string, Path>>();

  constructor(points: Readonly<Record<string, Point>>, roads: readonly Road[]) {
    this.#points = points;
    for (const [from, to, kmh, ...bends] of roads) {
      const line = [this.place(from), ...bends, this.place(to)];
      const path = joined(
        ...line.slice(1).map((point, i) => straight(line[i] as Point, point, kmh)),
      );
      this.#way(from, to, path);
      this.#way(to, from, backwards(path));
    }
  }

  /** @throws RangeError when the map does not have it. */
  place(name: string): Point {
    const point = this.#points[name];
    if (point === undefined) throw new RangeError(`${name} is not on the map`);
    return point;
  }

  /** @throws RangeError when no road leads there. */
  route(from: string, to: string): Path {
    let ways = this.#found.get(from);
    if (ways === undefined) this.#found.set(from, (ways = this.#allFrom(from)));
    const path = ways.get(to);
    if (path === undefined) throw new RangeError(`no way from ${from} to ${to}`);
    return path;
  }

  #way(from: string, to: string, path: Path): void {
    const ways = this.#ways.get(from);
    if (ways === undefined) this.#ways.set(from, [{ to, path }]);
    else ways.push({ to, path });
  }

  #allFrom(start: string): ReadonlyMap<string, Path> {
    const settled = new Map<string, Path>();
    const reached = new Map<string, Path>([
      [start, { points: [this.place(start)], at: [0] } satisfies Path],
    ]);
    while (reached.size > 0) {
      let [name, path] = [...reached][0] as [string, Path];
      for (const [other, way] of reached)
        if (duration(way) < duration(path)) [name, path] = [other, way];
      reached.delete(name);
      settled.set(name, path);
      for (const { to, path: next } of this.#ways.get(name) ?? []) {
        if (settled.has(to)) continue;
        const known = reached.get(to);
        if (known === undefined || duration(path) + duration(next) < duration(known))
          reached.set(to, joined(path, next));
      }
    }
    return settled;
  }
}
