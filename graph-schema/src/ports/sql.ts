/** Port of the truth's database: plain SQL shared by both engines, one writer with a lease and a fencing token. Proved by test/contract/sql. */

export type SqlValue = string | number | bigint | boolean | null;
export type SqlRow = Record<string, SqlValue>;

/**
 * Reads. `$1`, `$2` … are parameters on both engines.
 * Values come back as: BIGINT/INT → number (throws beyond 2^53), UUID → lower-case text, DATE → 'YYYY-MM-DD', TIMESTAMP → ISO text, BOOLEAN → boolean.
 */
export interface SqlReader {
  query<T = SqlRow>(text: string, parameters?: readonly SqlValue[]): Promise<T[]>;
  /** Batches of up to `batch` rows (default 10,000) without holding the whole result; a consistent snapshot. */
  stream<T = SqlRow>(text: string, parameters?: readonly SqlValue[], batch?: number): AsyncIterable<T[]>;
}

/** A write transaction of the one writer. Temporary tables made here vanish with it. */
export interface SqlTransaction extends SqlReader {
  readonly engine: 'duckdb' | 'postgres';
  readonly dialect: SqlDialect;
  /** Revision allocated to this transaction, inside it. */
  readonly revision: number;
  readonly token: number;
  execute(text: string, parameters?: readonly SqlValue[]): Promise<number>;
  /** Bulk append in column order of `columns`. */
  append(table: string, columns: readonly string[], rows: Iterable<readonly SqlValue[]>): Promise<number>;
  /** Makes the staged tables of a scratch file visible as `stage_<table>` in this transaction. */
  stageScratch(path: string, tables: readonly string[]): Promise<void>;
}

/** The places where the two engines' SQL differs; everything else is shared text. */
export interface SqlDialect {
  readonly engine: 'duckdb' | 'postgres';
  /** Statement that makes an empty temporary table of the transaction from a query or column list. */
  createTemp(name: string, asSelect: string): string;
  minUuid(expression: string): string;
}

export interface Sql extends SqlReader {
  readonly engine: 'duckdb' | 'postgres';
  readonly dialect: SqlDialect;
  /** Brings the schema to the newest version; safe to repeat. */
  migrate(): Promise<void>;
  /**
   * Runs `work` as the one writer: queued, under the lease, committed only when `work` returns; rolled back on any error.
   * `work` gets a fresh revision; when it calls nothing that writes, return false from `keepRevision` to leave the number unused.
   * @throws LeaseLostError when another process took the lease.
   */
  write<T>(actor: string, work: (tx: SqlTransaction) => Promise<T>): Promise<T>;
  /** Small state that is not truth (investigations, settings, cursors): its own short transaction, no revision. */
  execute(text: string, parameters?: readonly SqlValue[]): Promise<number>;
  /** Last committed revision, 0 for an empty database. */
  revision(): Promise<number>;
  close(): Promise<void>;
}

export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}
