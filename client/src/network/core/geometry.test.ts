import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlPoint, distanceToCurve, onCurve } from './geometry.ts';

describe('geometry', () => {
  it('measures the distance to a curve to within 0.15 however long and bowed it is', () => {
    const place = fc.record({
      x: fc.integer({ min: -600, max: 600 }),
      y: fc.integer({ min: -600, max: 600 }),
    });
    const curvature = fc.double({ min: -1.2, max: 1.2, noNaN: true });
    fc.assert(
      fc.property(place, place, place, curvature, (point, a, b, bow) => {
        const c = controlPoint(a, b, bow);
        let nearest = Infinity;
        for (let step = 0; step <= 20_000; step += 1) {
          const at = onCurve(a, c, b, step / 20_000);
          nearest = Math.min(nearest, Math.hypot(at.x - point.x, at.y - point.y));
        }
        expect(Math.abs(distanceToCurve(point, a, b, bow) - nearest)).toBeLessThan(0.15);
      }),
      { numRuns: 50 },
    );
  });
});
