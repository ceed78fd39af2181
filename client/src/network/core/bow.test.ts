import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bowOf } from './bow.ts';
import { distanceToCurve } from './geometry.ts';
import { withoutOverlap, type Disc } from './overlap.ts';

const byId = (discs: readonly Disc[]) => new Map(discs.map((disc) => [disc.id, disc]));

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

  it('keeps every step of a shown path off the discs that it does not join', () => {
    const point = fc.record({
      x: fc.integer({ min: 0, max: 6 }).map((step) => step * 110),
      y: fc.integer({ min: 0, max: 3 }).map((step) => step * 110),
      radius: fc.integer({ min: 7, max: 18 }),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 14 }), (points) => {
        const all = points.map((one, index) => ({ ...one, id: `d${index}` }));
        const moved = withoutOverlap(all);
        const discs = byId(all.map((disc) => ({ ...disc, ...moved.get(disc.id) })));
        const ids = [...discs.keys()].slice(0, 7);
        for (const [index, b] of ids.slice(1).entries()) {
          const a = ids[index]!;
          const bow = bowOf({ a, b, curvatures: [0] }, discs, true);
          for (const disc of discs.values()) {
            if (disc.id === a || disc.id === b) continue;
            expect(
              distanceToCurve(disc, discs.get(a)!, discs.get(b)!, bow) - disc.radius,
            ).toBeGreaterThan(0);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
