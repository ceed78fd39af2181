import { watchContent } from '@phecda/alerts/watch';
import { expect, test } from 'vitest';
import { serverItself } from '../viewer.ts';
import { RecentForecasts } from './recent-forecasts.ts';

const watch = (tag: string) =>
  watchContent.parse({ targets: [{ kind: 'tag', tag }], condition: 'newAssociation', level: 3 });
const of = (tag: string) => ({ content: watch(tag), months: 6, viewer: serverItself });

test('a forecast counts for who sees the same, over the same months, for some minutes', () => {
  let minutes = 0;
  const recent = new RecentForecasts(() => minutes * 60_000);
  recent.keep(of('a'), 7);
  const others = { ...serverItself, districts: ['5100'] };
  expect(recent.find(of('a'))).toBe(7);
  expect(recent.find({ ...of('a'), viewer: others })).toBeNull();
  expect(recent.find({ ...of('a'), months: 3 })).toBeNull();
  expect(recent.find({ ...of('a'), content: { ...watch('a'), avoid: ['x'] } })).toBeNull();
  minutes = 9;
  expect(recent.find({ ...of('a'), content: { ...watch('a'), level: 5, weekly: 1 } })).toBe(7);
  minutes = 11;
  expect(recent.find(of('a'))).toBeNull();
  // A clock that was put back makes nothing younger.
  minutes = -1;
  expect(recent.find(of('a'))).toBeNull();
});

test('of many forecasts the newest are kept', () => {
  const recent = new RecentForecasts(() => 0);
  for (let n = 0; n <= 1_000; n++) recent.keep(of(String(n)), n);
  expect(recent.find(of('0'))).toBeNull();
  expect(recent.find(of('1'))).toBe(1);
  expect(recent.find(of('1000'))).toBe(1_000);
});
