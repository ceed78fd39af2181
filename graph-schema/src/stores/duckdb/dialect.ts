/** Where DuckDB's SQL differs from PostgreSQL's. */
import type { SqlDialect } from '../../ports/sql.ts';

export const duckDbDialect: SqlDialect = {
  engine: 'duckdb',
  createTemp: (name, asSelect) => `CREATE TEMP TABLE ${name} AS ${asSelect}`,
  minUuid: (expression) => `min(${expression})`,
  fewRows: (table, condition) =>
    `SELECT * FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE ${condition})`,
  recordSecret: `getvariable('record_secret')`,
};
