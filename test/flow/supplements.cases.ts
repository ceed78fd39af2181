/** Rows added to a snapshot, as an analyst does with mended ones: when they count and when they do not; run on every engine. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withdrawFile } from '@phecda/etl';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import type { ApplyRefused } from '@phecda/graph-schema/truth/types';
import { graphText, loadStaged, type StagedFile } from './staged-world.ts';

const register = (name: string, day: string, keys: readonly string[]): StagedFile => ({
  name,
  dataset: 'registry',
  mode: 'snapshot',
  sourceDate: day,
  items: keys.map((key) => ({ family: 'entity', type: 'Enterprise', key, label: key })),
});
const tax: StagedFile = {
  name: 'tax-1',
  dataset: 'tax',
  sourceDate: '2024-02-01',
  items: [{ family: 'entity', type: 'Enterprise', key: 'A9' }],
};

export function describeSupplements(engine: string, open: () => Promise<Sql>): void {
  describe(`rows added to a snapshot on ${engine}`, () => {
    let sql: Sql;
    beforeEach(async () => {
      sql = await open();
    });
    afterEach(() => sql.close());
    const labels = async (): Promise<unknown[]> =>
      (
        await sql.query(
          `SELECT label FROM entity WHERE rev_to IS NULL AND type = 'Enterprise' ORDER BY label`,
        )
      ).map((row) => row['label']);
    const fileOf = async (id: string): Promise<unknown> =>
      (
        await sql.query(
          `SELECT supplements, source_date, live FROM file WHERE file_id = $1::uuid`,
          [id],
        )
      )[0];

    it('count exactly while that snapshot counts', async () => {
      const base = await loadStaged(sql, register('march', '2024-03-01', ['A', 'B']));
      const plain = await graphText(sql);
      // A later day of its own would let it win against later snapshots' rows; it has that of its base.
      const added = await loadStaged(sql, {
        ...register('march-mended', '2024-12-31', ['C']),
        supplements: base.fileId!,
      });
      expect(added).toMatchObject({ entitiesAdded: 1, entitiesRemoved: 0 });
      expect(await labels()).toEqual(['A', 'B', 'C']);
      expect(await fileOf(added.fileId!)).toEqual({
        supplements: base.fileId,
        source_date: '2024-03-01',
        live: true,
      });
      const more = await loadStaged(sql, {
        ...register('march-mended-again', '2024-03-01', ['D']),
        supplements: added.fileId!,
      });
      expect(await fileOf(more.fileId!)).toMatchObject({ supplements: base.fileId });

      const april = await loadStaged(sql, register('april', '2024-04-01', ['B']));
      expect(april).toMatchObject({ entitiesAdded: 0, entitiesRemoved: 3 });
      expect(await labels()).toEqual(['B']);
      await withdrawFile(sql, april.fileId!, 'tester', 'truncated');
      expect(await labels()).toEqual(['A', 'B', 'C', 'D']);

      const whole = await loadStaged(sql, {
        ...register('march-corrected', '2024-03-01', ['A', 'E']),
        supersedes: base.fileId!,
      });
      expect(await labels()).toEqual(['A', 'E']);
      await withdrawFile(sql, whole.fileId!, 'tester', 'it was right');
      expect(await labels()).toEqual(['A', 'B', 'C', 'D']);

      await withdrawFile(sql, added.fileId!, 'tester', 'wrong rows');
      expect(await labels()).toEqual(['A', 'B', 'D']);
      await withdrawFile(sql, more.fileId!, 'tester', 'wrong rows');
      expect(await graphText(sql)).toBe(plain);
    });

    it('do not count beside a snapshot that a newer one has overtaken, until that one is gone', async () => {
      const base = await loadStaged(sql, register('march', '2024-03-01', ['A']));
      const april = await loadStaged(sql, register('april', '2024-04-01', ['B']));
      const added = await loadStaged(sql, {
        ...register('march-mended', '2024-05-01', ['C']),
        supplements: base.fileId!,
      });
      expect(added).toMatchObject({ entitiesAdded: 0, entitiesRemoved: 0, unchanged: null });
      expect(await labels()).toEqual(['B']);
      await withdrawFile(sql, april.fileId!, 'tester', 'truncated');
      expect(await labels()).toEqual(['A', 'C']);
      await withdrawFile(sql, base.fileId!, 'tester', 'truncated too');
      expect(await labels()).toEqual([]);
    });

    it('are replaced by their correction beside the same snapshot', async () => {
      const base = await loadStaged(sql, register('march', '2024-03-01', ['A']));
      const added = await loadStaged(sql, {
        ...register('mended', '2024-03-01', ['B']),
        supplements: base.fileId!,
      });
      const better = await loadStaged(sql, {
        ...register('mended-better', '2024-06-01', ['C']),
        supersedes: added.fileId!,
      });
      expect(await labels()).toEqual(['A', 'C']);
      expect(await fileOf(better.fileId!)).toEqual({
        supplements: base.fileId,
        source_date: '2024-03-01',
        live: true,
      });
      await withdrawFile(sql, better.fileId!, 'tester', 'no');
      expect(await labels()).toEqual(['A', 'B']);
    });

    it('are taken again for another snapshot, and not twice for one', async () => {
      const rows = register('mended', '2024-03-01', ['B']);
      const first = await loadStaged(sql, register('march', '2024-03-01', ['A']));
      const added = await loadStaged(sql, { ...rows, supplements: first.fileId! });
      expect(await loadStaged(sql, { ...rows, supplements: first.fileId! })).toMatchObject({
        unchanged: 'alreadyLoaded',
        fileId: added.fileId,
      });
      await withdrawFile(sql, first.fileId!, 'tester', 'wrong file');
      expect(await labels()).toEqual([]);
      const second = await loadStaged(sql, register('march-again', '2024-03-01', ['A']));
      expect(await labels()).toEqual(['A']);
      await loadStaged(sql, { ...rows, supplements: second.fileId! });
      expect(await labels()).toEqual(['A', 'B']);
    });

    it('are refused where no loaded snapshot of the same dataset is named', async () => {
      const march = await loadStaged(sql, register('march', '2024-03-01', ['A']));
      const gone = await loadStaged(sql, register('april', '2024-04-01', ['B']));
      await withdrawFile(sql, gone.fileId!, 'tester', 'x');
      const delta = await loadStaged(sql, tax);
      const mended = register('mended', '2024-03-01', ['C']);
      const before = await graphText(sql);
      const refused = (file: StagedFile, code: ApplyRefused['code']) =>
        expect(loadStaged(sql, file)).rejects.toMatchObject({ code });
      await refused({ ...mended, supplements: gone.fileId! }, 'FILE_NOT_LOADED');
      await refused({ ...mended, supplements: delta.fileId! }, 'OTHER_DATASET');
      await refused({ ...tax, name: 'tax-more', supplements: delta.fileId! }, 'BASE_NOT_SNAPSHOT');
      await refused(
        { ...mended, supplements: '00000000-0000-0000-0000-000000000000' },
        'FILE_UNKNOWN',
      );
      await refused(
        { ...mended, supplements: march.fileId!, supersedes: march.fileId! },
        'OTHER_BASE',
      );
      expect(await graphText(sql)).toBe(before);
      expect(await sql.revision()).toBe(4);
    });
  });
}
