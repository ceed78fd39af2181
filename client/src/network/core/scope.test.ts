import { expect, it } from 'vitest';
import { addToCanvas } from './canvas-state.ts';
import { facetsOf, fullScope, lastDayOf, visibleOf } from './scope.ts';
import { link, node } from './test-items.ts';
import { emptyCanvas } from './types.ts';

it('names the last day of a period, whose stored end is the day after', () => {
  expect(lastDayOf({ from: '2024-01-01', to: '2024-03-01' })).toBe('2024-02-29');
  expect(lastDayOf({ from: '2023-01-01', to: '2024-01-01' })).toBe('2023-12-31');
  expect(lastDayOf({ from: '2023-01-01', to: null })).toBeNull();
});

it('offers the days on which something held, the last one included', () => {
  const periods = [{ from: '2024-01-15', to: '2024-06-16' }];
  const state = addToCanvas(
    emptyCanvas,
    [node('a'), node('b')],
    [link('ab', 'a', 'b', { periods })],
  );
  expect(facetsOf(state, visibleOf(state, fullScope)).days).toEqual(['2024-01-15', '2024-06-15']);
  const on = (from: string) => visibleOf(state, { ...fullScope, from }).links.length;
  expect([on('2024-06-15'), on('2024-06-16')]).toEqual([1, 0]);
});
