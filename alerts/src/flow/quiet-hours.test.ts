import { expect, test } from 'vitest';
import { inSchedule, whenAllowed } from './quiet-hours.ts';

const china = 480;
const workdays = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00', offsetMinutes: china };
const at = (text: string): Date => new Date(text);

test('what falls outside the days and hours of a schedule waits for the next of them, by its own clock', () => {
  // A Friday.
  expect(inSchedule(workdays, at('2026-03-06T01:30:00Z'))).toEqual(at('2026-03-06T01:30:00Z'));
  expect(inSchedule(workdays, at('2026-03-05T23:59:00Z'))).toEqual(at('2026-03-06T00:00:00Z'));
  expect(inSchedule(workdays, at('2026-03-06T10:00:00Z'))).toEqual(at('2026-03-09T00:00:00Z'));
  expect(inSchedule(null, at('2026-03-06T10:00:00Z'))).toEqual(at('2026-03-06T10:00:00Z'));
});

test('a window over midnight belongs to the day on which it begins; one of no length is the whole day', () => {
  const sundayNight = { days: [7], from: '22:00', to: '06:00', offsetMinutes: 0 };
  expect(inSchedule(sundayNight, at('2026-03-09T05:59:00Z'))).toEqual(at('2026-03-09T05:59:00Z'));
  expect(inSchedule(sundayNight, at('2026-03-09T06:00:00Z'))).toEqual(at('2026-03-15T22:00:00Z'));
  const mondays = { days: [1], from: '00:00', to: '00:00', offsetMinutes: 0 };
  expect(inSchedule(mondays, at('2026-03-09T23:59:00Z'))).toEqual(at('2026-03-09T23:59:00Z'));
  expect(inSchedule(mondays, at('2026-03-10T00:00:00Z'))).toEqual(at('2026-03-16T00:00:00Z'));
});

test('quiet hours count within the schedule, and what never may go still goes', () => {
  const lunch = { from: '12:00', to: '14:00', offsetMinutes: china };
  expect(whenAllowed(lunch, workdays, at('2026-03-06T04:30:00Z'))).toEqual(
    at('2026-03-06T06:00:00Z'),
  );
  const allDay = { from: '07:00', to: '19:00', offsetMinutes: china };
  const never = whenAllowed(allDay, workdays, at('2026-03-06T04:30:00Z'));
  expect(never.getTime()).toBeLessThan(at('2026-04-06T00:00:00Z').getTime());
});
