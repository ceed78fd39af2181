/** The truth in DuckDB: one instance per file, one writer connection per transaction, pooled readers. */
import { join } from 'node:path';
import { DuckDBInstance, DuckDBTypeId, type DuckDBConnection } from '@duckdb/node-api';
import { failpoint } from '../../failpoint.ts';
import { migrate } from '../migrate.ts';
import { migrationsOf, type MigrationOntology } from '../migrations/index.ts';
import { checkRecordSecret } from '../record-secret-check.ts';
import {
  LeaseLostError,
  SqlMemoryError,
  type Sql,
  type SqlReader,
  type SqlRow,
  type SqlTransaction,
  type SqlValue,
  type ScratchFile,
  type StagedTable,
  stagedTables,
} from '../../ports/sql.ts';
import { compactDatabase } from './compact-database.ts';
import { holdDatabase } from './copy-database.ts';
import { execute, readAll, readBatches } from './connection.ts';
import { duckDbDialect } from './dialect.ts';
import { DuckDbState, statePath } from './duckdb-state.ts';

/** Name of the truth's file in a data folder. */
export const truthFile = 'phecda.duckdb';

export interface DuckDbOptions {
  /** Database file of the truth, or ':memory:'. The small state lies beside it: `x.duckdb`, `x.state.duckdb`. */
  readonly path: string;
  readonly recordSecret: string;
  /** DuckDB size text; its own default would be most of the machine. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** Where big joins spill; default beside the file. */
  readonly tempDirectory?: string;
}

/** A checkpoint writes parts of tables anew: it comes for what several files have brought together, and a start after a crash has this much to read again. */
const checkpointThreshold = '64MB';

/** The small state lives on with a few megabytes: less emptiness than the truth's is worth a copy, which takes no time. */
const leastEmptyState = 32 << 20;

const openFiles = new Map<string, Promise<DuckDbSql>>();

/** Opens a database file once per process: a second call with the same path gets the same object. */
export function openDuckDb(options: DuckDbOptions): Promise<DuckDbSql> {
  if (options.path === ':memory:') return DuckDbSql.open(options, () => undefined);
  const known = openFiles.get(options.path);
  if (known) return known;
  const opened = DuckDbSql.open(options, () => openFiles.delete(options.path));
  openFiles.set(options.path, opened);
  opened.catch(() => openFiles.delete(options.path));
  return opened;
}

export class DuckDbSql implements Sql {
  readonly engine = 'duckdb';
  readonly dialect = duckDbDialect;
  readonly recordSecret: string;
  readonly state: DuckDbState;
  readonly #instance: DuckDBInstance;
  readonly #onClose: () => void;
  readonly #idle: DuckDBConnection[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  #writerToken: number | undefined;

  private constructor(
    instance: DuckDBInstance,
    state: DuckDbState,
    recordSecret: string,
    onClose: () => void,
  ) {
    this.#instance = instance;
    this.recordSecret = recordSecret;
    this.state = state;
    this.#onClose = onClose;
  }

  static async open(options: DuckDbOptions, onClose: () => void): Promise<DuckDbSql> {
    const settings: Record<string, string> = {
      memory_limit: options.memoryLimit ?? '384MB',
      preserve_insertion_order: 'false',
      checkpoint_threshold: checkpointThreshold,
    };
    if (options.threads !== undefined) settings['threads'] = String(options.threads);
    if (options.path !== ':memory:')
      settings['temp_directory'] = options.tempDirectory ?? `${options.path}.tmp`;
    if (options.path !== ':memory:') {
      await compactDatabase(options.path);
      await compactDatabase(statePath(options.path), { leastEmpty: leastEmptyState });
    }
    // fromCache: a second instance on one file within a process loses commits.
    const instance =
      options.path === ':memory:'
        ? await DuckDBInstance.create(options.path, settings)
        : await DuckDBInstance.fromCache(options.path, settings);
    try {
      const state = await DuckDbState.open(options.path);
      return new DuckDbSql(instance, state, options.recordSecret, onClose);
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  async query<T = SqlRow>(text: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return this.#withReader((connection) => readAll<T>(connection, text, parameters));
  }

  async *stream<T = SqlRow>(
    text: string,
    parameters: readonly SqlValue[] = [],
    batch = 10_000,
  ): AsyncIterable<T[]> {
    const connection = await this.#instance.connect();
    try {
      yield* readBatches<T>(connection, text, parameters, batch);
    } catch (error) {
      throw memoryError(error);
    } finally {
      connection.closeSync();
    }
  }

  async migrate(ontology?: MigrationOntology): Promise<void> {
    const leaving = await holdsState(this);
    if (leaving) await this.state.migrate(stateTakenAt);
    await this.#inTransaction(async (tx) => {
      // The state commits before the truth drops what it held: a crash between the two copies again.
      if (leaving) await this.state.takeFrom(tx);
      failpoint('migrate:state-taken');
      await migrate(tx, migrationsOf(ontology));
      await checkRecordSecret(tx);
    }, 0);
    await this.state.migrate();
    this.#writerToken = await this.takeToken('writer');
  }

