import { describe, expect, it } from 'vitest';
import { dayAgo, newestRuns, openGroups, pairsOf, recently } from './workbench.ts';

const run = (id: string, question: string) => ({
  __typename: 'AnalysisRun' as const,
  id,
  question,
  parameters: {},
  revision: 1,
  actor: 'a',
  at: '2024-01-01T00:00:00Z',
  seconds: 1,
});
const group = (key: string, rank: number, verdict: 'confirmed' | 'dismissed' | null) => ({
  __typename: 'GangGroup' as const,
  key,
  rank,
  head: { __typename: 'GangEntity' as const, label: key, type: 'Enterprise' as const },
  tags: [],
  verdict: verdict && { __typename: 'GroupVerdict' as const, verdict },
});

describe('the workbench', () => {
  it('has one entry per question: its newest run, and how many there are', () => {
    const runs = [run('3', 'gangs'), run('2', 'drift'), run('1', 'gangs')];
    expect(newestRuns(runs).map(({ run: { id }, total }) => [id, total])).toEqual([
      ['3', 2],
      ['2', 1],
    ]);
  });

  it('offers groups that nobody judged, best first; a dismissed one is judged', () => {
    const groups = [group('c', 3, null), group('a', 1, 'confirmed'), group('b', 2, 'dismissed')];
    expect(openGroups([...groups, group('d', 1, null)]).map(({ key }) => key)).toEqual(['d', 'c']);
  });

  it('calls recent what happened within a day', () => {
    const since = dayAgo(new Date('2024-05-02T12:00:00Z'));
    expect(recently('2024-05-01T12:00:00Z', since)).toBe(true);
    expect(recently('2024-05-01T11:59:59Z', since)).toBe(false);
  });

  it('names every two once', () => {
    expect(pairsOf(['a', 'b', 'c'])).toEqual([
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ]);
    expect(pairsOf(['a'])).toEqual([]);
  });
});
