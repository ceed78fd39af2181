/** Bows lines around discs that are not their ends, so that no line seems to end at, or lead through, a stranger. */
import { controlPoint, distanceToCurve } from './geometry.ts';
import type { Disc } from './overlap.ts';
import type { Point } from './types.ts';

/** Two ends and the bows of the lines between them, as shares of the length. */
export interface Lane {
  readonly a: string;
  readonly b: string;
  readonly curvatures: readonly number[];
}

/** Ground kept between a line and the rim of a stranger, in canvas units. */
const margin = 3;
/** Bows tried one after the other, the flattest first. */
const shifts = [0, 0.12, -0.12, 0.22, -0.22, 0.34, -0.34, 0.48, -0.48, 0.64, -0.64, 0.85, -0.85];
/** Deeper ones would be noise but for a line that matters. */
const gentle = 0.34;

/** Least distance between a line and the rims of these discs; negative where it runs over one. */
function clearanceOf(a: Point, b: Point, curvature: number, discs: readonly Disc[]): number {
  const c = controlPoint(a, b, curvature);
  const left = Math.min(a.x, b.x, c.x);
  const right = Math.max(a.x, b.x, c.x);
  const top = Math.min(a.y, b.y, c.y);
  const bottom = Math.max(a.y, b.y, c.y);
  let least = Infinity;
  for (const disc of discs) {
    const reach = disc.radius + margin;
    if (
      disc.x < left - reach ||
      disc.x > right + reach ||
      disc.y < top - reach ||
      disc.y > bottom + reach
    )
      continue;
    least = Math.min(least, distanceToCurve(disc, a, b, curvature) - disc.radius);
  }
  return least;
}

/**
 * By how much all lines between the two ends bow together to run clear of strangers. Where no gentle bow does, they
 * stay as they are, unless they `must`: then as clear as can be.
 */
export function bowOf(lane: Lane, discs: ReadonlyMap<string, Disc>, must: boolean): number {
  const a = discs.get(lane.a);
  const b = discs.get(lane.b);
  if (!a || !b) return 0;
  const strangers = [...discs.values()].filter((disc) => disc !== a && disc !== b);
  let best = 0;
  let bestClearance = -Infinity;
  for (const shift of shifts) {
    if (!must && Math.abs(shift) > gentle) return 0;
    const clearance = Math.min(
      ...lane.curvatures.map((curvature) => clearanceOf(a, b, curvature + shift, strangers)),
    );
    if (clearance >= margin) return shift;
    if (clearance > bestClearance) [best, bestClearance] = [shift, clearance];
  }
  return best;
}
