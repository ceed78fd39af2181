/** Chooses the truth's engine from settings. */
import type { Sql } from '../ports/sql.ts';
import { openDuckDb, type DuckDbOptions } from './duckdb/duckdb-sql.ts';
import { openPostgres, type PostgresOptions } from './postgres/postgres-sql.ts';

export type SqlOptions =
  | ({ readonly engine: 'duckdb' } & DuckDbOptions)
  | ({ readonly engine: 'postgres' } & PostgresOptions);

/** Opens without migrating; call `migrate()` before use. */
export function openSql(options: SqlOptions): Promise<Sql> {
  return options.engine === 'duckdb' ? openDuckDb(options) : openPostgres(options);
}
