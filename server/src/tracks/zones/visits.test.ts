import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kmBetween, kmToBox } from '../geo.ts';
import { presences } from '../questions/presence.ts';
import type { CleanTrack } from '../questions/clean-track.ts';
import { prepareZone } from './prepared-zone.ts';
import { findVisits } from './visits.ts';
import { goesRoundPole, isOpen, type ZoneGeometry } from './zone-geometry.ts';
import { ZoneIndex } from './zone-index.ts';

const minute = 60_000;

function trackOf(fixes: readonly (readonly [number, number, number])[]): CleanTrack {
  const count = fixes.length;
  return {
    count,
    at: Float64Array.from(fixes, ([at]) => at),
    lng: Float64Array.from(fixes, ([, lng]) => lng),
    lat: Float64Array.from(fixes, ([, , lat]) => lat),
    kmh: new Float32Array(count),
    course: new Float32Array(count),
    flags: new Int32Array(count),
    leftOut: 0,
  };
}
const square = (west: number, south: number, east: number, north: number): ZoneGeometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
const visitsAt = (zone: ZoneGeometry, fixes: readonly (readonly [number, number, number])[]) => {
  const prepared = [prepareZone(zone)];
  return findVisits(trackOf(fixes), prepared, new ZoneIndex(prepared));
};

