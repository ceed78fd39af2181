import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { armFailpoint } from '@phecda/graph-schema/failpoint';
import { duckDbDialect } from '@phecda/graph-schema/stores/duckdb/dialect';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { migrationsOf } from '@phecda/graph-schema/stores/migrations/index';
import { describeStateStore } from './state-store.contract.ts';
import { recordSecret } from '../support/record-secret.ts';

describeStateStore('DuckDB', () => openDuckDb({ path: ':memory:', recordSecret }));

describe('a data folder in which the truth’s file held the small state', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phecda-old-folder-'));
    path = join(folder, 'phecda.duckdb');
    const instance = await DuckDBInstance.create(path);
    const old = await instance.connect();
    await old.run(`CREATE TABLE schema_version (version INTEGER NOT NULL, name VARCHAR NOT NULL)`);
    for (const { version, name, statements } of migrationsOf().filter((one) => one.version <= 4)) {
      for (const statement of statements(duckDbDialect)) await old.run(statement);
      await old.run(`INSERT INTO schema_version VALUES (${version}, '${name}')`);
    }
    await old.run(
      `INSERT INTO investigation VALUES ('0cc175b9-c0f1-b6a8-31c3-99e269772661', '案件 "一"', E'two\\nlines', 3, '李', 2, '2024-02-29 13:14:15.678', '2024-03-01', NULL, '{"nodes":[1,2]}')`,
    );
    await old.run(`INSERT INTO setting VALUES ('session:x', '{}')`);
    await old.run(`INSERT INTO view_state VALUES ('neo4j', 7)`);
    await old.run(
      `INSERT INTO job VALUES ('0cc175b9-c0f1-b6a8-31c3-99e269772662', 'import', 'a.csv', 'queued', 'queued', 0, NULL, '{}', NULL, NULL, NULL, '李', '2024-02-29', '2024-02-29')`,
    );
    old.closeSync();
    instance.closeSync();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const expectMoved = async (): Promise<void> => {
    const sql = await openDuckDb({ path, recordSecret });
    try {
      await sql.migrate();
      expect(await sql.state.query(`SELECT * FROM investigation`)).toEqual([
        {
          investigation_id: '0cc175b9-c0f1-b6a8-31c3-99e269772661',
          title: '案件 "一"',
          notes: 'two\nlines',
          version: 3,
          actor: '李',
          nodes: 2,
          created_at: '2024-02-29T13:14:15.678Z',
          updated_at: '2024-03-01T00:00:00.000Z',
          deleted_at: null,
          state: '{"nodes":[1,2]}',
        },
      ]);
      for (const table of ['setting', 'job', 'view_state'])
        expect(await sql.state.query(`SELECT * FROM ${table}`)).toHaveLength(1);
      // A job that waited goes on waiting, with what it was asked.
      expect(
        await sql.state.query(`SELECT kind, title, input, owner, state, attempt FROM job`),
      ).toEqual([
        { kind: 'import', title: 'a.csv', input: '{}', owner: '李', state: 'queued', attempt: 0 },
      ]);
      await expect(sql.query(`SELECT * FROM investigation`)).rejects.toThrow();
    } finally {
      await sql.close();
    }
  };

  it('opens, with every row in the state’s file', expectMoved);

  it('opens when the first opening ended between the two files', async () => {
    const sql = await openDuckDb({ path, recordSecret });
    armFailpoint('migrate:state-taken=throw');
    await expect(sql.migrate()).rejects.toThrow('state-taken');
    expect(await sql.query(`SELECT * FROM investigation`)).toHaveLength(1);
    await sql.close();
    await expectMoved();
  });
});
