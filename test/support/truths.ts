/** New migrated truths for tests. */
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { recordSecret } from './record-secret.ts';
import { copyOfDatabase, postgresDatabase } from './test-servers.ts';

/** In memory. On few rows a second thread costs a fifth more and answers no sooner. */
export async function newDuckDb(): Promise<Sql> {
  const sql = await openDuckDb({ path: ':memory:', recordSecret, threads: 1 });
  await sql.migrate();
  return sql;
}

let migrated: Promise<string> | undefined;

/** A copy of a database that was migrated once for the test file. */
export async function newPostgres(): Promise<Sql> {
  migrated ??= (async () => {
    const url = await postgresDatabase();
    const sql = await openPostgres({ url, recordSecret });
    await sql.migrate();
    await sql.close();
    return url;
  })();
  const sql = await openPostgres({ url: await copyOfDatabase(await migrated), recordSecret });
  await sql.migrate();
  return sql;
}
