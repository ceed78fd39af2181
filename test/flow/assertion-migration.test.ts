/** A truth that keeps a row per delivery opens as runs, and every file still asserts what it did; on both engines. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { Sql, SqlDialect } from '@phecda/graph-schema/ports/sql';
import { duckDbDialect } from '@phecda/graph-schema/stores/duckdb/dialect';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { migrationsOf } from '@phecda/graph-schema/stores/migrations/index';
import { openPostgres, postgresDialect } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { postgresDatabase } from '../support/test-servers.ts';
import { keyedId } from '@phecda/graph-schema/truth/record-id';
import { recordSecret } from '../support/record-secret.ts';

const BEFORE = 4;
const id = (n: number): string => `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`;

interface OldFile {
  readonly dataset: string;
  readonly mode?: 'delta';
  readonly day: string | null;
  readonly supplements?: number;
  /** record, version, day of its own */
  readonly says: readonly (readonly [number, number, string?])[];
}

/** Numbered from 1. Deliveries of `a` come late, repeat, leave out and take up again; other files lie between. */
const files: readonly OldFile[] = [
  {
    dataset: 'a',
    day: '2024-02-01',
    says: [
      [1, 1],
      [2, 1],
      [3, 1, '2023-05-05'],
    ],
  },
  {
    dataset: 'b',
    mode: 'delta',
    day: '2024-02-02',
    says: [
      [9, 1],
      [8, 1, '2020-01-01'],
    ],
  },
  {
    dataset: 'a',
    day: '2024-01-01',
    says: [
      [1, 1],
      [3, 1, '2023-05-05'],
    ],
  },
  {
    dataset: 'a',
    day: '2024-01-01',
    supplements: 3,
    says: [
      [2, 1],
      [1, 1],
    ],
  },
  {
    dataset: 'a',
    day: '2024-03-01',
    says: [
      [1, 2],
      [2, 1],
      [3, 1, '2024-03-01'],
      [4, 1],
    ],
  },
  { dataset: 'b', mode: 'delta', day: null, says: [[9, 1]] },
  {
    dataset: 'a',
    day: '2024-04-01',
    says: [
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
    ],
  },
];

/** As the schema was when assertions were kept per delivery. */
function oldTruth(dialect: SqlDialect): string[] {
  const statements = [
    `CREATE TABLE schema_version (version INTEGER NOT NULL, name VARCHAR NOT NULL)`,
  ];
  for (const migration of migrationsOf().slice(0, BEFORE)) {
    statements.push(...migration.statements(dialect));
    statements.push(
      `INSERT INTO schema_version VALUES (${migration.version}, '${migration.name}')`,
    );
  }
  const day = (text: string | null): string => (text === null ? 'NULL' : `DATE '${text}'`);
  for (const [i, file] of files.entries()) {
    statements.push(
      `INSERT INTO file (file_no, file_id, dataset, name, sha256, mapping_id, mapping_hash, mode, source_date, supplements, state, live, revision, actor, reason, made_at,
         bytes, rows_read, rows_loaded, rows_quarantined, summary)
       VALUES (${i + 1}, '${id(100 + i)}', '${file.dataset}', 'f', '${i}', 'm', '', '${file.mode ?? 'snapshot'}', ${day(file.day)},
         ${file.supplements === undefined ? 'NULL' : `'${id(99 + file.supplements)}'`}, 'loaded', FALSE, 1, 'x', '', TIMESTAMP '2024-01-01 00:00:00', 1, 1, 1, 0, '{}')`,
    );
    for (const [n, [record, version, own]] of file.says.entries())
      statements.push(
        `INSERT INTO assertion VALUES (${i + 1}, '${id(record)}', '${id(version)}', ${day(own ?? file.day)}, ${n + 2}, 1, FALSE)`,
      );
  }
  return statements;
}

/** A later migration keys the ids of records. */
const recordNow = (n: number): string => keyedId(recordSecret, id(n));

async function expectRuns(sql: Sql): Promise<void> {
  const said = files.flatMap((file, i) =>
    file.says.map(([record, version, own]) => [
      i + 1,
      recordNow(record),
      id(version),
      own ?? file.day,
    ]),
  );
  const kept = await sql.query<Record<string, string | number>>(
    `SELECT file_no, record_id, version, source_date FROM assertion ORDER BY file_no, row_file, row_no`,
  );
  const line = (row: readonly unknown[]): string => row.map(String).join(' ');
  expect(kept.map((row) => line(Object.values(row))).sort()).toEqual(said.map(line).sort());
  // Kept once: record 2 in the last two deliveries, record 1 in the first two; row and file are those where each began.
  const runs = await sql.query<Record<string, number>>(
    `SELECT from_file, until_file, row_no FROM assertion_run WHERE record_id IN ('${recordNow(1)}', '${recordNow(2)}') AND version = '${id(1)}'
     ORDER BY record_id <> '${recordNow(1)}', from_file`,
  );
  expect(runs.map((row) => Object.values(row))).toEqual([
    [1, 5, 2],
    [4, 5, 3],
    [7, null, 2],
    [1, 3, 3],
    [4, 5, 2],
    [5, null, 3],
  ]);
}

describe('assertions per delivery become runs', () => {
  it('on DuckDB', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'phecda-runs-'));
    const path = join(folder, 'phecda.duckdb');
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    for (const statement of oldTruth(duckDbDialect)) await connection.run(statement);
    connection.closeSync();
    instance.closeSync();
    const sql = await openDuckDb({ path, recordSecret });
    try {
      await sql.migrate();
      await expectRuns(sql);
    } finally {
      await sql.close();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('on PostgreSQL', async () => {
    const url = await postgresDatabase();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const statement of oldTruth(postgresDialect)) await client.query(statement);
    await client.end();
    const sql = await openPostgres({ url, recordSecret });
    try {
      await sql.migrate();
      await expectRuns(sql);
    } finally {
      await sql.close();
    }
  });
});
