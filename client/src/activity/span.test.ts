import { expect, it } from 'vitest';
import { inSpan, shownMonths, sumsOf } from './span.ts';

const month = (name: string, declarations: number, seizures = 0, registrations = 0) => ({
  __typename: 'ActivityMonth' as const,
  month: name,
  declarations,
  amount: declarations * 100,
  registrations,
  seizures,
});
const months = [
  month('2020-01', 0, 0, 1),
  month('2020-02', 0),
  month('2020-03', 0),
  month('2020-04', 0),
  month('2020-05', 4),
  month('2020-06', 2, 1),
];

it('begins shortly before anything was declared or seized', () => {
  expect(shownMonths(months).map((one) => one.month)).toEqual([
    '2020-03',
    '2020-04',
    '2020-05',
    '2020-06',
  ]);
});

it('sums what falls into a span, both ends included', () => {
  const activity = { __typename: 'Activity' as const, months, events: [] };
  expect(sumsOf(inSpan(activity, { from: '2020-05', to: '2020-06' }).months)).toEqual({
    declarations: 6,
    amount: 600,
    registrations: 0,
    seizures: 1,
  });
  expect(sumsOf(inSpan(activity, null).months).registrations).toBe(1);
});
