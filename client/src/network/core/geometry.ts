/** Plane geometry for selecting and drawing: polygons, hulls, curves. */
import type { Point } from './types.ts';

export function pointInPolygon(point: Point, polygon: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i, i += 1) {
    const a = polygon[i]!;
    const b = polygon[j]!;
    if (
      a.y > point.y !== b.y > point.y &&
      point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x
    ) {
      inside = !inside;
    }
  }
  return inside;
}

/** Andrew's monotone chain, counter-clockwise, without collinear points. */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const cross = (o: Point, a: Point, b: Point) =>
    (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
  const half = (list: readonly Point[]) => {
    const chain: Point[] = [];
    for (const point of list) {
      while (chain.length >= 2 && cross(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function boundsOf(points: Iterable<Point>): Box | null {
  let box: { left: number; top: number; right: number; bottom: number } | null = null;
  for (const { x, y } of points) {
    if (!box) box = { left: x, top: y, right: x, bottom: y };
    else {
      if (x < box.left) box.left = x;
      if (x > box.right) box.right = x;
      if (y < box.top) box.top = y;
      if (y > box.bottom) box.bottom = y;
    }
  }
  return box;
}

/** Control point of the quadratic curve from a to b; `curvature` is its offset as a share of the length. */
export function controlPoint(a: Point, b: Point, curvature: number): Point {
  return {
    x: (a.x + b.x) / 2 + (b.y - a.y) * curvature,
    y: (a.y + b.y) / 2 - (b.x - a.x) * curvature,
  };
}

export function onCurve(a: Point, c: Point, b: Point, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * a.x + 2 * u * t * c.x + t * t * b.x,
    y: u * u * a.y + 2 * u * t * c.y + t * t * b.y,
  };
}

export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const t =
    length === 0
      ? 0
      : Math.max(0, Math.min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length));
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}

/** A curve is measured by chords that stray no farther from it than this, in canvas units. */
const flatness = 0.1;

export function distanceToCurve(point: Point, a: Point, b: Point, curvature: number): number {
  if (curvature === 0) return distanceToSegment(point, a, b);
  const c = controlPoint(a, b, curvature);
  // A chord over 1/n of the curve strays by height / (2 n²).
  const height = Math.abs(curvature) * Math.hypot(b.x - a.x, b.y - a.y);
  const chords = Math.max(1, Math.ceil(Math.sqrt(height / (2 * flatness))));
  let best = Infinity;
  let before = a;
  for (let step = 1; step <= chords; step += 1) {
    const next = onCurve(a, c, b, step / chords);
    best = Math.min(best, distanceToSegment(point, before, next));
    before = next;
  }
  return best;
}
