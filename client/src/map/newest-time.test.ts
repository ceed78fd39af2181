import { expect, test } from 'vitest';
import { ago, newestTime } from './newest-time.ts';

const now = Date.parse('2026-10-31T12:00:00Z');
const before = (minutes: number): number => now - minutes * 60_000;

test('the newest position is the latest that can be, not one of a clock that is ahead', () => {
  expect(newestTime([before(30), before(5), NaN, before(-60 * 24)], now)).toBe(before(5));
  expect(newestTime([before(-5), before(5)], now)).toBe(before(-5));
  expect(newestTime([before(-60)], now)).toBeNaN();
  expect(newestTime([], now)).toBeNaN();
});

test('its age is told in minutes, hours or days', () => {
  expect(ago(before(5), now, 'en')).toBe('5 minutes ago');
  expect(ago(before(-2), now, 'en')).toBe('0 minutes ago');
  expect(ago(before(180), now, 'zh')).toBe('3小时前');
  expect(ago(before(60 * 72), now, 'en')).toBe('3 days ago');
});
