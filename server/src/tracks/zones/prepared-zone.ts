/** A zone made ready for millions of fixes: inside or not, crossed by a straight stretch or not, and how far a detour into it would be. */
import pointInPolygon from 'point-in-polygon-hao';
import { kmBetween, unwrap } from '../geo.ts';
import type { Box } from '@phecda/graph-schema/ports/position-store';
import type { ZoneGeometry } from './zone-geometry.ts';

type Place = readonly [number, number];

const rad = Math.PI / 180;
const kmPerDegree = 111.195;

export interface PreparedZone {
  /** West may be greater than east: across the date line. */
  readonly box: Box;
  contains(lng: number, lat: number): boolean;
  /** Whether the straight stretch touches it; both ends may lie outside. */
  crosses(lng1: number, lat1: number, lng2: number, lat2: number): boolean;
  /** The same, where both ends are known to lie outside. */
  cuts(lng1: number, lat1: number, lng2: number, lat2: number): boolean;
  /** Kilometres of the shortest way from the one place by way of the zone to the other; never more than it is. A way of at most `enough` is not looked for any shorter. */
  detourKm(lng1: number, lat1: number, lng2: number, lat2: number, enough?: number): number;
}

export function prepareZone(geometry: ZoneGeometry): PreparedZone {
  if (geometry.type === 'Point') return circle(geometry.coordinates, geometry.radius / 1_000);
  if (geometry.type === 'LineString') return corridor(geometry.coordinates, geometry.width / 2_000);
  return polygon(geometry.coordinates);
}

function circle([lng, lat]: Place, radius: number): PreparedZone {
  const box = boxAround([[lng, lat]], radius);
  const contains = (x: number, y: number): boolean => kmBetween(lng, lat, x, y) <= radius;
  const crosses: PreparedZone['crosses'] = (x1, y1, x2, y2) =>
    distanceToStretch(lng, lat, x1, y1, x2, y2) <= radius;
  return {
    box,
    contains,
    crosses,
    cuts: crosses,
    detourKm: (x1, y1, x2, y2) => {
      const straight = kmBetween(x1, y1, x2, y2);
      if (crosses(x1, y1, x2, y2)) return straight;
      // Through the nearest point of each: a lower bound, so that nothing possible is excluded.
      const [a, b] = [kmBetween(lng, lat, x1, y1), kmBetween(lng, lat, x2, y2)];
      return Math.max(straight, a + b - 2 * radius);
    },
  };
}

function corridor(line: readonly Place[], half: number): PreparedZone {
  const [first = [0, 0]] = line;
  const path = line.map(([lng, lat]): Place => [unwrap(lng, first[0]), lat]);
  const box = boxAround(path, half);
  const nearest = (x1: number, y1: number, x2: number, y2: number): number => {
    let least = Infinity;
    for (let i = 1; i < path.length; i++) {
      const [a, b] = [path[i - 1] as Place, path[i] as Place];
      least = Math.min(least, stretchDistance(a[0], a[1], b[0], b[1], x1, y1, x2, y2));
    }
    return least;
  };
  const crosses: PreparedZone['crosses'] = (x1, y1, x2, y2) => nearest(x1, y1, x2, y2) <= half;
  return {
    box,
    contains: (x, y) => nearest(x, y, x, y) <= half,
    crosses,
    cuts: crosses,
    detourKm: (x1, y1, x2, y2) => {
      const straight = kmBetween(x1, y1, x2, y2);
      if (crosses(x1, y1, x2, y2)) return straight;
      const way = nearest(x1, y1, x1, y1) + nearest(x2, y2, x2, y2) - 2 * half;
      return Math.max(straight, way);
    },
  };
}

function polygon(rings: readonly (readonly Place[])[]): PreparedZone {
  const near = rings[0]?.[0]?.[0] ?? 0;
  let last = near;
  const flat = rings.map((ring) =>
    ring.map(([lng, lat]): [number, number] => [(last = unwrap(lng, last)), lat]),
  );
  for (const ring of flat) {
    const [first, end] = [ring[0], ring.at(-1)];
    if (first && end && (first[0] !== end[0] || first[1] !== end[1])) ring.push([...first]);
  }
  const box = boxAround(flat.flat(), 0);
  const xs = flat.flat().map(([lng]) => lng);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const middle = (left + right) / 2;
  const [low, high] = [box.south, box.north];
  const point: [number, number] = [0, 0];
  const contains = (lng: number, lat: number): boolean => {
    const x = unwrap(lng, middle);
    if (lat < low || lat > high || x < left || x > right) return false;
    point[0] = x;
    point[1] = lat;
    return pointInPolygon(point, flat) !== false;
  };
  const edges = (visit: (a: Place, b: Place) => boolean): boolean => {
    for (const ring of flat)
      for (let i = 1; i < ring.length; i++)
        if (visit(ring[i - 1] as Place, ring[i] as Place)) return true;
    return false;
  };
  const cuts: PreparedZone['cuts'] = (lng1, lat1, lng2, lat2) => {
    const x1 = unwrap(lng1, middle);
    const x2 = unwrap(lng2, x1);
    const [west, east] = x1 < x2 ? [x1, x2] : [x2, x1];
    const [south, north] = lat1 < lat2 ? [lat1, lat2] : [lat2, lat1];
    return edges(
      ([ax, ay], [bx, by]) =>
        (ax <= east || bx <= east) &&
        (ax >= west || bx >= west) &&
        (ay <= north || by <= north) &&
        (ay >= south || by >= south) &&
        intersect(x1, lat1, x2, lat2, ax, ay, bx, by),
    );
  };
  const crosses: PreparedZone['crosses'] = (lng1, lat1, lng2, lat2) =>
    contains(lng1, lat1) || contains(lng2, lat2) || cuts(lng1, lat1, lng2, lat2);
  return {
    box,
    contains,
    crosses,
    cuts,
    detourKm: (lng1, lat1, lng2, lat2, enough = 0) => {
      const straight = kmBetween(lng1, lat1, lng2, lat2);
      if (crosses(lng1, lat1, lng2, lat2)) return straight;
      let least = Infinity;
      edges((a, b) => {
        least = Math.min(least, wayByEdge(a, b, lng1, lat1, lng2, lat2, enough));
        return least <= enough;
      });
      return Math.max(straight, least);
    },
  };
}

