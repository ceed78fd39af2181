import { expect, test } from 'vitest';
import type { SearchAnswer } from '../../ports/graph-store.ts';
import { KeptSearches } from './kept-searches.ts';

function world() {
  const now = { total: 1, fails: false };
  const asked: string[] = [];
  const kept = new KeptSearches(async ({ text }): Promise<SearchAnswer> => {
    asked.push(text);
    const { total } = now;
    await new Promise((resolve) => setImmediate(resolve));
    if (now.fails) throw new Error('gone');
    return { hits: [], total };
  });
  const total = async (text: string, limit = 20, types?: string[]) =>
    (await kept.search({ text, limit, ...(types && { scope: { types } }) })).total;
  return { now, asked, kept, total };
}

test('a question is answered once while the graph stays as it is', async () => {
  const { now, asked, total } = world();
  await Promise.all([total('a'), total('a')]);
  now.total = 2;
  expect([await total('a'), await total('a', 5), await total('a', 20, ['Person'])]).toEqual([
    1, 2, 2,
  ]);
  expect(asked).toHaveLength(3);
});

test('nothing is kept over a write, nor what was asked before it and answered after', async () => {
  const { now, kept, total } = world();
  const before = total('a');
  await kept.whileWriting(async () => {
    now.total = 2;
    await before;
    expect(await total('a')).toBe(2);
    now.total = 3;
    expect(await total('a')).toBe(3);
  });
  now.total = 4;
  expect(await total('a')).toBe(4);
});

test('a question that failed is asked again', async () => {
  const { now, total } = world();
  now.fails = true;
  await expect(total('a')).rejects.toThrow('gone');
  now.fails = false;
  expect(await total('a')).toBe(1);
});
