import { expect, test } from 'vitest';
import type { CleanTrack } from './clean-track.ts';
import { gapOf, silencesOver, trackFigures } from './track.ts';

/** One fix each: minute, kilometres to the north. */
function trackOf(fixes: readonly (readonly [minute: number, km: number])[]): CleanTrack {
  const count = fixes.length;
  return {
    count,
    at: Float64Array.from(fixes, ([minute]) => minute * 60_000),
    lng: new Float64Array(count).fill(114),
    lat: Float64Array.from(fixes, ([, km]) => 22 + km / 111.195),
    kmh: new Float32Array(count),
    course: new Float32Array(count),
    flags: new Int32Array(count),
    leftOut: 0,
  };
}
const moving = Array.from({ length: 20 }, (_, i) => [i * 2, i] as const);

test('a parked terminal that reports twice an hour leaves no gaps; a drive, a long silence and a slow creep without fixes do', () => {
  const parked = [68, 98, 128, 158].map((minute, i) => [minute, 19 + (i % 2) * 0.05] as const);
  const track = trackOf([...moving, ...parked, [160, 20], [190, 25], [260, 25], [290, 25.2]]);
  const { gaps, gapHours, gap, km } = trackFigures(track, gapOf(track));
  expect(Array.from(gap).flatMap((one, i) => (one ? [i] : []))).toEqual([25, 26, 27]);
  expect([gaps, gapHours]).toEqual([3, (30 + 70 + 30) / 60]);
  expect(km).toBeCloseTo(25.3, 1);
  // What ends a stop is counted by its own measure.
  expect(silencesOver(track, 29 * 60_000)).toBe(7);
});
