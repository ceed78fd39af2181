/** Bows lines around discs that are not their ends, so that no line seems to end at, or lead through, a stranger. */
import type { Disc } from './overlap.ts';
import type { Point } from './types.ts';

/** Two ends and the bows of the lines between them, as shares of the length. */
export interface Lane {
  readonly a: string;
  readonly b: string;
  readonly curvatures: readonly number[];
}

/** Ground kept between a line and the rim of a stranger, in canvas units. */
export const margin = 3;
/** Deepest bow of a line that matters. */
export const deepest = 0.85;
/** Deeper ones would be noise but for a line that matters. */
export const gentle = 0.34;
/** A line goes on this far past the bow that is just clear, where there is room. */
const ease = 0.03;
/** Places looked at along a rim, and halvings around the best of them. */
const rimSteps = 12;
const rimHalvings = 8;
/** Halvings of the ground that a line can keep where it cannot keep all of it. */
const marginHalvings = 10;

/** Bows between these two, which themselves are free. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** A stranger seen from a line: `x` along it from its start, `y` to the side of positive bows. */
interface Stranger extends Point {
  readonly radius: number;
}

/** Greatest value of a function between two, by steps and then halvings around the best step. */
function greatest(valueAt: (at: number) => number, from: number, to: number): number {
  const step = (to - from) / rimSteps;
  let at = from;
  let value = valueAt(from);
  const look = (place: number) => {
    const found = valueAt(place);
    if (found > value) [at, value] = [place, found];
  };
  for (let index = 1; index <= rimSteps; index += 1) look(from + index * step);
  for (let index = 1, half = step / 2; index <= rimHalvings; index += 1, half /= 2) {
    const middle = at;
    look(Math.max(from, middle - half));
    look(Math.min(to, middle + half));
  }
  return value;
}

/**
 * Bows of a line of this length that come nearer to a disc's centre than `reach`. The curves of all bows cover the strip
 * between the ends, each point once: (x, y) lies on the one of bow y·length / 2x(length − x). A disc in the strip is one
 * piece, so the bows that touch it are one span, without end on a side where the disc reaches over an end of the line.
 */
function blockedBy({ x, y }: Point, reach: number, length: number): Span | null {
  const left = Math.max(0, x - reach);
  const right = Math.min(length, x + reach);
  if (reach <= 0 || left >= right) return null;
  // Rounding may carry a quotient past 1, where no angle is.
  const first = Math.acos(Math.min(1, (right - x) / reach));
  const last = Math.acos(Math.max(-1, (left - x) / reach));
  const most = (side: number): number => {
    const rim = (angle: number) => side * y + reach * Math.sin(angle);
    if (left === 0 && rim(last) > 0) return Infinity;
    if (right === length && rim(first) > 0) return Infinity;
    return greatest(
      (angle) => {
        const along = x + reach * Math.cos(angle);
        const room = 2 * along * (length - along);
        return room > 0 ? (rim(angle) * length) / room : -Infinity;
      },
      first,
      last,
    );
  };
  return { from: -most(-1), to: most(1) };
}

/** The flattest bow up to `limit` on one side (1 or -1) that is in no span; null where there is none. */
function freeBow(spans: readonly Span[], side: 1 | -1, limit: number): number | null {
  const ahead = spans
    .map(({ from, to }) => (side > 0 ? { from, to } : { from: -to, to: -from }))
    .filter(({ to }) => to > 0)
    .sort((one, other) => one.from - other.from);
  let bow = 0;
  let room = limit;
  for (const { from, to } of ahead) {
    if (from >= bow) {
      room = Math.min(limit, from);
      break;
    }
    bow = Math.max(bow, to);
  }
  if (bow > limit) return null;
  return bow === 0 ? 0 : side * Math.min(bow + ease, (bow + room) / 2);
}

/** The flattest bow up to `limit` that keeps all lines so far from the rims of strangers; null where none does. */
function clearBow(
  strangers: readonly Stranger[],
  length: number,
  curvatures: readonly number[],
  apart: number,
  limit: number,
): number | null {
  const spans = strangers.flatMap((stranger) => {
    const span = blockedBy(stranger, stranger.radius + apart, length);
    if (!span) return [];
    return curvatures.map((curvature) => ({
      from: span.from - curvature,
      to: span.to - curvature,
    }));
  });
  const [left, right] = [freeBow(spans, 1, limit), freeBow(spans, -1, limit)];
  if (left === null || right === null) return left ?? right;
  return Math.abs(right) < Math.abs(left) ? right : left;
}

/** Discs other than the ends that a line bowed up to `reach` of its length could come near, as seen from it. */
function strangersOf(
  a: Disc,
  b: Disc,
  length: number,
  reach: number,
  discs: Iterable<Disc>,
): Stranger[] {
  const along = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
  const strangers: Stranger[] = [];
  for (const disc of discs) {
    if (disc === a || disc === b) continue;
    const [dx, dy] = [disc.x - a.x, disc.y - a.y];
    const x = dx * along.x + dy * along.y;
    const y = dx * along.y - dy * along.x;
    const room = disc.radius + margin;
    // A curve rises to half the offset of its control point.
    if (x > -room && x < length + room && Math.abs(y) < (reach * length) / 2 + room)
      strangers.push({ x, y, radius: disc.radius });
  }
  return strangers;
}

/**
 * By how much all lines between the two ends bow together to run clear of strangers: the flattest bow that does. Where
 * no gentle bow does, they stay as they are, unless they `must`: then they bow deeper, and where no bow at all is clear
 * by the whole margin, by the one that keeps the most ground.
 */
export function bowOf(lane: Lane, discs: ReadonlyMap<string, Disc>, must: boolean): number {
  const a = discs.get(lane.a);
  const b = discs.get(lane.b);
  if (!a || !b) return 0;
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length === 0) return 0;
  const limit = must ? deepest : gentle;
  const reach = limit + Math.max(...lane.curvatures.map(Math.abs));
  const strangers = strangersOf(a, b, length, reach, discs.values());
  if (strangers.length === 0) return 0;
  const bowAt = (apart: number) => clearBow(strangers, length, lane.curvatures, apart, limit);
  const clear = bowAt(margin);
  if (clear !== null || !must) return clear ?? 0;
  let [best, kept] = [0, -Math.max(...strangers.map((disc) => disc.radius))];
  for (let step = 0, lost = margin; step < marginHalvings; step += 1) {
    const apart = (kept + lost) / 2;
    const bow = bowAt(apart);
    if (bow === null) lost = apart;
    else [best, kept] = [bow, apart];
  }
  return best;
}