test('many zones by the index are each zone by itself, fix by fix', () => {
  const coordinate = fc.integer({ min: 0, max: 12 }).map((n) => n / 10 + 0.05);
  const zone = fc
    .tuple(coordinate, coordinate, fc.constantFrom(0.1, 0.2, 0.4))
    .map(([x, y, size]) => square(114 + x, 22 + y, 114 + x + size, 22 + y + size));
  fc.assert(
    fc.property(
      fc.array(zone, { minLength: 1, maxLength: 8 }),
      fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 30 }),
      (shapes, places) => {
        const fixes = places.map(([x, y], i) => [i * minute, 114 + x, 22 + y] as const);
        const prepared = shapes.map(prepareZone);
        const all = findVisits(trackOf(fixes), prepared, new ZoneIndex(prepared));
        for (const [number, shape] of shapes.entries()) {
          const [[[west, south], , [east, north]]] = shape.coordinates as [
            [[number, number], unknown, [number, number]],
          ];
          const inside = fixes.map(
            ([, x, y]) => x >= west && x <= east && y >= south && y <= north,
          );
          const runs: [number, number][] = [];
          for (const [i, is] of inside.entries()) {
            const last = runs.at(-1);
            if (!is) continue;
            if (i > 0 && inside[i - 1] === true && last) last[1] = i * minute;
            else runs.push([i * minute, i * minute]);
          }
          expect(
            all
              .filter((visit) => visit.zone === number && !visit.crossed)
              .map(({ enter, exit }) => [enter, exit]),
          ).toEqual(runs);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('a zone between two fixes is crossed, and the prism says how sure', () => {
  const zone = square(114.05, 22, 114.06, 22.1);
  const through = [
    [0, 114, 22.05],
    [3 * minute, 114.1, 22.05],
  ] as const;
  expect(visitsAt(zone, through)).toMatchObject([{ crossed: true, fixes: 0 }]);
  const at = (fixes: readonly (readonly [number, number, number])[], bound: number) =>
    presences(trackOf(fixes), prepareZone(zone), { from: 0, to: 60 * minute }, bound).map(
      ({ certainty, crossed }) => [certainty, crossed],
    );
  expect(at(through, 400)).toEqual([['POSSIBLE', true]]);
  // Beside it: 10 km along it in 6 minutes leave no time to go 10 km aside, in 60 they do.
  const beside = (minutes: number) =>
    [
      [0, 113.95, 22],
      [minutes * minute, 113.95, 22.09],
    ] as const;
  expect(at(beside(6), 120)).toEqual([]);
  expect(at(beside(30), 120)).toEqual([['POSSIBLE', false]]);
  expect(at([[0, 114.055, 22.05]], 120)).toEqual([['CERTAIN', false]]);
});

test('what the prism excludes no way of that length reaches', () => {
  const zone = square(114.2, 22.2, 114.3, 22.3);
  const prepared = prepareZone(zone);
  const place = fc.tuple(
    fc.double({ min: 114, max: 114.5, noNaN: true }),
    fc.double({ min: 22, max: 22.5, noNaN: true }),
  );
  fc.assert(
    fc.property(
      place,
      place,
      fc.double({ min: 114.2, max: 114.3, noNaN: true }),
      fc.double({ min: 22.2, max: 22.3, noNaN: true }),
      (a, b, x, y) => {
        const way = kmBetween(...a, x, y) + kmBetween(x, y, ...b);
        expect(prepared.detourKm(...a, ...b)).toBeLessThanOrEqual(way + 0.01);
      },
    ),
    { numRuns: 300 },
  );
});

test('zones across the date line and at the pole hold what lies in them', () => {
  const across = square(179.5, -1, 180.5, 1);
  expect(
    visitsAt(across, [
      [0, 179, 0],
      [1, 179.9, 0],
      [2, -179.9, 0],
      [3, -179, 0],
    ]).map(({ enter, exit }) => [enter, exit]),
  ).toEqual([[1, 2]]);
  expect(
    visitsAt(across, [
      [0, 179, 0],
      [1, -179, 0],
    ]),
  ).toMatchObject([{ crossed: true }]);
  const pole: ZoneGeometry = { type: 'Point', coordinates: [0, 89.9], radius: 50_000 };
  expect(
    visitsAt(pole, [
      [0, 180, 89.9],
      [1, 90, 80],
    ]).map(({ enter }) => enter),
  ).toEqual([0]);
});

test('a corridor holds what lies within half its width', () => {
  const way: ZoneGeometry = {
    type: 'LineString',
    coordinates: [
      [114, 22],
      [115, 22],
    ],
    width: 2_000,
  };
  expect(
    visitsAt(way, [
      [0, 114.2, 22.005],
      [1, 114.4, 22.02],
    ]).map(({ enter, exit, after }) => [enter, exit, after]),
  ).toEqual([[0, 0, 1]]);
});

test('a calendar counts by the clock of the district, over midnight too', () => {
  const at = (text: string): number => Date.parse(`${text}+08:00`);
  const nights = { days: [5], from: '22:00', to: '06:00' };
  // 2026-03-13 was a Friday.
  expect(isOpen(nights, at('2026-03-13T23:00:00'))).toBe(true);
  expect(isOpen(nights, at('2026-03-14T05:59:00'))).toBe(true);
  expect(isOpen(nights, at('2026-03-14T06:00:00'))).toBe(false);
  expect(isOpen(nights, at('2026-03-13T05:00:00'))).toBe(false);
  expect(isOpen(null, 0)).toBe(true);
});

test('the distance to a box is never more than to any place in it, and nothing inside', () => {
  const lng = fc.double({ min: -180, max: 180, noNaN: true });
  const lat = fc.double({ min: -90, max: 90, noNaN: true });
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      lng,
      lat,
      lng,
      lat,
      fc.double({ min: 0, max: 120, noNaN: true }),
      part,
      part,
      lat,
      (x, y, west, south, width, a, b, other) => {
        const [low, high] = [Math.min(south, other), Math.max(south, other)];
        const box = {
          west,
          south: low,
          east: west + width > 180 ? west + width - 360 : west + width,
          north: high,
        };
        const [insideX, insideY] = [west + width * a, low + (high - low) * b];
        expect(kmToBox(x, y, box)).toBeLessThanOrEqual(kmBetween(x, y, insideX, insideY) + 1e-6);
        expect(kmToBox(insideX, insideY, box)).toBeLessThan(1e-6);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('an outline round a pole is told from one across the date line and from one that ends at the pole', () => {
  const ring = (...places: [number, number][]): ZoneGeometry => ({
    type: 'Polygon',
    coordinates: [places],
  });
  expect(goesRoundPole(ring([0, 80], [90, 80], [180, 80], [-90, 80], [0, 80]))).toBe(true);
  expect(goesRoundPole(ring([0, -80], [-120, -80], [120, -80], [0, -80]))).toBe(true);
  expect(goesRoundPole(ring([170, -10], [-170, -10], [-170, 10], [170, 10], [170, -10]))).toBe(
    false,
  );
  expect(goesRoundPole(ring([170, -10], [190, -10], [190, 10], [170, 10], [170, -10]))).toBe(false);
  expect(goesRoundPole(ring([0, 80], [90, 80], [90, 90], [0, 90], [0, 80]))).toBe(false);
  expect(goesRoundPole({ type: 'Point', coordinates: [0, 90], radius: 1_000_000 })).toBe(false);
});
