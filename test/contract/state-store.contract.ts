/** What the small state beside the truth must do on every engine: durable by itself, never behind the writer. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sql } from '@phecda/graph-schema/ports/sql';

export function describeStateStore(name: string, open: () => Promise<Sql>): void {
  describe(`StateStore on ${name}`, () => {
    let sql: Sql;
    beforeAll(async () => {
      sql = await open();
      await sql.migrate();
    });
    afterAll(() => sql.close());
    const valueOf = async (key: string): Promise<string | undefined> =>
      (
        await sql.state.query<{ value: string }>(`SELECT value FROM setting WHERE name = $1`, [key])
      )[0]?.value;

    it('says how many rows a statement changed', async () => {
      await sql.state.execute(`INSERT INTO setting (name, value) VALUES ('a', '1'), ('b', '1')`);
      expect(await sql.state.execute(`UPDATE setting SET value = '2' WHERE name = 'a'`)).toBe(1);
      expect(await sql.state.execute(`DELETE FROM setting WHERE name = 'none'`)).toBe(0);
      expect(await valueOf('a')).toBe('2');
    });

    it('keeps all of a transaction or nothing', async () => {
      await expect(
        sql.state.transaction(async (tx) => {
          await tx.execute(`INSERT INTO setting (name, value) VALUES ('half', '1')`);
          expect(await tx.query(`SELECT value FROM setting WHERE name = 'half'`)).toHaveLength(1);
          throw new Error('on purpose');
        }),
      ).rejects.toThrow('on purpose');
      expect(await valueOf('half')).toBeUndefined();
      await sql.state.transaction((tx) =>
        tx.execute(`INSERT INTO setting (name, value) VALUES ('whole', '1')`),
      );
      expect(await valueOf('whole')).toBe('1');
    });

    it('refuses a second row of one key and goes on', async () => {
      const put = () => sql.state.execute(`INSERT INTO setting (name, value) VALUES ('once', '1')`);
      await put();
      await expect(put()).rejects.toThrow();
      await sql.state.execute(`UPDATE setting SET value = '2' WHERE name = 'once'`);
      expect(await valueOf('once')).toBe('2');
    });

    it('writes while the writer of the truth is in the middle of a transaction, whatever becomes of that', async () => {
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      let begun: () => void = () => undefined;
      const started = new Promise<void>((resolve) => (begun = resolve));
      const writing = sql.write(async (tx) => {
        await tx.execute(tx.dialect.createTemp('pile', `SELECT 1 AS n`));
        begun();
        await held;
        throw new Error('rolled back');
      });
      const failed = expect(writing).rejects.toThrow('rolled back');
      await started;
      const done = sql.state.execute(`INSERT INTO setting (name, value) VALUES ('beside', '1')`);
      expect(await Promise.race([done, sleep(5_000, 'waited for the writer')])).toBe(1);
      expect(await valueOf('beside')).toBe('1');
      release();
      await failed;
      expect(await valueOf('beside')).toBe('1');
    });

    it('holds none of its tables in the truth’s own transactions on the embedded engine', async () => {
      const found = await sql.query(
        `SELECT table_name FROM information_schema.tables WHERE table_name IN ('job', 'setting', 'upload', 'investigation', 'view_state')`,
      );
      expect(found).toHaveLength(sql.engine === 'duckdb' ? 0 : 5);
    });
  });
}
