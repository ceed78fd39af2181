/** How many a tag or a search names, beside those that a watch looks at. */
import { GraphAt, mostFound } from '@phecda/alerts/detect/graph-at';
import { TargetFinder } from '@phecda/alerts/detect/targets';
import type { WatchTarget } from '@phecda/alerts/watch';
import type { StateReader } from '@phecda/graph-schema';
import type { FieldCondition } from '@phecda/graph-schema/truth/field-conditions';
import { alertMetrics } from '@phecda/alerts/alert-health';
import { watchReaches, countReaches } from '@phecda/alerts/store/watch-reach';
import { WatchStore } from '@phecda/alerts/store/watch-store';
import { watchContent } from '@phecda/alerts/watch';
import { expect, test } from 'vitest';
import { newDuckDb, newPostgres } from '../support/truths.ts';
import { loadStaged } from './staged-world.ts';

test.each([
  ['DuckDB', newDuckDb],
  ['PostgreSQL', newPostgres],
] as const)('counts what it finds on %s', async (_, open) => {
  const sql = await open();
  await loadStaged(sql, {
    name: 'registry',
    dataset: 'registry',
    sourceDate: '2026-01-01',
    items: ['A', 'B', 'C', 'D'].map((key, i) => ({
      family: 'entity',
      type: 'Enterprise',
      key,
      label: `${key}公司`,
      props: { name: `${key}公司`, uscc: key },
      keys: [`Enterprise:uscc:${key}`],
      tags: i < 3 ? ['tax-arrears'] : [],
    })),
  });
  const graph = new GraphAt(sql, 1);
  expect(await graph.tagged('tax-arrears')).toHaveLength(3);
  expect(await graph.countTagged('tax-arrears')).toBe(3);
  expect(await graph.countTagged('nobody')).toBe(0);
  const named = (value: string): readonly FieldCondition[] => [
    { attribute: 'uscc', operator: 'equals', value, currency: null },
  ];
  const searches = [named('A'), named('D'), named('nobody')];
  expect(await graph.matching('Enterprise', searches)).toHaveLength(2);
  expect(await graph.countMatching('Enterprise', searches)).toBe(2);
  expect(await graph.countMatching('Person', searches)).toBe(0);
  await sql.close();
});

test('says how many of a tag and of searches are beyond what is looked at', async () => {
  const graph = {
    countTagged: () => Promise.resolve(mostFound + 5),
    countMatching: () => Promise.resolve(2 * mostFound + 7),
  } as unknown as GraphAt;
  const finder = new TargetFinder(null as unknown as StateReader, graph);
  const search: WatchTarget = { kind: 'query', type: 'Enterprise', conditions: [] };
  expect(await finder.leftOut([{ kind: 'tag', tag: 'x' }])).toBe(5);
  expect(await finder.leftOut([search, search])).toBe(7);
  expect(await finder.leftOut([{ kind: 'entities', records: ['r'] }])).toBe(0);
});

test.each([
  ['DuckDB', newDuckDb],
  ['PostgreSQL', newPostgres],
] as const)(
  'a watch whose tag has outgrown it says so until it looks at all again, on %s',
  async (_, open) => {
    const sql = await open();
    const now = new Date('2026-03-10T09:00:00Z');
    const watches = new WatchStore(sql.state, () => now);
    const create = (target: WatchTarget, active = true) =>
      watches.create(
        {
          name: target.kind,
          active,
          content: watchContent.parse({ targets: [target], condition: 'tagChanged', level: 3 }),
        },
        '王芳',
        '重点',
      );
    const large = await create({ kind: 'tag', tag: 'large' });
    await create({ kind: 'tag', tag: 'small' });
    await create({ kind: 'tag', tag: 'large' }, false);
    await create({ kind: 'monitored' });
    const asked: string[] = [];
    const count = async (all: number): Promise<unknown> => {
      const graph = {
        countTagged: (tag: string) => {
          asked.push(tag);
          return Promise.resolve(tag === 'large' ? all : 3);
        },
        tagged: () => Promise.resolve([{ id: 'e', record: 'r' }]),
      } as unknown as GraphAt;
      await countReaches(sql.state, await watches.list(), new TargetFinder(sql.state, graph), 1);
      return (await watchReaches(sql.state)).map(({ id, ...one }) => [id === large, one]);
    };
    expect(await count(mostFound)).toEqual([]);
    const cut = (leftOut: number) => [[true, { version: 1, followed: 1, leftOut }]];
    expect(await count(mostFound + 7)).toEqual(cut(7));
    expect(await count(mostFound + 8)).toEqual(cut(8));
    expect(await alertMetrics(sql, now, null)).toMatch(/alert_targets_left_out 8\n/);
    expect(await count(mostFound - 1)).toEqual([]);
    expect(asked.sort()).toEqual([...Array(4).fill('large'), ...Array(4).fill('small')]);
    await sql.close();
  },
);
