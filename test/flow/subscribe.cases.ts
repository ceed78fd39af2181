/** Consumers of changes: rows before and after, each revision once, however often a consumer ends in between; run on every engine. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withdrawFile } from '@phecda/etl';
import { followView } from '@phecda/etl/follow-view';
import { pruneHistory } from '@phecda/etl/history/prune-history';
import type { ViewRelation } from '@phecda/graph-schema/ports/graph-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import {
  createEmbeddedGraphStore,
  type EmbeddedGraphStore,
} from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { feedOf } from '@phecda/graph-schema/truth/feed';
import { relationsAtEnds } from '@phecda/graph-schema/truth/relation-ends';
import { consume, subscribe, type Delivery } from '@phecda/graph-schema/truth/subscribe';
import { idOf, loadStaged, type StagedFile } from './staged-world.ts';

const company = (name: string, day: string, tags: string[] = []): StagedFile => ({
  name,
  dataset: 'registry',
  sourceDate: day,
  items: [
    { family: 'entity', type: 'Enterprise', key: 'A', label: name, props: { name }, tags },
    { family: 'entity', type: 'Person', key: 'P', label: '张三' },
    {
      family: 'relation',
      type: 'legalRepresentative',
      source: idOf('registry', 'Person', 'P'),
      target: idOf('registry', 'Enterprise', 'A'),
    },
  ],
});

export function describeSubscribe(engine: string, open: () => Promise<Sql>): void {
  describe(`consumers of changes on ${engine}`, () => {
    let sql: Sql;
    beforeEach(async () => {
      sql = await open();
    });
    afterEach(() => sql.close());

    const all = async <T>(batches: AsyncIterable<T[]>): Promise<T[]> => {
      const rows: T[] = [];
      for await (const batch of batches) rows.push(...batch);
      return rows;
    };
    const deliveries = async (after: number | null, retention?: number): Promise<Delivery[]> => {
      const found: Delivery[] = [];
      const options = retention === undefined ? {} : { retention };
      for await (const delivery of subscribe(sql, after, options)) found.push(delivery);
      return found;
    };

    it('gives a newcomer the whole, and then each revision with rows before and after and its cause', async () => {
      await loadStaged(sql, company('甲', '2024-01-01'));
      const [snapshot] = await deliveries(null);
      expect(snapshot).toMatchObject({ kind: 'snapshot', revision: 1 });
      if (snapshot?.kind !== 'snapshot') throw new Error('no snapshot');
      expect(await all(snapshot.entities())).toHaveLength(2);
      expect(await all(snapshot.relations())).toHaveLength(1);

      const { fileId } = await loadStaged(sql, company('乙', '2024-02-01'));
      await withdrawFile(sql, fileId!, '李', 'wrong');
      await loadStaged(sql, {
        name: 'rates',
        dataset: 'rates',
        items: [{ family: 'rate', currency: 'USD', month: '2024-01', rate: 700_000_000 }],
      });
      const found = await deliveries(1);
      expect(found.map(({ kind, revision }) => [kind, revision])).toEqual([
        ['revision', 2],
        ['revision', 3],
        ['revision', 4],
      ]);
      expect(found).toMatchObject([
        { cause: 'fact' },
        { cause: 'fact', actor: '李', reason: 'wrong' },
        { cause: 'reference' },
      ]);
      const labels = async (delivery: Delivery | undefined): Promise<unknown> =>
        delivery?.kind === 'revision'
          ? (await all(delivery.entities()))
              .map(({ before, after }) => [before?.label, after?.label])
              .filter(([before]) => before !== '张三')
          : null;
      expect(await labels(found[0])).toEqual([['甲', '乙']]);
      expect(await labels(found[1])).toEqual([['乙', '甲']]);
      expect(await labels(found[2])).toEqual([]);
      expect(await deliveries(4)).toEqual([]);
    });

    it('says added and removed, of relations too', async () => {
      const { fileId } = await loadStaged(sql, company('甲', '2024-01-01'));
      await withdrawFile(sql, fileId!, '李', 'wrong');
      const [, gone] = await deliveries(0);
      if (gone?.kind !== 'revision') throw new Error('no revision');
      expect(await all(gone.relations())).toMatchObject([
        { before: { kind: 'legalRepresentative' }, after: null },
      ]);
      expect((await all(gone.entities())).map(({ after }) => after)).toEqual([null, null]);
    });

    it('gives the whole to one that is further behind than revisions are kept apart, or ahead of this truth', async () => {
      for (const n of [1, 2, 3]) await loadStaged(sql, company(`名${n}`, `2024-01-0${n}`));
      expect(await deliveries(0, 2)).toMatchObject([{ kind: 'snapshot', revision: 3 }]);
      expect(await deliveries(1, 2)).toHaveLength(2);
      expect(await deliveries(90)).toMatchObject([{ kind: 'snapshot', revision: 3 }]);
    });

    it('commits the cursor with the effect: what broke off is done again, what took effect is not', async () => {
      await loadStaged(sql, company('甲', '2024-01-01'));
      const note = (fail: boolean) => (delivery: Delivery) =>
        Promise.resolve(async (tx: Pick<Sql['state'], 'execute'>): Promise<void> => {
          await tx.execute(`INSERT INTO setting (name, value) VALUES ($1, 'seen')`, [
            `revision ${delivery.revision}`,
          ]);
          if (fail) throw new Error('broke off');
        });
      const seen = async (): Promise<string[]> =>
        (
          await sql.state.query<{ name: string }>(
            `SELECT name FROM setting WHERE value = 'seen' ORDER BY name`,
          )
        ).map(({ name }) => name);
      await expect(consume(sql, 'watch', note(true))).rejects.toThrow('broke off');
      expect(await seen()).toEqual([]);
      expect(await consume(sql, 'watch', note(false))).toBe(1);
      await loadStaged(sql, company('乙', '2024-02-01'));
      await loadStaged(sql, company('丙', '2024-03-01'));
      // Two that do the same: each revision takes effect once.
      await Promise.all([consume(sql, 'watch', note(false)), consume(sql, 'watch', note(false))]);
      expect(await seen()).toEqual(['revision 1', 'revision 2', 'revision 3']);
      expect(await consume(sql, 'watch', note(false))).toBe(3);
    });

    it('history older than it is kept goes in batches; what stands, references and who is behind are unharmed', async () => {
      await loadStaged(sql, company('甲', '2024-01-01'));
      const { fileId } = await loadStaged(sql, linked('shareholder', 'partners'));
      const [gone] = await sql.query<{ id: string }>(
        `SELECT relation_id AS id FROM relation WHERE kind = 'shareholder'`,
      );
      await withdrawFile(sql, fileId!, '李', 'wrong');
      await loadStaged(sql, company('乙', '2024-02-01'));
      await loadStaged(sql, company('丙', '2024-03-01'));
      await sql.write(async (tx) => {
        await tx.execute(
          `UPDATE revision SET made_at = CAST('2020-01-01' AS TIMESTAMP) WHERE revision <= 4`,
        );
      });
      const before = await dumpOf(sql);
      const view = await createEmbeddedGraphStore();
      const behind = await createEmbeddedGraphStore();
      const now = new Date('2026-01-01T00:00:00Z');
      try {
        await followView(sql, view, { token: 1 });
        await applyFirst(sql, behind, 2);

        const kept = await pruneHistory(sql, { days: 36_000, now });
        expect(kept).toEqual({ horizon: 0, rows: 0 });
        const pruned = await pruneHistory(sql, { days: 365, now, batchRows: 1 });
        expect(pruned.horizon).toBe(4);
        // 甲's rows ended with revision 4, 乙's with 5.
        expect(
          await sql.query(`SELECT label FROM entity WHERE type = 'Enterprise' ORDER BY rev_from`),
        ).toEqual([{ label: '乙' }, { label: '丙' }]);
        expect(
          await sql.query(`SELECT relation_id AS id FROM relation WHERE kind = 'shareholder'`),
        ).toEqual([gone]);
        expect(await dumpOf(sql)).toEqual(before);
        // What is kept for good is no work.
        const onBatch = () => expect.unreachable();
        expect(await pruneHistory(sql, { days: 365, now, onBatch })).toEqual({
          horizon: 4,
          rows: 0,
        });

        expect((await deliveries(3)).map(({ kind }) => kind)).toEqual(['snapshot']);
        const [last] = await deliveries(4);
        if (last?.kind !== 'revision') throw new Error('no revision');
        expect(
          (await all(last.entities())).map(({ before: old, after }) => [old?.label, after?.label]),
        ).toContainEqual(['乙', '丙']);

        // A view from before the horizon cannot be told what has gone since.
        await followView(sql, behind, { token: 1 });
        expect(await all(behind.streamRelations() as AsyncIterable<ViewRelation[]>)).toEqual(
          await all(view.streamRelations() as AsyncIterable<ViewRelation[]>),
        );
      } finally {
        await view.close();
        await behind.close();
      }
    });

    it('rows that find relations by their ends go with the history that they are of', async () => {
      const until = (to: string): StagedFile => ({
        ...company('甲', to),
        items: company('甲', to).items.map((item) =>
          item.family === 'relation' ? { ...item, from: '2024-01-01', to } : item,
        ),
      });
      await loadStaged(sql, until('2025-01-01')); // 1
      await loadStaged(sql, until('2026-01-01')); // 2
      const { fileId: partners } = await loadStaged(sql, linked('shareholder', 'partners')); // 3
      await withdrawFile(sql, partners!, '李', 'wrong'); // 4
      const { fileId: officers } = await loadStaged(sql, linked('officer', 'officers')); // 5
      await loadStaged(sql, until('2027-01-01')); // 6
      await withdrawFile(sql, officers!, '李', 'wrong'); // 7
      await loadStaged(sql, linked('shareholder', 'again')); // 8
      await sql.write((tx) =>
        tx.execute(
          `UPDATE revision SET made_at = CAST('2020-01-01' AS TIMESTAMP) WHERE revision <= 5`,
        ),
      );
      if (sql.engine !== 'duckdb') {
        await expect(sql.query('SELECT * FROM relation_end')).rejects.toThrow('relation_end');
        return;
      }
      const entities = await sql.query<{ id: string }>(
        `SELECT entity_id AS id FROM entity WHERE rev_to IS NULL`,
      );
      const found = () =>
        sql.query(
          `SELECT * FROM (${relationsAtEnds(entities.map(({ id }) => id))}) f ORDER BY relation_id`,
        );
      const before = await found();
      expect(before).toHaveLength(2);
      const rows = () =>
        sql.query(
          `SELECT kind, revision, held, count(*) AS n FROM relation_end GROUP BY kind, revision, held ORDER BY kind, revision`,
        );
      const now = new Date('2026-01-01T00:00:00Z');
      expect((await pruneHistory(sql, { days: 36_000, now })).rows).toBe(0);
      expect(await rows()).toHaveLength(8);
      await pruneHistory(sql, { days: 365, now, batchRows: 1 });
      // What stood at revision 5 and what came later, each at both ends.
      expect(await rows()).toEqual([
        { kind: 'legalRepresentative', revision: 2, held: true, n: 2 },
        { kind: 'legalRepresentative', revision: 6, held: true, n: 2 },
        { kind: 'officer', revision: 5, held: true, n: 2 },
        { kind: 'officer', revision: 7, held: false, n: 2 },
        { kind: 'shareholder', revision: 8, held: true, n: 2 },
      ]);
      expect(await found()).toEqual(before);
      await sql.write((tx) =>
        tx.execute(`UPDATE revision SET made_at = CAST('2020-01-01' AS TIMESTAMP)`),
      );
      await pruneHistory(sql, { days: 365, now });
      expect(await rows()).toEqual([
        { kind: 'legalRepresentative', revision: 6, held: true, n: 2 },
        { kind: 'shareholder', revision: 8, held: true, n: 2 },
      ]);
      expect(await found()).toEqual(before);
    });
  });
}

const linked = (type: string, name: string): StagedFile => ({
  name,
  dataset: 'registry',
  sourceDate: '2024-01-02',
  items: [
    {
      family: 'relation',
      type,
      source: idOf('registry', 'Person', 'P'),
      target: idOf('registry', 'Enterprise', 'A'),
    },
  ],
});

const dumpOf = async (sql: Sql): Promise<unknown> => [
  await sql.query(
    `SELECT entity_id, label, props, tags FROM entity WHERE rev_to IS NULL ORDER BY entity_id`,
  ),
  await sql.query(
    `SELECT relation_id, kind, periods FROM relation WHERE rev_to IS NULL ORDER BY relation_id`,
  ),
];

/** A view that has stood still since that revision. */
async function applyFirst(sql: Sql, view: EmbeddedGraphStore, revision: number): Promise<void> {
  for await (const chunk of feedOf(sql).between(0, revision)) await view.apply(chunk, 1);
}
