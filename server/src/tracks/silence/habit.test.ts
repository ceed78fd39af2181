import fc from 'fast-check';
import { expect, it } from 'vitest';
import { feedReach } from './feed-reach.ts';
import { dutyMs, dutyReached, habitOf } from './habit.ts';

const hour = 3_600_000;
/** Monday, midnight of the district's clock. */
const monday = Date.parse('2026-03-02T00:00:00+08:00');

/** Three weeks: working days from eight to six, a fix every three minutes, a break of 25 minutes at noon. */
function workingWeeks(): number[] {
  const at: number[] = [];
  for (let day = 0; day < 21; day++) {
    if (day % 7 >= 5) continue;
    for (let minute = 8 * 60; minute < 18 * 60; minute += 3)
      if (minute < 720 || minute >= 745) at.push(monday + day * 24 * hour + minute * 60_000);
  }
  return at;
}

it('is on duty in the hours in which it sends, so that nights and weekends are no silence', () => {
  const habit = habitOf(workingWeeks());
  if (habit === null) throw new Error('no habit');
  expect([...habit.duty.keys()].filter((slot) => habit.duty[slot] === 1)).toEqual([
    8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
  ]);
  expect(habit.usualMs).toBe(3 * 60_000);
  const friday = monday + (4 * 24 + 17.95) * hour;
  expect(dutyReached(habit.duty, friday, 30 * 60_000)).toBe(
    monday + (7 * 24 + 8) * hour + 27 * 60_000,
  );
});

it('has no habit of too little', () => {
  expect(habitOf(workingWeeks().slice(0, 60))).toBeNull();
  expect(habitOf([])).toBeNull();
});

it('the moment at which a time on duty is reached is the first with so much of it', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ min: 0, max: 1, minLength: 48, maxLength: 48 }),
      fc.integer({ min: 0, max: 14 * 24 * 60 }),
      fc.integer({ min: 1, max: 3_000 }),
      (duty, start, minutes) => {
        fc.pre(duty.includes(1));
        const from = monday + start * 60_000;
        const due = dutyReached(duty, from, minutes * 60_000);
        if (due === Infinity) return;
        let passed = 0;
        let at = from;
        for (; passed < minutes; at += 60_000) passed += dutyMs(duty, at, at + 60_000) / 60_000;
        expect(Math.abs(at - due)).toBeLessThanOrEqual(60_000);
        expect(dutyMs(duty, from, due)).toBeCloseTo(minutes * 60_000, 3);
      },
    ),
    { numRuns: 50 },
  );
});

it('a source has come as far as a part of those under way has, and one alone says nothing', () => {
  const latest = (rows: readonly (readonly [source: number, at: number])[]) =>
    feedReach({
      count: rows.length,
      source: Int32Array.from(rows, ([source]) => source),
      at: Float64Array.from(rows, ([, at]) => at),
    });
  expect([
    ...latest([
      [1, 100],
      [1, 90],
      [1, 20],
      [2, 500],
    ]),
  ]).toEqual([[1, 90]]);
  const hundred = Array.from({ length: 100 }, (_, i) => [1, hour - i * 1_000] as const);
  expect(latest(hundred).get(1)).toBe(hour - 9_000);
  // After a fault the first that come back do not speak for all.
  expect(latest([...hundred.slice(2), [1, 5 * hour], [1, 5 * hour]]).get(1)).toBeLessThan(hour);
});
