import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CleanTrack } from '../questions/clean-track.ts';
import { findStops, usualStop } from '../questions/stops.ts';
import { prepareZone } from '../zones/prepared-zone.ts';
import { findVisits } from '../zones/visits.ts';
import { ZoneIndex } from '../zones/zone-index.ts';
import { keptMoments } from './kept-moments.ts';

const minute = 60_000;
const zones = [
  prepareZone({ type: 'Point', coordinates: [114.02, 22.5], radius: 700 }),
  prepareZone({
    type: 'LineString',
    coordinates: [
      [114.05, 22.45],
      [114.05, 22.55],
    ],
    width: 900,
  }),
];
const index = new ZoneIndex(zones);

function trackOf(places: readonly (readonly [at: number, lng: number])[]): CleanTrack {
  const count = places.length;
  return {
    count,
    at: Float64Array.from(places, ([at]) => at),
    lng: Float64Array.from(places, ([, lng]) => lng),
    lat: new Float64Array(count).fill(22.5),
    kmh: new Float32Array(count),
    course: new Float32Array(count),
    flags: new Int32Array(count),
    leftOut: 0,
  };
}
const kept = (track: CleanTrack, every: number, from = 0, to = 1e15): number[] =>
  keptMoments(track, from, to, every * minute, usualStop, zones, index);
const stopsOf = (track: CleanTrack) =>
  findStops(track, usualStop).map(({ from, to }) => [from / minute, to / minute]);
const visitsOf = (track: CleanTrack) =>
  findVisits(track, zones, index).map(({ zone, enter, exit, before, after }) =>
    [zone, enter, exit, before, after].map((value) => value && value / minute),
  );
const only = (track: CleanTrack, moments: readonly number[]): CleanTrack =>
  trackOf(
    [...track.at].flatMap((at, i) =>
      moments.includes(at) ? [[at, track.lng[i] ?? 0] as const] : [],
    ),
  );

/** Minutes of standing, steps of driving and silences, one fix a minute. */
const journey = fc
  .array(
    fc.record({
      act: fc.constantFrom('stand', 'drive', 'silent'),
      minutes: fc.integer({ min: 1, max: 90 }),
      east: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((legs) => {
    const places: [number, number][] = [];
    let [at, lng] = [0, 114];
    for (const { act, minutes, east } of legs)
      for (let i = 0; i < minutes; i++) {
        at += minute;
        if (act === 'drive') lng += east ? 0.008 : -0.008;
        if (act !== 'silent') places.push([at, lng]);
      }
    return trackOf(places);
  });

it('a thinned track has the stops and the visits to zones of the whole one', () => {
  fc.assert(
    fc.property(journey, fc.integer({ min: 2, max: 15 }), (track, every) => {
      const thin = only(track, kept(track, every));
      expect(visitsOf(thin)).toEqual(visitsOf(track));
      expect(stopsOf(thin)).toEqual(stopsOf(track));
    }),
    { numRuns: 200 },
  );
});

it('keeps one fix of an interval on the way, and touches nothing outside its span', () => {
  const track = trackOf(Array.from({ length: 120 }, (_, i) => [i * minute, 120 + i * 0.01]));
  expect(kept(track, 10).map((at) => at / minute)).toEqual([
    0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 119,
  ]);
  expect(kept(track, 10, 15 * minute, 40 * minute).map((at) => at / minute)).toEqual([
    15, 20, 30, 39,
  ]);
});
