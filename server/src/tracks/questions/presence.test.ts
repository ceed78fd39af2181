import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kmBetween } from '../geo.ts';
import { prepareZone } from '../zones/prepared-zone.ts';
import type { CleanTrack } from './clean-track.ts';
import {
  certaintyOf,
  msTogether,
  passages,
  presences,
  unseenIn,
  type Presence,
} from './presence.ts';

const span = (
  from: number,
  to: number,
  certainty: Presence['certainty'] = 'CERTAIN',
): Presence => ({
  from,
  to,
  certainty,
  crossed: false,
  fixes: 2,
});

test('time that several zones share counts once, and a possible stay not at all', () => {
  const found = [span(0, 10), span(2, 5), span(8, 20), span(15, 90, 'POSSIBLE'), span(30, 31)];
  expect(msTogether(found)).toBe(21);
  expect(msTogether([])).toBe(0);
});

type Fix = readonly [at: number, lng: number, lat: number];

function trackOf(fixes: readonly Fix[]): CleanTrack {
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

const minute = 60_000;
const bound = 160;
const middle = [114, 22.5] as const;
const radiusKm = 4;
const zone = prepareZone({ type: 'Point', coordinates: [...middle], radius: radiusKm * 1_000 });

function said(fixes: readonly Fix[], from: number, to: number) {
  const track = trackOf(fixes);
  const window = { from: from * minute, to: to * minute };
  const found = presences(track, zone, window, bound);
  return certaintyOf(found, unseenIn(track, zone, window, bound));
}

test('on the way to a visit and away from it, it may have been there already or still', () => {
  // Half an hour from 0.3° off into the zone, and out again.
  const fixes: Fix[] = [
    [0, 114.3, 22.5],
    [30 * minute, ...middle],
    [60 * minute, 114.3, 22.5],
  ];
  expect(said(fixes, 15, 25)).toBe('POSSIBLE');
  expect(said(fixes, 31, 40)).toBe('POSSIBLE');
  expect(said(fixes, 20, 40)).toBe('CERTAIN');
  // Ten minutes for 27 km: it cannot have been there in the first five.
  expect(said(fixes, 0, 5)).toBe('EXCLUDED');
  expect(said(fixes, 56, 60)).toBe('EXCLUDED');
});

test('outside its first and last position only one way is known', () => {
  const far: Fix[] = [
    [0, 114.3, 22.5],
    [10 * minute, 114.31, 22.5],
  ];
  expect(said(far, -4, -1)).toBe('EXCLUDED');
  expect(said(far, -60, -30)).toBe('UNKNOWN');
  expect(said(far, 12, 15)).toBe('EXCLUDED');
  expect(said(far, 12, 60)).toBe('UNKNOWN');
  expect(said([], 0, 1)).toBe('UNKNOWN');
});

test('what some place of the zone and some moment of the window allow is never excluded', () => {
  const km = (a: readonly [number, number], b: readonly [number, number]): number =>
    kmBetween(a[0], a[1], b[0], b[1]);
  const places = Array.from({ length: 49 }, (_, i): [number, number] => [
    middle[0] + ((i % 7) - 3) * 0.012,
    middle[1] + (Math.floor(i / 7) - 3) * 0.011,
  ]).filter((place) => km(place, middle) <= radiusKm);
  const answers = { EXCLUDED: 0, POSSIBLE: 0 };
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.integer({ min: 5, max: 40 }),
          fc.integer({ min: -250, max: 250 }),
          fc.integer({ min: -250, max: 250 }),
        ),
        { minLength: 2, maxLength: 5 },
      ),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 20 }),
      (steps, from, length) => {
        let at = 0;
        const fixes = steps.map(([wait, x, y]): Fix => [
          (at += wait * minute),
          middle[0] + x / 1_000,
          middle[1] + y / 1_000,
        ]);
        const can = fixes.some(([t2, ...b], i) => {
          const [t1, ...a] = fixes[i - 1] ?? [Infinity, 0, 0];
          for (let t = from * minute; t <= (from + length) * minute; t += minute / 2)
            if (t >= t1 && t <= t2)
              for (const place of places)
                if (
                  km(a, place) <= (bound * (t - t1)) / 3_600_000 &&
                  km(place, b) <= (bound * (t2 - t)) / 3_600_000
                )
                  return true;
          return false;
        });
        const found = presences(
          trackOf(fixes),
          zone,
          { from: from * minute, to: (from + length) * minute },
          bound,
        );
        const answer = certaintyOf(found, false);
        if (answer === 'EXCLUDED' || answer === 'POSSIBLE') answers[answer]++;
        if (can) expect(answer).not.toBe('EXCLUDED');
      },
    ),
    { numRuns: 1_000 },
  );
  expect(Math.min(answers.EXCLUDED, answers.POSSIBLE)).toBeGreaterThan(50);
});

test('a world that lies across the date line answers as one that does not', () => {
  const step = fc.tuple(
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: -300, max: 300 }),
    fc.integer({ min: -200, max: 200 }),
  );
  let answered = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 12 }), (steps) => {
      const answersAt = (centre: number) => {
        let at = 0;
        const east = (x: number): number => ((centre + x + 540) % 360) - 180;
        const track = trackOf(
          steps.map(([wait, x, y]): Fix => [
            (at += wait * minute),
            east(x / 1_000),
            22.5 + y / 1_000,
          ]),
        );
        const circle = prepareZone({
          type: 'Point',
          coordinates: [east(-0.05), 22.5],
          radius: 6_000,
        });
        const box = prepareZone({
          type: 'Polygon',
          coordinates: [
            [
              [east(0.05), 22.45037],
              [east(0.05) + 0.1, 22.45037],
              [east(0.05) + 0.1, 22.60023],
              [east(0.05), 22.60023],
              [east(0.05), 22.45037],
            ],
          ],
        });
        const window = { from: 0, to: at };
        return {
          circle: presences(track, circle, window, bound),
          box: presences(track, box, window, bound),
          passages: passages(track, circle, box, 60 * minute, window, bound).map(
            ({ left, reached, certainty }) => [left, reached, certainty],
          ),
        };
      };
      const inland = answersAt(114);
      if (inland.passages.length > 0) answered++;
      expect(answersAt(179.98)).toEqual(inland);
      expect(answersAt(-179.93)).toEqual(inland);
    }),
    { numRuns: 400 },
  );
  expect(answered).toBeGreaterThan(50);
});
