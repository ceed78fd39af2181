import { expect, test } from 'vitest';
import { usualEnd } from './usual-period.ts';

const hour = 3_600_000;
const day = 24 * hour;

test('a few that send today do not move a month of the fleet out of sight', () => {
  const fleet = Array.from({ length: 500 }, (_, i) => 100 * day - (i % 60) * 60_000);
  expect(usualEnd(fleet)).toEqual({ at: 100 * day, newest: 100 * day, later: 0 });
  expect(usualEnd([...fleet, 130 * day])).toEqual({
    at: 100 * day,
    newest: 130 * day,
    later: 1,
  });
  // From twenty-one on it is no longer a few.
  const some = Array.from({ length: 21 }, (_, i) => 130 * day - i * 60_000);
  expect(usualEnd([...fleet, ...some])).toMatchObject({ at: 130 * day, later: 0 });
});

test('most vessels of a year are gone, and those that are here count', () => {
  const gone = Array.from({ length: 20_000 }, (_, i) => 300 * day - (i % 300) * day);
  const here = Array.from({ length: 60 }, (_, i) => 365 * day - i * 60_000);
  expect(usualEnd([...gone, ...here])?.at).toBe(365 * day);
});

test('one alone is its own fleet, and none has no time', () => {
  expect(usualEnd([5 * day])).toEqual({ at: 5 * day, newest: 5 * day, later: 0 });
  expect(usualEnd([NaN])).toBeNull();
});
