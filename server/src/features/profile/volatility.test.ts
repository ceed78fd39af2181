import fc from 'fast-check';
import { expect, test } from 'vitest';
import { volatilityOf, withoutGaps } from './volatility.ts';

test('quiet months between the first and the last count as zero', () => {
  expect(
    withoutGaps(
      new Map([
        ['2023-11', 5],
        ['', 9],
        ['2024-02', 7],
      ]),
    ),
  ).toEqual([5, 0, 0, 7]);
  expect(withoutGaps(new Map([['', 9]]))).toEqual([]);
});

test('nothing without value; even months do not jump', () => {
  expect(volatilityOf([])).toBeNull();
  expect(volatilityOf([0, 0])).toBeNull();
  expect(volatilityOf([4, 4, 4, 4])).toBe(0);
  expect(volatilityOf([0, 100])).toBe(1000);
});

test('agrees with the textbook formula within rounding, far beyond 2^53', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9_000_000_000_000_000 }), { minLength: 2, maxLength: 60 }),
      (values) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        fc.pre(mean > 1e6);
        const spread =
          values.reduce((sum, value) => sum + ((value - mean) / mean) ** 2, 0) / values.length;
        expect(Math.abs((volatilityOf(values) ?? NaN) - 1000 * Math.sqrt(spread))).toBeLessThan(2);
      },
    ),
    { numRuns: 300 },
  );
});
