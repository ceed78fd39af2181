import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bowOf, deepest, gentle, margin } from './bow.ts';
import { distanceToCurve } from './geometry.ts';
import { withoutOverlap, type Disc } from './overlap.ts';

const byId = (discs: readonly Disc[]) => new Map(discs.map((disc) => [disc.id, disc]));

/** Least distance of a curve from the rims of all discs that are not its ends. */
function clearanceOf(
  a: string,
  b: string,
  curvature: number,
  discs: ReadonlyMap<string, Disc>,
): number {
  const [from, to] = [discs.get(a)!, discs.get(b)!];
  const strangers = [...discs.values()].filter((disc) => disc !== from && disc !== to);
  return Math.min(
    ...strangers.map((disc) => distanceToCurve(disc, from, to, curvature) - disc.radius),
  );
}

/** Distances are measured this well, in canvas units. */
const tolerance = 0.2;
/** Bows over all that is allowed, each 0.01 from the next. */
const everyBow = Array.from({ length: 2 * 85 + 1 }, (_, index) => (index / 85 - 1) * deepest);

describe('bow', () => {
  it('leaves a line straight that runs clear', () => {
    const discs = byId([
      { id: 'a', x: 0, y: 0, radius: 10 },
      { id: 'b', x: 100, y: 0, radius: 10 },
      { id: 'c', x: 50, y: 40, radius: 10 },
    ]);
    expect(bowOf({ a: 'a', b: 'b', curvatures: [0] }, discs, true)).toBe(0);
  });

  it('bows the line between the ends of a chain that lies on one line', () => {
    const discs = byId(
      ['a', 'x', 'y', 'b'].map((id, index) => ({ id, x: index * 100, y: 0, radius: 12 })),
    );
    const bow = bowOf({ a: 'a', b: 'b', curvatures: [-0.12, 0.12] }, discs, false);
    for (const curvature of [-0.12, 0.12])
      for (const id of ['x', 'y'])
        expect(
          distanceToCurve(discs.get(id)!, discs.get('a')!, discs.get('b')!, curvature + bow),
        ).toBeGreaterThan(12);
  });

  it('leaves a line that no gentle bow clears, unless it matters', () => {
    const wall = [-60, -40, -20, 0, 20, 40, 60].map((y) => ({
      id: `w${y}`,
      x: 150,
      y,
      radius: 9,
    }));
    const discs = byId([
      { id: 'a', x: 0, y: 0, radius: 10 },
      { id: 'b', x: 300, y: 0, radius: 10 },
      ...wall,
    ]);
    const lane = { a: 'a', b: 'b', curvatures: [0] };
    expect(bowOf(lane, discs, false)).toBe(0);
    const bow = bowOf(lane, discs, true);
    expect(clearanceOf(lane.a, lane.b, bow, discs)).toBeGreaterThanOrEqual(margin - tolerance);
  });

  it('keeps as much ground as it can where discs shut an end in', () => {
    const ring = Array.from({ length: 12 }, (_, index) => ({
      id: `r${index}`,
      x: Math.cos((index / 12) * Math.PI * 2) * 30,
      y: Math.sin((index / 12) * Math.PI * 2) * 30,
      radius: 7,
    }));
    const discs = byId([
      { id: 'a', x: 0, y: 0, radius: 10 },
      { id: 'b', x: 300, y: 0, radius: 10 },
      ...ring,
    ]);
    const bow = bowOf({ a: 'a', b: 'b', curvatures: [0] }, discs, true);
    // Half the way between two of the ring less a radius: no line can keep more.
    const most = 30 * Math.sin(Math.PI / 12) - 7;
    expect(clearanceOf('a', 'b', bow, discs)).toBeCloseTo(most, 0);
    expect(clearanceOf('a', 'b', 0, discs)).toBeLessThan(0);
  });

  it('keeps the lines of a shown path off the discs that they do not join wherever a bow can', () => {
    const point = fc.record({
      x: fc.integer({ min: 0, max: 6 }).map((step) => step * 110),
      y: fc.integer({ min: 0, max: 3 }).map((step) => step * 110),
      radius: fc.integer({ min: 7, max: 18 }),
    });
    const fan = fc.constantFrom([0], [-0.12, 0.12], [-0.24, 0, 0.24]);
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 14 }), fan, (points, curvatures) => {
        const all = points.map((one, index) => ({ ...one, id: `d${index}` }));
        const moved = withoutOverlap(all);
        const discs = byId(all.map((disc) => ({ ...disc, ...moved.get(disc.id) })));
        const ids = [...discs.keys()].slice(0, 7);
        for (const [index, b] of ids.slice(1).entries()) {
          const a = ids[index]!;
          const keptBy = (bow: number) =>
            Math.min(...curvatures.map((one) => clearanceOf(a, b, one + bow, discs)));
          const bow = bowOf({ a, b, curvatures }, discs, true);
          expect(Math.abs(bow)).toBeLessThanOrEqual(deepest);
          const tried = everyBow.map((one) => ({ bow: one, kept: keptBy(one) }));
          const most = Math.max(...tried.map(({ kept }) => kept));
          expect(keptBy(bow)).toBeGreaterThanOrEqual(Math.min(margin, most) - tolerance);
          const unforced = bowOf({ a, b, curvatures }, discs, false);
          expect(Math.abs(unforced)).toBeLessThanOrEqual(gentle);
          if (unforced !== 0) expect(keptBy(unforced)).toBeGreaterThanOrEqual(margin - tolerance);
          // None much flatter is as clear.
          for (const one of tried)
            if (Math.abs(one.bow) < Math.abs(bow) - 0.04)
              expect(one.kept).toBeLessThan(margin + tolerance);
        }
      }),
      {
        numRuns: 100,
        examples: [
          [
            // The second step sets out between two discs of one stack.
            [
              { x: 0, y: 330, radius: 16 },
              { x: 0, y: 330, radius: 9 },
              { x: 440, y: 0, radius: 7 },
              { x: 440, y: 0, radius: 7 },
              { x: 440, y: 0, radius: 13 },
              { x: 0, y: 330, radius: 9 },
              { x: 0, y: 0, radius: 7 },
              { x: 0, y: 0, radius: 7 },
            ],
            [0],
          ],
        ],
      },
    );
  });
});
