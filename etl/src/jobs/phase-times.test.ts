import { expect, test } from 'vitest';
import { PhaseTimes } from './phase-times.ts';

test('adds up what a phase took each time, and leaves out what took nothing', () => {
  let now = 1_000;
  const times = new PhaseTimes(() => now);
  times.begin('read');
  now += 200;
  times.begin('map');
  now += 50;
  times.begin('read');
  now += 100;
  times.begin('read');
  now += 30;
  times.begin('check');
  now += 4;
  times.begin('stage');
  now += 60;
  expect(times.all()).toEqual([
    { phase: 'read', seconds: 0.33 },
    { phase: 'map', seconds: 0.05 },
    { phase: 'stage', seconds: 0.06 },
  ]);
});
