/** The graph view follows the truth: chunk by chunk, through crashes, and equal to one built from nothing. */
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { times } from '../support/run-length.ts';
import { followView, rebuildView, withdrawFile } from '@phecda/etl';
import type { View } from '@phecda/etl/follow-view';
import { bringViewUp } from '@phecda/etl/view/bring-view-up';
import { armFailpoint, FailpointError } from '@phecda/graph-schema/failpoint';
import type { Chunk, GraphStore } from '@phecda/graph-schema/ports/graph-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { dumpText } from '@phecda/graph-schema/truth/dump';
import { feedOf } from '@phecda/graph-schema/truth/feed';
import { asFile, loadWorld, randomFiles } from './random-world.ts';
import { loadStaged } from './staged-world.ts';
import { newDuckDb } from '../support/truths.ts';

const chunkSize = 3;

/** The store, which the tests share, knows higher ones than a new truth gives. */
async function takeTokenAfter(sql: Sql, token: number): Promise<number> {
  let taken = 0;
  while (taken <= token) taken = await sql.takeToken('view');
  return taken;
}

const asDurable = (store: GraphStore): View => ({
  engine: 'neo4j',
  cursor: () => store.cursor(),
  apply: (chunk, token) => store.apply(chunk, token),
  clear: (token) => store.clear(token),
});

describe('the view that follows', () => {
  let store: GraphStore;
  let token = 0;
  beforeAll(async () => {
    store = await createEmbeddedGraphStore();
    await store.prepare();
  });
  afterAll(() => store.close());
  afterEach(() => armFailpoint(undefined));

  async function withTruth<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const sql = await newDuckDb();
    try {
      return await work(sql);
    } finally {
      await sql.close();
    }
  }

  it('is the same however often it was interrupted, and the same as one built at once', () =>
    fc.assert(
      fc.asyncProperty(
        randomFiles(4),
        fc.array(fc.nat({ max: 4 }), { minLength: 3, maxLength: 6 }),
        // A view that outlives its process goes on where it was; files between two looks come as one change.
        fc.boolean(),
        fc.array(fc.boolean(), { minLength: 3, maxLength: 6 }),
        async (files, crashes, durable, looks) =>
          withTruth(async (sql) => {
            const view: View = durable ? asDurable(store) : store;
            await store.clear(++token);
            const ids = new Map<string, string>();
            for (const [index, file] of files.entries()) {
              await loadWorld(sql, files.slice(0, index + 1), ids);
              if (index === 1) await withdrawFile(sql, ids.get(file.name)!, 'tester', 'x');
              if (looks[index % looks.length] === false) continue;
              const skip = crashes[index % crashes.length]!;
              armFailpoint(`view:chunk=throw#${skip}`);
              await followView(sql, view, { token, chunkSize }).catch((error: unknown) => {
                if (!(error instanceof FailpointError)) throw error;
              });
              armFailpoint(undefined);
            }
            expect(await followView(sql, view, { token, chunkSize })).toBe(await sql.revision());
            const followed = await dumpText(store);
            await rebuildView(sql, store, { token: ++token });
            expect(await dumpText(store)).toBe(followed);
          }),
      ),
      { numRuns: times(2, 40) },
    ));

  it('in memory starts anew where it was half built: another process may have begun a snapshot of its own meanwhile', () =>
    withTruth(async (sql) => {
      await store.clear(++token);
      const company = (n: number) => ({
        family: 'entity' as const,
        type: 'Enterprise',
        key: `E${n}`,
        label: `名${n}`,
      });
      const items = Array.from({ length: 10 }, (_, n) => company(n));
      await loadStaged(sql, { name: 'first', dataset: 'registry', items });
      await loadStaged(sql, { name: 'second', dataset: 'registry', items: [company(10)] });
      armFailpoint('view:chunk=throw#1');
      await expect(followView(sql, store, { token, chunkSize })).rejects.toThrow(FailpointError);
      armFailpoint(undefined);
      await loadStaged(sql, { name: 'third', dataset: 'registry', items: [company(11)] });
      const other = await createEmbeddedGraphStore();
      try {
        await followView(sql, other, { token: 1, chunkSize });
        await followView(sql, store, { token, chunkSize });
        expect((await store.statistics()).entities).toBe(12);
        expect(await dumpText(store)).toBe(await dumpText(other));
      } finally {
        await other.close();
      }
    }));

  describe('that several processes share', () => {
    const files = async (sql: Sql): Promise<void> => {
      const items = Array.from({ length: 4 * chunkSize }, (_, n) => ({
        family: 'entity' as const,
        type: 'Enterprise',
        key: `E${n}`,
        label: `名${n}`,
      }));
      await loadStaged(sql, { name: 'shared', dataset: 'registry', items });
    };
    /** Each chunk takes longer than others wait for a process that gives no sign of life. */
    const slow = (shared: View): View => ({
      ...shared,
      apply: async (chunk, given) => {
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        await shared.apply(chunk, given);
      },
    });
    /** The store as another process sees it. */
    const seenByOther = (): GraphStore =>
      new Proxy(store, {
        get: (target, name) => {
          if (name === 'engine') return 'neo4j';
          const value: unknown = Reflect.get(target, name);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
    const patience = 1_000;

    it('is not taken from a process whose chunks take long', () =>
      withTruth(async (sql) => {
        await store.clear(++token);
        await files(sql);
        token = await takeTokenAfter(sql, token);
        const writing = followView(sql, slow(asDurable(store)), { token, chunkSize });
        const brought = await bringViewUp(sql, seenByOther(), { chunkSize, patience });
        expect(brought).toBe(await sql.revision());
        expect(await writing).toBe(brought);
        expect((await store.statistics()).entities).toBe(4 * chunkSize);
      }));

    it('is taken from a process that has gone', () =>
      withTruth(async (sql) => {
        await store.clear(++token);
        await files(sql);
        token = await takeTokenAfter(sql, token);
        armFailpoint('view:chunk=throw#1');
        const writing = followView(sql, slow(asDurable(store)), { token, chunkSize });
        const brought = bringViewUp(sql, seenByOther(), { chunkSize, patience });
        await expect(writing).rejects.toThrow(FailpointError);
        expect(await brought).toBe(await sql.revision());
        expect((await store.statistics()).entities).toBe(4 * chunkSize);
        token = await sql.takeToken('view');
      }));
  });

  it('gives the same chunks on every replay, also after later revisions', () =>
    withTruth(async (sql) => {
      const [first, second, third] = fc
        .sample(randomFiles(3), { numRuns: 1, seed: 5 })[0]!
        .map((file) => asFile(file));
      const { fileId } = await loadStaged(sql, first!);
      await loadStaged(sql, second!);
      const all = async (chunks: AsyncIterable<Chunk>): Promise<Chunk[]> => {
        const found: Chunk[] = [];
        for await (const chunk of chunks) found.push(chunk);
        return found;
      };
      const before = [
        await all(feedOf(sql, { chunkSize }).changesOf(2)),
        await all(feedOf(sql, { chunkSize }).between(0, 2)),
      ];
      if (third) await loadStaged(sql, third);
      await withdrawFile(sql, fileId!, 'tester', 'x');
      expect([
        await all(feedOf(sql, { chunkSize }).changesOf(2)),
        await all(feedOf(sql, { chunkSize }).between(0, 2)),
      ]).toEqual(before);
      for (const chunks of before) {
        expect(chunks.map((chunk) => chunk.index)).toEqual(chunks.map((_, index) => index));
        expect(chunks.map((chunk) => chunk.last)).toEqual(
          chunks.map((_, index) => index === chunks.length - 1),
        );
      }
    }));
});