  write<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T> {
    return this.#enqueue(async () => {
      const [lease] = await this.query<{ token: number }>(
        `SELECT token FROM lease WHERE name = 'writer'`,
      );
      if (lease?.token !== this.#writerToken)
        throw new LeaseLostError('Another process has taken the writer lease.');
      return this.#inTransaction(work, (await this.revision()) + 1);
    });
  }

  async takeToken(name: string): Promise<number> {
    await this.#run(
      `INSERT INTO lease (name, token) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET token = lease.token + 1`,
      [name],
    );
    const [row] = await this.query<{ token: number }>(`SELECT token FROM lease WHERE name = $1`, [
      name,
    ]);
    return row?.token ?? 1;
  }

  async revision(): Promise<number> {
    const [row] = await this.query<{ revision: number | null }>(
      `SELECT max(revision) AS revision FROM revision`,
    );
    return row?.revision ?? 0;
  }

  async backUp(folder: string): Promise<void> {
    const path = join(folder, truthFile);
    const truth = await holdDatabase(this.#instance, path);
    try {
      const state = await this.state.held(statePath(path));
      try {
        await this.state.holdBoth(state, truth);
        await state.copy();
        await truth.copy();
      } finally {
        await state.release();
      }
    } finally {
      await truth.release();
    }
  }

  async close(): Promise<void> {
    await this.#queue.catch(() => undefined); // told to whoever asked for it
    await this.state.close();
    for (const connection of this.#idle.splice(0)) connection.closeSync();
    this.#onClose();
    this.#instance.closeSync();
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  async #inTransaction<T>(work: (tx: SqlTransaction) => Promise<T>, revision: number): Promise<T> {
    // A connection of its own: temporary tables and attached scratch files end with it.
    const connection = await this.#instance.connect();
    const attached: string[] = [];
    try {
      await connection.run('SET VARIABLE record_secret = $1', [this.recordSecret]);
      await connection.run('BEGIN TRANSACTION');
      try {
        const result = await work(
          new DuckDbTransaction(connection, this.recordSecret, revision, attached),
        );
        await connection.run('COMMIT');
        return result;
      } catch (error) {
        await connection.run('ROLLBACK').catch(() => undefined); // the error already ended the transaction
        throw memoryError(error);
      }
    } finally {
      await dropTemporary(connection);
      for (const name of attached) await connection.run(`DETACH ${name}`).catch(() => undefined);
      connection.closeSync();
    }
  }

  /** A statement with a transaction of its own, past the queue. */
  #run(text: string, parameters: readonly SqlValue[]): Promise<number> {
    return this.#withReader((connection) => execute(connection, text, parameters));
  }

  async #withReader<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = this.#idle.pop() ?? (await this.#instance.connect());
    try {
      return await work(connection);
    } catch (error) {
      throw memoryError(error);
    } finally {
      if (this.#idle.length < 8) this.#idle.push(connection);
      else connection.closeSync();
    }
  }
}

/** Up to migration 4 the truth's file held the small state too. */
/** Version of the state's schema whose tables are those that the truth's file once held. */
const stateTakenAt = 3;

async function holdsState(truth: SqlReader): Promise<boolean> {
  const tables = await truth.query(
    `SELECT 1 AS x FROM information_schema.tables WHERE table_name = 'investigation'`,
  );
  return tables.length > 0;
}

