import { describe, expect, it } from 'vitest';
import { distanceKm } from '../geo.ts';
import { areaKm2, circleOf, circleRing, lengthKm, middleOf } from './zone-shape.ts';

describe('shapes of zones', () => {
  it('circles keep their radius everywhere and come back from their ring', () => {
    for (const centre of [
      [114, 22.5],
      [179.99, 0],
      [10, 70],
    ] as const) {
      const ring = circleRing(centre, 5_000);
      for (const point of ring) expect(distanceKm(centre, point)).toBeCloseTo(5, 6);
      const again = circleOf(ring);
      expect(distanceKm(again.centre, centre)).toBeLessThan(0.02);
      expect(Math.abs(again.radius - 5_000)).toBeLessThan(10);
    }
  });

  it('areas are those of the sphere', () => {
    // A degree by a degree at the equator.
    const square = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ] as const;
    expect(areaKm2([square])).toBeCloseTo(12_364, -1);
    expect(areaKm2([circleRing([114, 22.5], 1_000)])).toBeCloseTo(Math.PI, 1);
    expect(areaKm2([square, square])).toBeCloseTo(0, 6);
  });

  it('names stand in the middle, lengths follow the line', () => {
    expect(
      middleOf({
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [2, 0],
            [2, 2],
            [0, 0],
          ],
        ],
      })[0],
    ).toBeCloseTo(1, 9);
    expect(
      lengthKm([
        [0, 0],
        [0, 1],
        [0, 2],
      ]),
    ).toBeCloseTo(2 * 111.195, 2);
  });
});
