import { beforeEach, expect, test } from 'vitest';
import { daysOf, shareDays, sharedPeriod } from './shared-period.ts';

beforeEach(() => sharedPeriod.set(null));

test('days are the district’s own, and what was brushed by the hour stays within its day', () => {
  const hours = {
    from: Date.parse('2026-10-28T23:00:00+08:00'),
    to: Date.parse('2026-10-29T02:00:00+08:00'),
  };
  sharedPeriod.set(hours);
  expect(daysOf(hours)).toEqual({ from: '2026-10-28', to: '2026-10-29' });
  shareDays({ from: '2026-10-28', to: '2026-10-29' });
  expect(sharedPeriod.get()).toEqual(hours);
  shareDays({ from: '2026-10-28', to: '2026-10-28' });
  expect(sharedPeriod.get()).toEqual({
    from: Date.parse('2026-10-28T00:00:00+08:00'),
    to: Date.parse('2026-10-29T00:00:00+08:00'),
  });
  expect(daysOf(sharedPeriod.get())).toEqual({ from: '2026-10-28', to: '2026-10-28' });
});

test('a period without one of its ends is none for the other screens', () => {
  shareDays({ from: '2026-10-28', to: '2026-10-29' });
  shareDays({ from: '2026-10-28', to: null });
  expect(sharedPeriod.get()).toBeNull();
});
