import { DuckDbState } from '@phecda/graph-schema/stores/duckdb/duckdb-state';
import { expect, it } from 'vitest';
import { enterEntries } from './enter-entries.ts';

const entry = (key: string) => ({
  author: 'li',
  dedupe_key: key,
  said: '{}',
  made_at: '2026-01-01 00:00:00',
});

it('goes on after the number to begin with could not be read, and leaves out what was entered before', async () => {
  const state = await DuckDbState.open(':memory:');
  await state.migrate();
  const { query } = state;
  state.query = () => Promise.reject(new Error('no disk'));
  const both = [enterEntries(state, [entry('a')]), enterEntries(state, [entry('b')])];
  for (const one of await Promise.allSettled(both)) expect(one.status).toBe('rejected');
  state.query = query;
  expect(await enterEntries(state, [entry('a'), entry('b')])).toMatchObject([
    { number: 1, dedupe_key: 'a' },
    { number: 2, dedupe_key: 'b' },
  ]);
  expect(await enterEntries(state, [entry('b'), entry('c')])).toEqual([
    { number: 4, author: 'li', dedupe_key: 'c' },
  ]);
  expect(await enterEntries(state, [entry('d')])).toMatchObject([{ number: 5 }]);
  await state.close();
});
