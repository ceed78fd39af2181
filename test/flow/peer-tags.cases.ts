/** What rules derive from comparing an enterprise with its peers, by references that a job takes anew; run on every engine. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as model from '@phecda/graph-schema/model';
import { refreshTags, tagsDue } from '@phecda/etl/tags/refresh-tags';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { subscribe } from '@phecda/graph-schema/truth/subscribe';
import { loadStaged, type StagedItem } from './staged-world.ts';
import { declared, derivedTags, file, thing } from './tag-facts.ts';

export function describePeerTags(engine: string, open: () => Promise<Sql>): void {
  describe(`tags by comparison with peers on ${engine}`, () => {
    let sql: Sql;
    beforeEach(async () => {
      sql = await open();
    });
    afterEach(() => sql.close());
    const load = (name: string, ...items: readonly StagedItem[]) =>
      loadStaged(sql, file(name, ...items));

    it('compares prices with those of peers by whole-number percentiles, which a job takes anew', async () => {
      const peers = Array.from({ length: 9 }, (_, i) => `商${i}`);
      await load(
        'world',
        ...[...peers, '低'].map((key) => thing('Enterprise', key)),
        ...peers.flatMap((key, i) =>
          [1, 2, 3, 4].map((n) =>
            declared(`Enterprise:${key}`, `P${i}${n}`, '2026-01-10', {
              hs: '02032900',
              mass: 1_000_000,
              value: 20_000_00 + i * 1_000_00,
            }),
          ),
        ),
        ...[1, 2, 3].map((n) =>
          declared('Enterprise:低', `L${n}`, '2026-01-10', {
            hs: '02032900',
            mass: 1_000_000,
            value: 5_000_00,
          }),
        ),
      );
      expect(await derivedTags(sql)).toEqual([]);
      const options = { ontology: model, today: '2000-01-01' };
      expect(await tagsDue(sql, options)).toBe(true);
      expect(await refreshTags(sql, options)).toEqual([2]);
      expect(await tagsDue(sql, options)).toBe(false);
      expect(await derivedTags(sql)).toEqual(['低 price-below-peers']);
      // 39 prices: the fourth and the twentieth of them.
      expect(
        await sql.query(`SELECT key, rank, value, count FROM tag_reference ORDER BY rank`),
      ).toEqual([
        { key: '020329 import', rank: 10, value: 2000, count: 39 },
        { key: '020329 import', rank: 50, value: 2400, count: 39 },
      ]);
      const [row] = await sql.query<{ ground: string }>(
        `SELECT ground FROM derived_tag WHERE rev_to IS NULL`,
      );
      expect(JSON.parse(row?.ground ?? '')).toEqual({
        hs: '020329',
        n: 3,
        of: 3,
        price: 500,
        usual: 2400,
      });
      for await (const delivery of subscribe(sql, 1))
        expect(delivery).toMatchObject({ kind: 'revision', cause: 'reference' });
    });

    it('compares capital with that of those who declare the same chapter', async () => {
      const peers = Array.from({ length: 20 }, (_, i) => i);
      await load(
        'world',
        ...peers.map((i) => thing('Enterprise', `企${i}`, { capital: (i + 10) * 1_000_000_00 })),
        thing('Enterprise', '空', { capital: 1_000_00 }),
        ...peers.map((i) =>
          declared(`Enterprise:企${i}`, `C${i}`, '2026-01-10', {
            hs: '85423100',
            value: 100_00 + i,
          }),
        ),
        declared('Enterprise:空', 'C99', '2026-01-10', { hs: '85423100', value: 900_00 }),
      );
      await refreshTags(sql, { ontology: model, today: '2000-01-01' });
      expect((await derivedTags(sql)).filter((line) => line.includes('capital-below'))).toEqual([
        '空 capital-below-peers',
      ]);
    });
  });
}