function memoryError(error: unknown): unknown {
  return error instanceof Error &&
    /^(?:TransactionContext Error: .*)?Out of Memory Error/.test(error.message)
    ? new SqlMemoryError('The database ran out of memory.', { cause: error })
    : error;
}

let scratchNumber = 0;

class DuckDbTransaction implements SqlTransaction {
  readonly engine = 'duckdb';
  readonly dialect = duckDbDialect;
  readonly recordSecret: string;
  readonly revision: number;
  readonly #connection: DuckDBConnection;
  readonly #attached: string[];

  constructor(
    connection: DuckDBConnection,
    recordSecret: string,
    revision: number,
    attached: string[],
  ) {
    this.#connection = connection;
    this.recordSecret = recordSecret;
    this.revision = revision;
    this.#attached = attached;
  }

  query<T = SqlRow>(text: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return readAll<T>(this.#connection, text, parameters);
  }

  stream<T = SqlRow>(
    text: string,
    parameters: readonly SqlValue[] = [],
    batch = 10_000,
  ): AsyncIterable<T[]> {
    return readBatches<T>(this.#connection, text, parameters, batch);
  }

  execute(text: string, parameters: readonly SqlValue[] = []): Promise<number> {
    return execute(this.#connection, text, parameters);
  }

  async append(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly SqlValue[]>,
  ): Promise<number> {
    const names = columns.join(', ');
    const types = await this.#connection.runAndReadAll(`SELECT ${names} FROM ${table} LIMIT 0`);
    const landing = `landing_${++scratchNumber}`;
    const kinds = types.columnTypes().map((type) => landingType(type.typeId));
    await this.execute(
      `CREATE TEMP TABLE ${landing} (${columns.map((name, i) => `${name} ${kinds[i]}`).join(', ')})`,
    );
    const appender = await this.#connection.createAppender(landing, 'main', 'temp');
    let count = 0;
    for (const row of rows) {
      for (let i = 0; i < columns.length; i++) {
        const value = row[i];
        if (value === null || value === undefined) appender.appendNull();
        else if (kinds[i] === 'BIGINT') appender.appendBigInt(BigInt(value));
        else if (kinds[i] === 'DOUBLE') appender.appendDouble(Number(value));
        else if (kinds[i] === 'BOOLEAN') appender.appendBoolean(value === true);
        else appender.appendVarchar(String(value));
      }
      appender.endRow();
      if (++count % 20_000 === 0) appender.flushSync();
    }
    appender.closeSync();
    await this.execute(`INSERT INTO ${table} (${names}) SELECT ${names} FROM ${landing}`);
    await this.execute(`DROP TABLE ${landing}`);
    return count;
  }

  async stageScratch(files: readonly ScratchFile[], tables: readonly StagedTable[]): Promise<void> {
    const attached = [];
    for (const { path, ...file } of files) {
      const name = `scratch_${++scratchNumber}`;
      await this.#connection.run(`ATTACH ${quoted(path)} AS ${name} (READ_ONLY)`);
      this.#attached.push(name);
      attached.push({ name, ...file });
    }
    for (const table of tables) {
      const names = stagedTables[table].map((column) => `"${column.split(' ')[0]}"`).join(', ');
      const rows = attached.map(
        ({ name, dataset, fileNo }) =>
          `SELECT ${names}, ${quoted(dataset)} AS dataset, CAST(${fileNo} AS BIGINT) AS file_no FROM ${name}.main."${table}"`,
      );
      await this.execute(`CREATE TEMP VIEW stage_${table} AS ${rows.join(' UNION ALL ')}`);
    }
  }
}

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

function landingType(typeId: DuckDBTypeId): 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR' {
  switch (typeId) {
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.HUGEINT:
      return 'BIGINT';
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return 'DOUBLE';
    case DuckDBTypeId.BOOLEAN:
      return 'BOOLEAN';
    default:
      return 'VARCHAR';
  }
}

async function dropTemporary(connection: DuckDBConnection): Promise<void> {
  // Views on an attached file would keep it from being detached.
  const views = await connection
    .runAndReadAll(`SELECT view_name FROM duckdb_views() WHERE temporary AND NOT internal`)
    .catch(() => null);
  for (const [view] of views?.getRows() ?? [])
    await connection.run(`DROP VIEW IF EXISTS temp.main."${String(view)}"`).catch(() => undefined);
}
