/** What every engine behind the `Sql` port must do; run once per engine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stagedTables, type Sql } from '@phecda/graph-schema/ports/sql';

export function describeSql(name: string, open: () => Promise<Sql>): void {
  describe(`Sql on ${name}`, () => {
    let sql: Sql;
    beforeAll(async () => {
      sql = await open();
      await sql.migrate();
      await sql.write(async (tx) => {
        await tx.execute(`DROP TABLE IF EXISTS probe`);
        await tx.execute(
          `CREATE TABLE probe (id UUID, n BIGINT, d DATE, t TEXT, made_at TIMESTAMP, b BOOLEAN, x DOUBLE PRECISION)`,
        );
      });
    });
    afterAll(() => sql.close());

    it('gives values back in one form, whichever engine holds them', async () => {
      await sql.write((tx) =>
        tx.execute(
          `INSERT INTO probe VALUES ($1::uuid, $2::bigint, $3::date, $4, $5::timestamp, $6::boolean, $7::double precision)`,
          [
            '0CC175B9-c0f1-b6a8-31c3-99e269772661',
            9_007_199_254_740_991,
            '2024-02-29',
            '深圳\t"行"\n\\',
            '2024-02-29 13:14:15.678',
            true,
            0.5,
          ],
        ),
      );
      const rows = await sql.query(`SELECT * FROM probe`);
      expect(rows).toEqual([
        {
          id: '0cc175b9-c0f1-b6a8-31c3-99e269772661',
          n: 9_007_199_254_740_991,
          d: '2024-02-29',
          t: '深圳\t"行"\n\\',
          made_at: '2024-02-29T13:14:15.678Z',
          b: true,
          x: 0.5,
        },
      ]);
      expect(
        await sql.query(`SELECT sum(n) AS s, count(*) AS c, md5('a')::uuid AS u FROM probe`),
      ).toEqual([{ s: 9_007_199_254_740_991, c: 1, u: '0cc175b9-c0f1-b6a8-31c3-99e269772661' }]);
    });

    it('refuses an integer that JavaScript would round', async () => {
      await expect(sql.query(`SELECT 9007199254740993::bigint AS n`)).rejects.toThrow(/2\^53/);
    });

    it('sorts text bytewise', async () => {
      const rows = await sql.query<{ t: string }>(
        `SELECT t FROM (VALUES ('b'), ('B'), ('a'), ('中'), ('é')) v (t) ORDER BY t`,
      );
      expect(rows.map((row) => row.t)).toEqual(['B', 'a', 'b', 'é', '中']);
    });

    it('rolls everything back when the work throws, and the next write goes on', async () => {
      const before = await sql.query(`SELECT count(*) AS c FROM probe`);
      await expect(
        sql.write(async (tx) => {
          await tx.execute(`INSERT INTO probe (n) VALUES (1)`);
          throw new Error('on purpose');
        }),
      ).rejects.toThrow('on purpose');
      expect(await sql.query(`SELECT count(*) AS c FROM probe`)).toEqual(before);
      await sql.write((tx) => tx.execute(`INSERT INTO probe (t, n) VALUES ('kept', 2)`));
      expect(await sql.query(`SELECT n FROM probe WHERE t = 'kept'`)).toEqual([{ n: 2 }]);
    });

    it('loses no update of concurrent writers', async () => {
      await sql.write((tx) => tx.execute(`INSERT INTO probe (t, n) VALUES ('counter', 0)`));
      await Promise.all(
        Array.from({ length: 12 }, () =>
          sql.write(async (tx) => {
            const [row] = await tx.query<{ n: number }>(`SELECT n FROM probe WHERE t = 'counter'`);
            await new Promise((resolve) => setTimeout(resolve, 2));
            await tx.execute(`UPDATE probe SET n = $1 WHERE t = 'counter'`, [(row?.n ?? 0) + 1]);
          }),
        ),
      );
      expect(await sql.query(`SELECT n FROM probe WHERE t = 'counter'`)).toEqual([{ n: 12 }]);
    });

    it('hands out revisions inside the transaction, without holes', async () => {
      const first = await sql.revision();
      const seen: number[] = [];
      await Promise.all(
        Array.from({ length: 5 }, (_, i) =>
          sql
            .write(async (tx) => {
              if (i === 2) throw new Error('no revision used');
              seen.push(tx.revision);
              await tx.execute(
                `INSERT INTO revision (revision, made_at, actor, reason, entities_added, entities_changed, entities_removed,
                  relations_added, relations_changed, relations_removed) VALUES ($1, $2::timestamp, 'test', 'probe', 0, 0, 0, 0, 0, 0)`,
                [tx.revision, '2024-01-01 00:00:00'],
              );
            })
            .catch((error: unknown) => {
              if (!/no revision used/.test(String(error))) throw error;
            }),
        ),
      );
      expect(seen).toEqual([first + 1, first + 2, first + 3, first + 4]);
      expect(await sql.revision()).toBe(first + 4);
    });

    it('appends in bulk, leaving other columns NULL', async () => {
      const count = await sql.write(async (tx) => {
        await tx.execute(tx.dialect.createTemp('pile', `SELECT * FROM probe WHERE false`));
        await tx.append(
          'pile',
          ['t', 'n', 'id', 'd'],
          [
            ['tab\tnew\nline\\', 1, '0cc175b9-c0f1-b6a8-31c3-99e269772661', '2020-01-01'],
            [null, null, null, null],
            ['', 3, null, null],
          ],
        );
        return tx.query(`SELECT t, n, id, d, b FROM pile ORDER BY n NULLS LAST`);
      });
      expect(count).toEqual([
        {
          t: 'tab\tnew\nline\\',
          n: 1,
          id: '0cc175b9-c0f1-b6a8-31c3-99e269772661',
          d: '2020-01-01',
          b: null,
        },
        { t: '', n: 3, id: null, d: null, b: null },
        { t: null, n: null, id: null, d: null, b: null },
      ]);
      await expect(sql.query(`SELECT * FROM pile`)).rejects.toThrow(/pile.* does not exist/);
    });

    it('streams more than one batch', async () => {
      const sizes: number[] = [];
      for await (const rows of sql.stream(
        `SELECT i AS n FROM generate_series(1, 25000) s (i)`,
        [],
        10_000,
      ))
        sizes.push(rows.length);
      expect(sizes.reduce((a, b) => a + b, 0)).toBe(25_000);
      expect(sizes.length).toBeGreaterThan(1);
    });

    it('shows the tables of a scratch file inside a transaction', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'phecda-contract-'));
      const path = join(folder, 'scratch.duckdb');
      const instance = await DuckDBInstance.create(path);
      const connection = await instance.connect();
      for (const [table, columns] of Object.entries(stagedTables)) {
        await connection.run(
          `CREATE TABLE ${table} (${columns.map((c) => c.replace(/^(\S+)/, '"$1"')).join(', ')})`,
        );
      }
      await connection.run(
        `INSERT INTO quarantine VALUES (2, 'name', '', 'required', 'a "b", c'), (3, NULL, NULL, 'x', E'two\\nlines')`,
      );
      connection.closeSync();
      instance.closeSync();
      const rows = await sql.write(async (tx) => {
        await tx.stageScratch(
          [{ path, dataset: "o'k", fileNo: 7 }],
          ['assertion', 'version', 'declaration', 'quarantine', 'quarantine_row'],
        );
        return tx.query(`SELECT * FROM stage_quarantine ORDER BY 1`);
      });
      const of = { dataset: "o'k", file_no: 7 };
      expect(rows).toEqual([
        { row: 2, field: 'name', value: '', code: 'required', reason: 'a "b", c', ...of },
        { row: 3, field: null, value: null, code: 'x', reason: 'two\nlines', ...of },
      ]);
      // the same file can be staged again: nothing of the first time is left
      await sql.write((tx) => tx.stageScratch([{ path, dataset: 'a', fileNo: 1 }], ['version']));
      await rm(folder, { recursive: true });
    });

    it('counts fencing tokens upward by name', async () => {
      const first = await sql.takeToken('probe');
      expect(await sql.takeToken('probe')).toBe(first + 1);
    });

    it('migrates again without effect', async () => {
      const before = await sql.query(`SELECT count(*) AS c FROM schema_version`);
      await sql.migrate();
      expect(await sql.query(`SELECT count(*) AS c FROM schema_version`)).toEqual(before);
    });
  });
}
