import { existsSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DuckDBInstance } from '@duckdb/node-api';
import { compactDatabase } from './compact-database.ts';
import { openDuckDb, type DuckDbSql } from './duckdb-sql.ts';

const limits = { leastEmpty: 1 << 20 };
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-compact-'));
  path = join(folder, 'some.duckdb');
  await statements(
    `CREATE TABLE kept (id BIGINT PRIMARY KEY, text TEXT NOT NULL)`,
    `INSERT INTO kept VALUES (1, 'stays')`,
    `CREATE TABLE big AS SELECT i, md5(i::VARCHAR) AS hash FROM range(300000) t(i)`,
    'CHECKPOINT',
  );
}, 60_000);
afterEach(() => rm(folder, { recursive: true, force: true }));

async function statements(...texts: string[]): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  let rows: unknown[][] = [];
  for (const text of texts) rows = (await connection.runAndReadAll(text)).getRows();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

test('a file that is mostly empty shrinks and holds the same, keys included', async () => {
  // Committed and not in the file yet: the log goes with the old file.
  await statements(
    'DELETE FROM big WHERE i >= 50000',
    'CHECKPOINT',
    `INSERT INTO kept VALUES (2, 'late')`,
  );
  const before = statSync(path).size;
  writeFileSync(`${path}.compact`, 'of a start that was interrupted');
  expect(await compactDatabase(path, limits)).toBe(true);
  expect(statSync(path).size).toBeLessThan(before / 2);
  expect(existsSync(`${path}.compact`)).toBe(false);
  expect(await statements('SELECT count(*), max(i) FROM big')).toEqual([[50_000n, 49_999n]]);
  expect(await statements('SELECT id, text FROM kept ORDER BY id')).toEqual([
    [1n, 'stays'],
    [2n, 'late'],
  ]);
  await expect(statements(`INSERT INTO kept VALUES (1, 'again')`)).rejects.toThrow(/[Dd]uplicate/);
});

test('a full file, and one whose copy has no room, stay as they are', async () => {
  const full = statSync(path);
  expect(await compactDatabase(path, limits)).toBe(false);
  expect(statSync(path).ino).toBe(full.ino);
  await statements('DELETE FROM big WHERE i >= 50000', 'CHECKPOINT');
  expect(await compactDatabase(path, { ...limits, freeBytes: async () => 1 << 20 })).toBe(false);
  expect(await statements('SELECT count(*) FROM big')).toEqual([[50_000n]]);
});

test('a path where nothing is, is left so', async () => {
  expect(await compactDatabase(join(folder, 'none.duckdb'), limits)).toBe(false);
  expect(existsSync(join(folder, 'none.duckdb'))).toBe(false);
});

test('the small state is compacted when a data folder is opened, like the truth beside it', async () => {
  const open = (): Promise<DuckDbSql> =>
    openDuckDb({
      path: join(folder, 'truth.duckdb'),
      recordSecret: 'secret of this test'.repeat(3),
    });
  const file = join(folder, 'truth.state.duckdb');
  const sql = await open();
  await sql.migrate();
  await sql.state.execute(`INSERT INTO setting (name, value) VALUES ('kept', 'stays')`);
  await sql.state.execute(
    `CREATE TABLE ballast AS SELECT md5(i::VARCHAR) || md5((i + 0.5)::VARCHAR) AS text FROM range(1000000) t(i)`,
  );
  await sql.state.execute('CHECKPOINT');
  await sql.state.execute('DROP TABLE ballast');
  await sql.close();
  const before = statSync(file).size;
  const again = await open();
  try {
    expect(statSync(file).size).toBeLessThan(before / 4);
    await again.migrate();
    expect(await again.state.query(`SELECT value FROM setting WHERE name = 'kept'`)).toEqual([
      { value: 'stays' },
    ]);
    await expect(
      again.state.execute(`INSERT INTO setting (name, value) VALUES ('kept', 'twice')`),
    ).rejects.toThrow(/[Dd]uplicate/);
  } finally {
    await again.close();
  }
}, 60_000);
