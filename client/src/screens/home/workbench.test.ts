import { describe, expect, it, test } from 'vitest';
import {
  dayAgo,
  driftRuns,
  newestRuns,
  openGroups,
  pairsOf,
  proposals,
  recently,
  trackedAgain,
} from './workbench.ts';

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

  it('tells a gang’s newest scoring of its drift while it is monitored and the scoring is fresh', () => {
    const scored = (id: string, gang: string, at: string) => ({
      ...run(id, 'drift'),
      parameters: { gang },
      at,
    });
    const gang = (id: string, monitored: boolean) => ({
      __typename: 'Gang' as const,
      id,
      name: id,
      monitored,
      updatedAt: '2024-01-01T00:00:00Z',
    });
    const analysisRuns = [
      scored('4', 'a', '2024-05-02T09:00:00Z'),
      scored('3', 'a', '2024-05-02T08:00:00Z'),
      scored('2', 'b', '2024-05-02T08:00:00Z'),
      scored('1', 'c', '2024-04-01T08:00:00Z'),
    ];
    const gangs = [gang('a', true), gang('b', false), gang('c', true)];
    const since = dayAgo(new Date('2024-05-02T12:00:00Z'));
    expect(driftRuns({ analysisRuns, gangs }, since).map((one) => one.run.id)).toEqual(['4']);
  });

  it('counts whom somebody has still to judge: no members, nobody dismissed or below the score', () => {
    const candidate = (score: number, member = false, at: string | null = null) => ({
      __typename: 'DriftCandidate' as const,
      id: String(score),
      score,
      member,
      dismissal: at === null ? null : { __typename: 'DriftDismissal' as const, at },
    });
    const candidates = [
      candidate(0.9),
      candidate(0.8, true),
      candidate(0.7, false, '2024-05-01'),
      candidate(0.6),
      candidate(0.5),
    ];
    expect(proposals({ __typename: 'DriftRun', threshold: 0.6, candidates })).toBe(2);
    expect(proposals(null)).toBe(0);
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

test('a gang is tracked again from the same day with the same settings, and whoever is a member now', () => {
  expect(
    trackedAgain({ gang: 'g', members: ['a'], day: '2025-12-11', hidden: ['b'], hops: 3 }),
  ).toEqual({ day: '2025-12-11', parameters: { hops: 3 } });
});
