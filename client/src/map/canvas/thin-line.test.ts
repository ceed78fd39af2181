import { describe, expect, it } from 'vitest';
import { trackLine } from '../track-line.ts';
import { stretchesToDraw } from './thin-line.ts';

const count = 10_000;
const every = Array.from({ length: count }, (_, index) => index);
const track = trackLine('a', 'a', {
  time: every,
  lng: every.map((index) => (index / count) * 10),
  lat: every.map(() => 0),
  kmh: every.map(() => 60),
  course: every.map(() => 90),
  gap: every.map((index) => (index === 5_000 ? 1 : 0)),
  flag: every.map((index) => (index === 7_777 ? 1 : 0)),
});
const whole = { from: 0, to: count };
/** Ten degrees are 1,000 pixels. */
const scale = 36_000;
const window = {
  zoom: 0,
  scale,
  left: scale / 2 - 10,
  top: scale / 2 - 300,
  width: 1_020,
  height: 600,
};

describe('thinning a line', () => {
  it('draws about one stretch in one and a half pixels, in one piece', () => {
    const { from, to } = stretchesToDraw(track, window, whole);
    expect(from.length).toBeGreaterThan(500);
    expect(from.length).toBeLessThan(700);
    expect([...from.slice(1)]).toEqual([...to.slice(0, -1)]);
    expect([from[0], to.at(-1)]).toEqual([0, count - 1]);
  });

  it('keeps both ends of a gap and what is marked', () => {
    const { from, to } = stretchesToDraw(track, window, whole);
    const gap = to.indexOf(5_000);
    expect(from[gap]).toBe(4_999);
    expect([...to]).toContain(7_777);
  });

  it('leaves out what the window does not show, not what crosses it', () => {
    const { from } = stretchesToDraw(
      track,
      { ...window, left: window.left + 500, width: 100 },
      whole,
    );
    expect(from.length).toBeLessThan(100);
    const sparse = trackLine('b', 'b', {
      time: [0, 1],
      lng: [-10, 10],
      lat: [0, 0],
      kmh: [null, null],
      course: [null, null],
      gap: [0, 0],
      flag: [0, 0],
    });
    expect(stretchesToDraw(sparse, { ...window, width: 100 }, whole).from).toHaveLength(1);
  });

  it('keeps to the span asked', () => {
    const { from, to } = stretchesToDraw(track, window, { from: 2_000, to: 3_000 });
    expect(from[0]).toBe(2_000);
    expect(to.at(-1)).toBeLessThanOrEqual(3_000);
  });
});