/** Over a point of the edge the sum of two distances is convex: golden section. */
function wayByEdge(
  a: Place,
  b: Place,
  lng1: number,
  lat1: number,
  lng2: number,
  lat2: number,
  enough: number,
): number {
  const way = (part: number): number => {
    const x = a[0] + (b[0] - a[0]) * part;
    const y = a[1] + (b[1] - a[1]) * part;
    return kmBetween(lng1, lat1, x, y) + kmBetween(x, y, lng2, lat2);
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0, 1];
  const ends = Math.min(way(0), way(1));
  if (ends <= enough) return ends;
  for (let step = 0; step < 24; step++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    const [one, other] = [way(left), way(right)];
    if (Math.min(one, other) <= enough) return Math.min(one, other);
    if (one < other) high = right;
    else low = left;
  }
  return Math.min(ends, way((low + high) / 2));
}

/** Kilometres, in a plane laid at the place. */
function distanceToStretch(
  lng: number,
  lat: number,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): number {
  const ends = Math.min(kmBetween(lng, lat, x1, y1), kmBetween(lng, lat, x2, y2));
  const scale = Math.cos(lat * rad) * kmPerDegree;
  const from = unwrap(x1, lng);
  const [ax, ay] = [(from - lng) * scale, (y1 - lat) * kmPerDegree];
  const [bx, by] = [(unwrap(x2, from) - lng) * scale, (y2 - lat) * kmPerDegree];
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  if (length === 0) return ends;
  const part = -(ax * dx + ay * dy) / length;
  if (part <= 0 || part >= 1) return ends;
  return Math.min(ends, Math.hypot(ax + dx * part, ay + dy * part));
}

function stretchDistance(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): number {
  const from = unwrap(x1, ax);
  const to = unwrap(x2, from);
  if (intersect(ax, ay, bx, by, from, y1, to, y2)) return 0;
  return Math.min(
    distanceToStretch(from, y1, ax, ay, bx, by),
    distanceToStretch(to, y2, ax, ay, bx, by),
    distanceToStretch(ax, ay, from, y1, to, y2),
    distanceToStretch(bx, by, from, y1, to, y2),
  );
}

function intersect(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number): number =>
    Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  const [c, d] = [side(ax, ay, bx, by, cx, cy), side(ax, ay, bx, by, dx, dy)];
  const [a, b] = [side(cx, cy, dx, dy, ax, ay), side(cx, cy, dx, dy, bx, by)];
  if (c !== d && a !== b) return true;
  const within = (px: number, py: number, qx: number, qy: number, x: number, y: number): boolean =>
    x >= Math.min(px, qx) &&
    x <= Math.max(px, qx) &&
    y >= Math.min(py, qy) &&
    y <= Math.max(py, qy);
  return (
    (c === 0 && within(ax, ay, bx, by, cx, cy)) ||
    (d === 0 && within(ax, ay, bx, by, dx, dy)) ||
    (a === 0 && within(cx, cy, dx, dy, ax, ay)) ||
    (b === 0 && within(cx, cy, dx, dy, bx, by))
  );
}

/** Of places whose longitudes do not jump, with a margin. */
function boxAround(places: readonly Place[], marginKm: number): Box {
  const lats = places.map(([, lat]) => lat);
  const lngs = places.map(([lng]) => lng);
  const dLat = marginKm / kmPerDegree;
  const south = Math.max(-90, Math.min(...lats) - dLat);
  const north = Math.min(90, Math.max(...lats) + dLat);
  const steepest = Math.max(Math.abs(south), Math.abs(north));
  const dLng = steepest > 89 ? 360 : dLat / Math.cos(steepest * rad);
  const [west, east] = [Math.min(...lngs) - dLng, Math.max(...lngs) + dLng];
  if (east - west >= 360) return { west: -180, south, east: 180, north };
  return { west: unwrap(west, 0), south, east: unwrap(east, 0), north };
}
