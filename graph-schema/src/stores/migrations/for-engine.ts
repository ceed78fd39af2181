/** Turns the shared schema text into one engine's: PostgreSQL compares text by bytes, as DuckDB always does, and gets its indexes. */
import type { SqlDialect } from '../../ports/sql.ts';

export function forEngine(
  dialect: SqlDialect,
  tables: readonly string[],
  postgresIndexes: readonly string[],
): string[] {
  if (dialect.engine === 'duckdb') return [...tables];
  return [
    ...tables.map((statement) => statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"')),
    ...postgresIndexes,
  ];
}
