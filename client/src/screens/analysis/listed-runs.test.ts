import { expect, it } from 'vitest';
import type { RunPartsFragment } from '../../generated/graphql.ts';
import { listedRuns, listSearch } from './listed-runs.ts';

const run = (id: string, question: string, actor: string, at: string, seconds: number) =>
  ({ id, question, actor, at, seconds, parameters: {}, revision: 1 }) as RunPartsFragment;
const runs = [
  run('1', 'gangs', 'Wang', '2026-01-02T00:00:00Z', 5),
  run('2', 'drift', 'Chen', '2026-01-03T00:00:00Z', 1),
  run('3', 'gangs', 'Chen', '2026-01-01T00:00:00Z', 9),
];
const shown = (
  text: string,
  questions: string[],
  order: Parameters<typeof listedRuns>[1]['order'],
) =>
  listedRuns(runs, { text, questions, order }, ({ actor, question }) => `${actor} ${question}`).map(
    ({ id }) => id,
  );

it('lists the runs that are sought in the order that is chosen', () => {
  expect(shown('', [], 'newest')).toEqual(['2', '1', '3']);
  expect(shown('', [], 'oldest')).toEqual(['3', '1', '2']);
  expect(shown('', [], 'longest')).toEqual(['3', '1', '2']);
  expect(shown('', [], 'actor')).toEqual(['2', '3', '1']);
  expect(shown(' chen ', [], 'newest')).toEqual(['2', '3']);
  expect(shown('chen', ['gangs'], 'newest')).toEqual(['3']);
});

it('takes what the list shows along to the next run, and nothing of the run that was open', () => {
  expect(listSearch(new URLSearchParams('find=a&question=x&question=y&group=g&text=t'))).toBe(
    '?find=a&question=x&question=y',
  );
  expect(listSearch(new URLSearchParams('group=g'))).toBe('');
});
