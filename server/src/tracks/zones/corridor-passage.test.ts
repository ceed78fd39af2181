import { expect, it } from 'vitest';
import { corridorPassage } from './corridor-passage.ts';
import { prepareZone } from './prepared-zone.ts';
import { findVisits } from './visits.ts';
import { ZoneIndex } from './zone-index.ts';
import type { ZoneGeometry } from './zone-geometry.ts';

/** Some twenty kilometres to the east, two wide. */
const way: ZoneGeometry = {
  type: 'LineString',
  coordinates: [
    [114, 22.5],
    [114.2, 22.5],
  ],
  width: 2_000,
};

/** @param places with minutes between them */
function passages(places: readonly (readonly [lng: number, lat: number])[], minutes = 3) {
  const track = {
    count: places.length,
    at: Float64Array.from(places, (_, i) => i * minutes * 60_000),
    lng: Float64Array.from(places, ([lng]) => lng),
    lat: Float64Array.from(places, ([, lat]) => lat),
  };
  const zone = prepareZone(way);
  return findVisits(track, [zone], new ZoneIndex([zone])).map((visit) =>
    corridorPassage(track, visit, way, 160),
  );
}

it('tells the far end from the side and from turning back', () => {
  const through = [
    [113.97, 22.5],
    [114.01, 22.5],
    [114.1, 22.5],
    [114.19, 22.5],
    [114.23, 22.5],
  ] as const;
  expect(passages(through)).toEqual([{ cameBy: 'start', leftBy: 'end', certain: false }]);
  expect(passages(through.toReversed())).toEqual([
    { cameBy: 'end', leftBy: 'start', certain: false },
  ]);
  expect(passages([...through.slice(0, 3), [114.1, 22.53]])).toEqual([
    { cameBy: 'start', leftBy: 'side', certain: true },
  ]);
  expect(passages([...through.slice(0, 3), [114.01, 22.5], [113.97, 22.5]])).toEqual([
    { cameBy: 'start', leftBy: 'start', certain: true },
  ]);
});

it('between sparse fixes it is only likely, where the end can have been reached', () => {
  const places = [
    [113.97, 22.5],
    [114.01, 22.5],
    [114.15, 22.5],
    [114.15, 22.55],
  ] as const;
  expect(passages(places)).toMatchObject([{ leftBy: 'side', certain: true }]);
  expect(passages(places, 15)).toMatchObject([{ leftBy: 'side', certain: false }]);
});

it('knows who joined over the side, and does not guess where the track begins inside', () => {
  expect(
    passages([
      [114.1, 22.47],
      [114.1, 22.5],
      [114.1, 22.53],
    ]),
  ).toMatchObject([{ cameBy: 'side', leftBy: 'side' }]);
  expect(
    passages([
      [114.1, 22.5],
      [114.1, 22.53],
    ]),
  ).toMatchObject([{ cameBy: null }]);
  expect(
    passages([
      [114.003, 22.5],
      [114.1, 22.53],
    ]),
  ).toMatchObject([{ cameBy: 'start' }]);
  expect(passages([[114.1, 22.5]])).toEqual([null]);
});
