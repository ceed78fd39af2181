/** Chooses the truth's engine from settings. */
import type { Sql } from '../ports/sql.ts';
import type { DuckDbOptions } from './duckdb/duckdb-sql.ts';
import type { PostgresOptions } from './postgres/postgres-sql.ts';

export type SqlOptions =
  | ({ readonly engine: 'duckdb' } & DuckDbOptions)
  | ({ readonly engine: 'postgres' } & PostgresOptions);

/** Opens without migrating; call `migrate()` before use. */
export async function openSql(options: SqlOptions): Promise<Sql> {
  // Only the engine in use is read.
  if (options.engine === 'duckdb')
    return (await import('./duckdb/duckdb-sql.ts')).openDuckDb(options);
  return (await import('./postgres/postgres-sql.ts')).openPostgres(options);
}
