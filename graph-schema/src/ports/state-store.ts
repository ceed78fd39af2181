/** Port of the small state beside the truth (cases, settings, uploads, jobs, the analysts' inbox): never waits for the writer of the truth. Proved by test/contract/sql. */
import type { SqlRow, SqlValue } from './sql.ts';

/** Parameters and values are those of the truth's port. */
export interface StateReader {
  query<T = SqlRow>(text: string, parameters?: readonly SqlValue[]): Promise<T[]>;
}

export interface StateTransaction extends StateReader {
  execute(text: string, parameters?: readonly SqlValue[]): Promise<number>;
}

export interface StateStore extends StateTransaction {
  readonly engine: 'duckdb' | 'postgres';
  /** One changing statement as a transaction of its own, and the rows that it returns (`… RETURNING …`). */
  change<T = SqlRow>(text: string, parameters?: readonly SqlValue[]): Promise<T[]>;
  /** Durable once it returns, rolled back on any error. On DuckDB one at a time; on PostgreSQL lock what must not change meanwhile. */
  transaction<T>(work: (tx: StateTransaction) => Promise<T>): Promise<T>;
}
