import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap } from '../geo.ts';
import type { PreparedZone } from './prepared-zone.ts';
import { ZoneIndex } from './zone-index.ts';

const zoneOf = (west: number, south: number, width: number, height: number): PreparedZone => ({
  box: { west: unwrap(west, 0), south, east: unwrap(west + width, 0), north: south + height },
  contains: () => false,
  crosses: () => false,
  cuts: () => false,
  detourKm: () => 0,
});

test('the grid finds what each box by itself says, wide ones and those across the date line too', () => {
  // Of a coarse lattice, so that ends lie on the edges of boxes.
  const lng = fc.oneof(fc.integer({ min: 904, max: 912 }), fc.integer({ min: 1_424, max: 1_456 }));
  const lat = fc.integer({ min: 176, max: 184 });
  const size = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 3 }) }, fc.constant(60));
  const place = fc.tuple(lng, lat).map(([x, y]) => [unwrap(x / 8, 0), y / 8] as const);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(lng, lat, size, size), { minLength: 8, maxLength: 60 }),
      fc.array(fc.tuple(place, place), { minLength: 5, maxLength: 20 }),
      (boxes, stretches) => {
        const zones = boxes.map(([x, y, w, h]) => zoneOf(x / 8, y / 8, w / 8, h / 8));
        const index = new ZoneIndex(zones);
        for (const [[lng1, lat1], [lng2, lat2]] of stretches) {
          const to = unwrap(lng2, lng1);
          const touched = zones.flatMap(({ box }, zone) => {
            const east = box.east < box.west ? box.east + 360 : box.east;
            return [-360, 0, 360].some(
              (turn) =>
                box.west + turn <= Math.max(lng1, to) &&
                east + turn >= Math.min(lng1, to) &&
                box.south <= Math.max(lat1, lat2) &&
                box.north >= Math.min(lat1, lat2),
            )
              ? [zone]
              : [];
          });
          const count = index.along(lng1, lat1, lng2, lat2);
          expect([...index.found.subarray(0, count)].sort((a, b) => a - b)).toEqual(touched);
        }
      },
    ),
    { numRuns: 60 },
  );
});
