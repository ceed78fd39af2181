import { expect, test } from 'vitest';
import type { RawFix } from '../fix.ts';
import { FeedFigures } from './feed-figures.ts';

const now = Date.parse('2026-03-02T00:00:00Z');
const fix = (at: number): RawFix => ({
  device: { scheme: 'plate', value: '粤B12345' },
  at,
  lng: 114,
  lat: 22.5,
  datum: 'WGS-84',
});
const taken = { stored: 2, duplicate: 0, marked: 0, refused: 0 };

test('a clock that is far ahead does not say what the newest position is', () => {
  const figures = new FeedFigures();
  figures.add(now, taken, [fix(now + 86_400_000), fix(now - 60_000)]);
  expect(figures.uncounted.lastFix).toBe(now - 60_000);
  figures.add(now, taken, [fix(now + 60_000)]);
  expect(figures.uncounted.lastFix).toBe(now + 60_000);
});

test('what the store did not take is allowed once more', () => {
  const figures = new FeedFigures();
  expect([1, 2, 3].map(() => figures.allow(now, 2))).toEqual([true, true, false]);
  figures.giveBack(2);
  expect([1, 2].map(() => figures.allow(now, 2))).toEqual([true, false]);
});
