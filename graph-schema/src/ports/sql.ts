/** Port of the truth's database: plain SQL shared by both engines, one writer with a lease and a fencing token. Proved by test/contract/sql. */
import type { Ontology } from '../model.ts';
import type { StateStore } from './state-store.ts';

export type SqlValue = string | number | bigint | boolean | null;
export type SqlRow = Record<string, SqlValue>;

/**
 * Reads. `$1`, `$2` … are parameters on both engines.
 * Values come back as: BIGINT/INT → number (throws beyond 2^53), UUID → lower-case text, DATE → 'YYYY-MM-DD', TIMESTAMP → ISO text, BOOLEAN → boolean.
 */
export interface SqlReader {
  readonly dialect: SqlDialect;
  query<T = SqlRow>(text: string, parameters?: readonly SqlValue[]): Promise<T[]>;
  /** Batches of up to `batch` rows (default 10,000) without holding the whole result; a consistent snapshot. */
  stream<T = SqlRow>(
    text: string,
    parameters?: readonly SqlValue[],
    batch?: number,
  ): AsyncIterable<T[]>;
}

/** A write transaction of the one writer. Temporary tables made here vanish with it. */
export interface SqlTransaction extends SqlReader {
  readonly engine: 'duckdb' | 'postgres';
  /** Secret of the deployment that keys the ids of records. In SQL write `dialect.recordSecret`. */
  readonly recordSecret: string;
  /** Number that this transaction's revision has, read under the writer's lock; it counts once the work inserts its row into `revision`. */
  readonly revision: number;
  execute(text: string, parameters?: readonly SqlValue[]): Promise<number>;
  /** Bulk append of rows in the order of `columns`; further columns of the table stay NULL. */
  append(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly SqlValue[]>,
  ): Promise<number>;
  /** Makes the staged tables of scratch files visible as `stage_<table>` in this transaction, each row with the `dataset` and the `file_no` of its file as further columns. */
  stageScratch(files: readonly ScratchFile[], tables: readonly StagedTable[]): Promise<void>;
}

export interface ScratchFile {
  readonly path: string;
  readonly dataset: string;
  readonly fileNo: number;
}

/** Staged tables of a scratch file, in the order of their columns; the contract between prepare and apply. */
export const stagedTables = {
  assertion: ['record_id uuid', 'version uuid', 'source_date date', 'row bigint', 'rows bigint'],
  version: [
    'record_id uuid',
    'version uuid',
    'family text',
    'type text',
    'label text',
    'props text',
    'keys text',
    'tags text',
    'anchor uuid',
    'source_record uuid',
    'target_record uuid',
    'valid_from date',
    'valid_to date',
  ],
  declaration: [
    'record_id uuid',
    'version uuid',
    'number text',
    'date date',
    'direction text',
    'trader uuid',
    'declarant uuid',
    'overseas uuid',
    'carrier uuid',
    'vehicle uuid',
    'vessel uuid',
    'container uuid',
    'port uuid',
    'hs uuid',
    'hs_code text',
    'origin text',
    'destination text',
    'mode text',
    'value bigint',
    'currency text',
    'yuan bigint',
    'mass bigint',
    'quantity bigint',
    'inspection text',
    'extra text',
  ],
  quarantine: ['row bigint', 'field text', 'value text', 'code text', 'reason text'],
  quarantine_row: ['row bigint', 'source text'],
} as const satisfies Record<string, readonly string[]>;
export type StagedTable = keyof typeof stagedTables;

/** The places where the two engines' SQL differs; everything else is shared text. */
export interface SqlDialect {
  readonly engine: 'duckdb' | 'postgres';
  /** Statement that makes an empty temporary table of the transaction from a query or column list. */
  createTemp(name: string, asSelect: string): string;
  minUuid(expression: string): string;
  /** Query of the rows of a table that meet a condition and are few of many. DuckDB unpacks the texts of all to compare their ids, unless it is led to the rows. */
  fewRows(table: string, condition: string): string;
  /** Expression of the secret of record ids within a write transaction: the text of a statement, which may be logged, never holds it. */
  readonly recordSecret: string;
}

export interface Sql extends SqlReader {
  readonly engine: 'duckdb' | 'postgres';
  readonly recordSecret: string;
  /** Brings the schema to the newest version; safe to repeat. Without `ontology`: the generated model. */
  migrate(ontology?: Pick<Ontology, 'entityTypes' | 'relationKinds'>): Promise<void>;
  /**
   * Runs `work` as the one writer: queued (DuckDB) or under the writer's row lock (PostgreSQL), committed only when `work` returns, rolled back on any error.
   * @throws LeaseLostError when this process no longer holds the writer's lease (DuckDB).
   */
  write<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T>;
  /** A fencing token greater than every earlier one of this name; the graph store refuses smaller ones. */
  takeToken(name: string): Promise<number>;
  /** Small state that is not truth; no transaction covers both. Migrated and closed with the truth. */
  readonly state: StateStore;
  /** Last committed revision, 0 for an empty database. */
  revision(): Promise<number>;
  /** Writes truth and small state, as they stood at one moment, into a folder that exists; reads and writes go on meanwhile. Migrated or not. */
  backUp(folder: string): Promise<void>;
  close(): Promise<void>;
}

/** A back-up cannot be made or restored there; the message says why. */
export class BackUpError extends Error {
  override readonly name = 'BackUpError';
}

export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** The database's memory did not suffice, or its disk for what it sets aside. Its own words are the cause, for the log. */
export class SqlMemoryError extends Error {
  override readonly name = 'SqlMemoryError';
}
