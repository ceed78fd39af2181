import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kmBetween } from '../geo.ts';
import { findBases } from './bases.ts';
import { findStops } from './stops.ts';

const minute = 60_000;
const columns = (fixes: readonly (readonly [number, number, number])[]) => ({
  count: fixes.length,
  at: Float64Array.from(fixes, ([at]) => at),
  lng: Float64Array.from(fixes, ([, lng]) => lng),
  lat: Float64Array.from(fixes, ([, , lat]) => lat),
});

const root = join(import.meta.dirname, '../../../..');
const sample = ['../shared', '../../shared']
  .map((folder) => join(root, folder, 'data/tracks/geolife-sample.txt.gz'))
  .find((path) => existsSync(path));

test('real tracks hold as many stops as their publisher found', (context) => {
  if (sample === undefined) {
    console.warn('shared/data/tracks is absent: the published number of stops is not checked.');
    return context.skip();
  }
  const tracks = new Map<string, [number, number, number][]>();
  for (const line of gunzipSync(readFileSync(sample)).toString().trim().split('\n').slice(1)) {
    const [lat, lng, time = '', who = ''] = line.split(',');
    const track = tracks.get(who) ?? [];
    tracks.set(who, track);
    track.push([Date.parse(`${time.replace(' ', 'T')}Z`), Number(lng), Number(lat)]);
  }
  const stops = (radiusKm: number): number =>
    [...tracks.values()].reduce((sum, track) => {
      const sorted = track.toSorted(([a], [b]) => a - b);
      const options = { radiusKm, leastMs: 20 * minute, gapMs: Infinity };
      return sum + findStops(columns(sorted), options).length;
    }, 0);
  expect(stops(0.1)).toBe(391);
  expect(stops(0.2)).toBe(413);
});

test('stops are what the definition says, looked at fix by fix', () => {
  const step = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: -2, max: 2 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.constantFrom(30, Infinity), (steps, gap) => {
      let [at, lng] = [0, 114];
      const fixes = steps.map(([minutes, metres]) => {
        at += minutes * minute;
        lng += metres * 0.0008;
        return [at, lng, 22] as const;
      });
      const options = { radiusKm: 0.1, leastMs: 20 * minute, gapMs: gap * minute };
      const found = findStops(columns(fixes), options);
      const expected: [number, number][] = [];
      for (let first = 0; first < fixes.length;) {
        const [began, x] = fixes[first] as (typeof fixes)[number];
        const rest = fixes.slice(first + 1);
        const silent = rest.findIndex(([t], i) => t - (fixes[first + i]?.[0] ?? 0) > gap * minute);
        const outside = rest.findIndex(([, other]) => kmBetween(x, 22, other, 22) > 0.1);
        const ends = silent >= 0 && (outside < 0 || silent <= outside);
        const next = ends ? first + 1 + silent : outside < 0 ? fixes.length : first + 1 + outside;
        const until = ends || outside < 0 ? fixes[next - 1] : fixes[next];
        if ((until?.[0] ?? 0) - began > 20 * minute) expected.push([began, until?.[0] ?? 0]);
        first = next;
      }
      expect(found.map(({ from, to }) => [from, to])).toEqual(expected);
    }),
  );
});

test('bases gather the stops that come back, the longest first', () => {
  const stop = (lng: number, from: number, minutes: number) => ({
    first: 0,
    last: 0,
    from,
    to: from + minutes * minute,
    lng,
    lat: 22,
  });
  const night = Date.parse('2026-03-10T18:00:00Z');
  const bases = findBases([stop(114, night, 120), stop(114.5, 0, 30), stop(114.001, 0, 60)]);
  expect(bases).toMatchObject([
    { lng: 114, stops: 2, minutes: 180, nights: 1 },
    { lng: 114.5, stops: 1, minutes: 30, nights: 0 },
  ]);
});
