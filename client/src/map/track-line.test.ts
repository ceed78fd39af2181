import { describe, expect, it } from 'vitest';
import { fixBefore, nearestFix, trackLine, whereAt } from './track-line.ts';
import { worldX, worldY } from './geo.ts';

const columns = {
  time: [1_000, 2_000, 3_000, 9_000],
  lng: [118, 118.1, 118.2, 118.8],
  lat: [24, 24, 24, 24],
  kmh: [30, null, 60, 50],
  course: [90, 90, 90, 90],
  gap: [0, 0, 0, 1],
  flag: [0, 0, 0, 0],
};
const track = trackLine('a', '闽D12345', columns);

describe('a track', () => {
  it('is found at any time by its fixes', () => {
    expect([999, 1_000, 1_999, 2_000, 99_999].map((at) => fixBefore(track, at))).toEqual([
      -1, 0, 0, 1, 3,
    ]);
  });

  it('is on the line between two fixes, and nowhere before the first or after the last', () => {
    const half = whereAt(track, 1_500)!;
    expect(half.lng).toBeCloseTo(118.05, 9);
    expect(half.guessed).toBe(false);
    expect(half.course).toBeCloseTo(90, 6);
    expect(whereAt(track, 999)).toBeNull();
    expect(whereAt(track, 9_001)).toBeNull();
    expect(whereAt(track, 9_000)!.lng).toBeCloseTo(118.8, 9);
  });

  it('is a guess within a gap, not at its ends', () => {
    expect(whereAt(track, 6_000)!.guessed).toBe(true);
    expect(whereAt(track, 3_000)!.guessed).toBe(false);
    expect(whereAt(track, 9_000)!.guessed).toBe(false);
    expect(whereAt(track, 6_000)!.kmh).toBeNaN();
  });

  it('goes on over the date line', () => {
    const ship = trackLine('s', 'ship', { ...columns, lng: [179, 179.5, -179.5, -179] });
    expect([...ship.lng]).toEqual([179, 179.5, 180.5, 181]);
    expect(Math.max(...ship.x) - Math.min(...ship.x)).toBeLessThan(0.01);
    expect(whereAt(ship, 2_500)!.lng).toBeCloseTo(180, 9);
  });

  it('tells its nearest fix within reach', () => {
    expect(nearestFix(track, worldX(118.11), worldY(24), 0.001)).toBe(1);
    expect(nearestFix(track, worldX(120), worldY(24), 0.001)).toBeNull();
  });

  it('keeps unknown speeds unknown', () => {
    expect(track.kmh[1]).toBeNaN();
  });
});
