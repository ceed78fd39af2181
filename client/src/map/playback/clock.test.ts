import { describe, expect, it } from 'vitest';
import {
  advance,
  changeRate,
  fastest,
  scrub,
  setRate,
  slowest,
  spanClock,
  startClock,
  toggle,
} from './clock.ts';

const hour = 3_600_000;

describe('the clock of a playback', () => {
  it('tells true time: a second at 600 times is ten minutes, however it is cut', () => {
    let clock = setRate(toggle(startClock(0, hour)), 600);
    for (let frame = 0; frame < 50; frame += 1) clock = advance(clock, 20);
    expect(clock.at).toBeCloseTo(600_000, 6);
    expect(clock.playing).toBe(true);
  });

  it('stands still unless it plays, and stops at the end', () => {
    const clock = startClock(0, hour);
    expect(advance(clock, 1_000)).toBe(clock);
    const ended = advance(setRate(toggle(clock), 10_000), 5_000);
    expect(ended).toMatchObject({ at: hour, playing: false });
    expect(toggle(ended)).toMatchObject({ at: 0, playing: true });
  });

  it('keeps within its rates and its span', () => {
    const clock = startClock(0, hour);
    expect(setRate(clock, 1e9).rate).toBe(fastest);
    expect(setRate(clock, 0).rate).toBe(slowest);
    expect(setRate(clock, Number.NaN).rate).toBe(1);
    expect(changeRate(setRate(clock, 7), 1).rate).toBe(10);
    expect(changeRate(setRate(clock, 7), -1).rate).toBe(5);
    expect(changeRate(setRate(clock, fastest), 1).rate).toBe(fastest);
    expect(scrub(clock, -5).at).toBe(0);
    expect(scrub(clock, 2 * hour).at).toBe(hour);
    expect(toggle(startClock(5, 5)).playing).toBe(false);
  });

  it('keeps its moment in a new span where that holds it', () => {
    const clock = scrub(startClock(0, hour), 1_000);
    expect(spanClock(clock, 500, 2_000).at).toBe(1_000);
    expect(spanClock(clock, 5_000, 9_000).at).toBe(5_000);
  });
});
