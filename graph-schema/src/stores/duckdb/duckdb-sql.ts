/** The truth in DuckDB: one instance per file, one writer connection per transaction, pooled readers. */
import {
  DuckDBInstance,
  DuckDBTypeId,
  DuckDBUUIDValue,
  DuckDBDateValue,
  DuckDBTimestampValue,
  type DuckDBConnection,
  type DuckDBValue,
  type DuckDBValueConverter,
} from '@duckdb/node-api';
import { migrate } from '../migrate.ts';
import {
  LeaseLostError,
  type Sql,
  type SqlDialect,
  type SqlRow,
  type SqlTransaction,
  type SqlValue,
  type StagedTable,
} from '../../ports/sql.ts';

export interface DuckDbOptions {
  /** Database file, or ':memory:'. */
  readonly path: string;
  /** DuckDB size text; its own default would be most of the machine. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** Where big joins spill; default beside the file. */
  readonly tempDirectory?: string;
}

export const duckDbDialect: SqlDialect = {
  engine: 'duckdb',
  createTemp: (name, asSelect) => `CREATE TEMP TABLE ${name} AS ${asSelect}`,
  minUuid: (expression) => `min(${expression})`,
};

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
  readonly #instance: DuckDBInstance;
  readonly #onClose: () => void;
  readonly #idle: DuckDBConnection[] = [];
  #truthQueue: Promise<unknown> = Promise.resolve();
  #stateQueue: Promise<unknown> = Promise.resolve();
  #writerToken: number | undefined;

  private constructor(instance: DuckDBInstance, onClose: () => void) {
    this.#instance = instance;
    this.#onClose = onClose;
  }

  static async open(options: DuckDbOptions, onClose: () => void): Promise<DuckDbSql> {
    const settings: Record<string, string> = {
      memory_limit: options.memoryLimit ?? '512MB',
      preserve_insertion_order: 'false',
    };
    if (options.threads !== undefined) settings['threads'] = String(options.threads);
    if (options.path !== ':memory:')
      settings['temp_directory'] = options.tempDirectory ?? `${options.path}.tmp`;
    // fromCache: a second instance on one file within a process loses commits.
    const instance =
      options.path === ':memory:'
        ? await DuckDBInstance.create(options.path, settings)
        : await DuckDBInstance.fromCache(options.path, settings);
    return new DuckDbSql(instance, onClose);
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
    } finally {
      connection.closeSync();
    }
  }

  async migrate(): Promise<void> {
    await this.#inTransaction((tx) => migrate(tx), 0);
    this.#writerToken = await this.takeToken('writer');
  }

  write<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T> {
    return this.#enqueueTruth(async () => {
      const [lease] = await this.query<{ token: number }>(
        `SELECT token FROM lease WHERE name = 'writer'`,
      );
      if (lease?.token !== this.#writerToken)
        throw new LeaseLostError('Another process has taken the writer lease.');
      return this.#inTransaction(work, (await this.revision()) + 1);
    });
  }

  execute(text: string, parameters: readonly SqlValue[] = []): Promise<number> {
    const done = this.#stateQueue.then(() =>
      this.#withReader(
        async (connection) => (await connection.run(text, parameters.map(toDuckDb))).rowsChanged,
      ),
    );
    this.#stateQueue = done.catch(() => undefined);
    return done;
  }

  async takeToken(name: string): Promise<number> {
    await this.execute(
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

  async close(): Promise<void> {
    await Promise.allSettled([this.#truthQueue, this.#stateQueue]);
    for (const connection of this.#idle.splice(0)) connection.closeSync();
    this.#onClose();
    this.#instance.closeSync();
  }

  #enqueueTruth<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#truthQueue.then(work);
    this.#truthQueue = done.catch(() => undefined);
    return done;
  }

  async #inTransaction<T>(work: (tx: SqlTransaction) => Promise<T>, revision: number): Promise<T> {
    // A connection of its own: temporary tables and attached scratch files end with it.
    const connection = await this.#instance.connect();
    const attached: string[] = [];
    try {
      await connection.run('BEGIN TRANSACTION');
      try {
        const result = await work(new DuckDbTransaction(connection, revision, attached));
        await connection.run('COMMIT');
        return result;
      } catch (error) {
        await connection.run('ROLLBACK').catch(() => undefined); // the error already ended the transaction
        throw error;
      }
    } finally {
      await dropTemporary(connection);
      for (const name of attached) await connection.run(`DETACH ${name}`).catch(() => undefined);
      connection.closeSync();
    }
  }

  async #withReader<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = this.#idle.pop() ?? (await this.#instance.connect());
    try {
      return await work(connection);
    } finally {
      if (this.#idle.length < 8) this.#idle.push(connection);
      else connection.closeSync();
    }
  }
}

let scratchNumber = 0;

class DuckDbTransaction implements SqlTransaction {
  readonly engine = 'duckdb';
  readonly dialect = duckDbDialect;
  readonly revision: number;
  readonly #connection: DuckDBConnection;
  readonly #attached: string[];

  constructor(connection: DuckDBConnection, revision: number, attached: string[]) {
    this.#connection = connection;
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

  async execute(text: string, parameters: readonly SqlValue[] = []): Promise<number> {
    return (await this.#connection.run(text, parameters.map(toDuckDb))).rowsChanged;
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

  async stageScratch(path: string, tables: readonly StagedTable[]): Promise<void> {
    const name = `scratch_${++scratchNumber}`;
    await this.#connection.run(`ATTACH '${path.replaceAll("'", "''")}' AS ${name} (READ_ONLY)`);
    this.#attached.push(name);
    for (const table of tables)
      await this.execute(
        `CREATE TEMP VIEW stage_${table} AS SELECT * FROM ${name}.main."${table}"`,
      );
  }
}

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

async function readAll<T>(
  connection: DuckDBConnection,
  text: string,
  parameters: readonly SqlValue[],
): Promise<T[]> {
  const reader = await connection.runAndReadAll(text, parameters.map(toDuckDb));
  return reader.convertRowObjects(converter) as T[];
}

async function* readBatches<T>(
  connection: DuckDBConnection,
  text: string,
  parameters: readonly SqlValue[],
  batch: number,
): AsyncIterable<T[]> {
  const result = await connection.stream(text, parameters.map(toDuckDb));
  let rows: T[] = [];
  for await (const part of result.yieldConvertedRowObjects(converter)) {
    rows = rows.length === 0 ? (part as T[]) : rows.concat(part as T[]);
    if (rows.length >= batch) {
      yield rows;
      rows = [];
    }
  }
  if (rows.length > 0) yield rows;
}

function toDuckDb(value: SqlValue): DuckDBValue {
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
}

function toSafeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`Integer beyond 2^53: ${value}`);
  return number;
}

const scalarConverter: DuckDBValueConverter<SqlValue> = (value) => {
  if (value === null) return null;
  switch (typeof value) {
    case 'bigint':
      return toSafeNumber(value);
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    default:
      if (value instanceof DuckDBUUIDValue || value instanceof DuckDBDateValue)
        return value.toString();
      if (value instanceof DuckDBTimestampValue)
        return new Date(Number(value.micros / 1000n)).toISOString();
      return String(value);
  }
};
// Every type converts by what its value is, so one function serves all type ids.
const converter: DuckDBValueConverter<SqlValue> = scalarConverter;
