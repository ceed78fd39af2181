import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { duckDbDialect } from '@phecda/graph-schema/stores/duckdb/dialect';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { openPostgres, postgresDialect } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { recordSecret } from '../support/record-secret.ts';
import { postgresDatabase } from '../support/test-servers.ts';
import { describeUpgrade } from './upgrade.cases.ts';

describeUpgrade('DuckDB', async (make) => {
  const path = join(mkdtempSync(join(tmpdir(), 'phecda-old-')), 'phecda.duckdb');
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await make((statement) => connection.run(statement), {
    engine: 'duckdb',
    dialect: duckDbDialect,
  });
  connection.closeSync();
  instance.closeSync();
  const sql = await openDuckDb({ path, recordSecret });
  await sql.migrate();
  return sql;
});

describeUpgrade('PostgreSQL', async (make) => {
  const url = await postgresDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await make((statement) => client.query(statement), {
    engine: 'postgres',
    dialect: postgresDialect,
  });
  await client.end();
  const sql = await openPostgres({ url, recordSecret });
  await sql.migrate();
  return sql;
});
