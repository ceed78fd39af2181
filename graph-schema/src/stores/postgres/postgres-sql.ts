/** The truth in PostgreSQL: the writer's row lock orders all writes, whichever process they come from. */
import { DuckDBInstance } from '@duckdb/node-api';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import {
  stagedTables,
  type Sql,
  type SqlDialect,
  type SqlRow,
  type SqlTransaction,
  type SqlValue,
  type ScratchFile,
  type StagedTable,
} from '../../ports/sql.ts';
import { migrate } from '../migrate.ts';
import { migrationsOf, type MigrationOntology } from '../migrations/index.ts';
import { checkRecordSecret } from '../record-secret-check.ts';
import { stateMigrations } from '../state-migrations/index.ts';
import { BackUpError } from '../../ports/sql.ts';
import { copyTablesIn, copyTablesOut, readVersions, type SchemaVersions } from './backup-tables.ts';
import { Connections, type Session } from './connections.ts';
import { PostgresState } from './postgres-state.ts';

const tablesFolder = 'tables';

export interface PostgresOptions {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  readonly recordSecret: string;
  /** Schema of this truth, for tests that share a server; default public. */
  readonly schema?: string;
  readonly poolSize?: number;
  /** As of connections. */
  readonly lostAfterMs?: number;
}

export const postgresDialect: SqlDialect = {
  engine: 'postgres',
  createTemp: (name, asSelect) => `CREATE TEMP TABLE ${name} ON COMMIT DROP AS ${asSelect}`,
  minUuid: (expression) => `min_uuid(${expression})`,
  fewRows: (table, condition) => `SELECT * FROM ${table} WHERE ${condition}`,
  recordSecret: `current_setting('phecda.record_secret')`,
};

const parsers = new Map<number, (text: string) => SqlValue>([
  [20, toSafeNumber],
  [1700, toSafeNumber],
  [1082, (text) => text],
  [1114, (text) => new Date(`${text.replace(' ', 'T')}Z`).toISOString()],
  [1184, (text) => new Date(text).toISOString()],
]);
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ??
    pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** Small writes wait for no reader. */
const stateConnections = 4;

/** @throws Error when the database does not sort text bytewise (collation C), which the order of answers rests on. */
export async function openPostgres(options: PostgresOptions): Promise<PostgresSql> {
  const schema = options.schema ?? 'public';
  if (!/^[a-z_][a-z0-9_]*$/.test(schema)) throw new Error(`Not a schema name: ${schema}`);
  const connect = (max: number): Connections =>
    new Connections({
      url: options.url,
      schema,
      types,
      max,
      ...(options.lostAfterMs !== undefined && { lostAfterMs: options.lostAfterMs }),
    });
  const pool = connect(options.poolSize ?? 10);
  try {
    const { rows } = await pool.query<{ datcollate: string }>(
      `SELECT datcollate FROM pg_database WHERE datname = current_database()`,
    );
    const collation = rows[0]?.datcollate;
    if (collation !== 'C' && collation !== 'POSIX') {
      throw new Error(
        `PostgreSQL database has collation ${collation}; create it with LC_COLLATE 'C' TEMPLATE template0.`,
      );
    }
    await pool.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new PostgresSql(pool, new PostgresState(connect(stateConnections)), options.recordSecret);
}

export class PostgresSql implements Sql {
  readonly engine = 'postgres';
  readonly dialect = postgresDialect;
  readonly recordSecret: string;
  readonly state: PostgresState;
  readonly #pool: Connections;

  constructor(pool: Connections, state: PostgresState, recordSecret: string) {
    this.#pool = pool;
    this.recordSecret = recordSecret;
    this.state = state;
  }

  async query<T = SqlRow>(text: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return (await this.#pool.query(text, parameters)).rows as T[];
  }

  async *stream<T = SqlRow>(
    text: string,
    parameters: readonly SqlValue[] = [],
    batch = 10_000,
  ): AsyncIterable<T[]> {
    const session = await this.#pool.open();
    try {
      await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await session.query('SET LOCAL statement_timeout = 0');
      yield* fetchBatches<T>(session, text, parameters, batch);
    } finally {
      if (!session.isBroken()) await session.query('ROLLBACK').catch(() => undefined); // then it is broken, and replaced
      session.release();
    }
  }

  async migrate(ontology?: MigrationOntology): Promise<void> {
    await this.#pool.transaction(async (session) =>
      checkRecordSecret(await this.#migrate(session, ontology)),
    );
  }

  /** @param upTo versions of truth and state; default: the newest */
  async #migrate(
    session: Session,
    ontology?: MigrationOntology,
    upTo: SchemaVersions = { truth: Infinity, state: Infinity },
  ): Promise<PostgresTransaction> {
    await session.query(`SELECT pg_advisory_xact_lock(7403151)`);
    await session.query(
      `CREATE OR REPLACE FUNCTION least_uuid(a uuid, b uuid) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT LEAST(a, b)'`,
    );
    const { rows } = await session.query(
      `SELECT 1 FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.proname = 'min_uuid' AND n.nspname = current_schema()`,
    );
    if (rows.length === 0) {
      await session.query(
        `CREATE AGGREGATE min_uuid(uuid) (SFUNC = least_uuid, STYPE = uuid, COMBINEFUNC = least_uuid, PARALLEL = SAFE)`,
      );
    }
    const tx = await this.#transaction(session, 0);
    await migrate(
      tx,
      migrationsOf(ontology).filter(({ version }) => version <= upTo.truth),
    );
    await migrate(
      tx,
      stateMigrations.filter(({ version }) => version <= upTo.state),
      'state_schema_version',
    );
    await session.query(
      `INSERT INTO lease (name, token) VALUES ('writer', 1) ON CONFLICT (name) DO NOTHING`,
    );
    return tx;
  }

  write<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T> {
    return this.#pool.transaction(async (session) => {
      // The row lock is the lease: it ends with the connection, so a dead writer never blocks the next one.
      await session.query(`SELECT token FROM lease WHERE name = 'writer' FOR UPDATE`);
      const { rows } = await session.query<{ revision: number | null }>(
        `SELECT max(revision) AS revision FROM revision`,
      );
      return work(await this.#transaction(session, (rows[0]?.revision ?? 0) + 1));
    });
  }

  /** The secret goes in as a parameter and ends with the transaction. */
  async #transaction(session: Session, revision: number): Promise<PostgresTransaction> {
    await session.query(`SELECT set_config('phecda.record_secret', $1, true)`, [this.recordSecret]);
    return new PostgresTransaction(session, this.recordSecret, revision);
  }

  async takeToken(name: string): Promise<number> {
    const [row] = await this.query<{ token: number }>(
      `INSERT INTO lease (name, token) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET token = lease.token + 1 RETURNING token`,
      [name],
    );
    return row?.token ?? 1;
  }

  async revision(): Promise<number> {
    const [row] = await this.query<{ revision: number | null }>(
      `SELECT max(revision) AS revision FROM revision`,
    );
    return row?.revision ?? 0;
  }

  async backUp(folder: string): Promise<void> {
    await this.#pool.use((session) =>
      session.wait(copyTablesOut(session.client, join(folder, tablesFolder))),
    );
  }

  /** Fills an empty database from a back-up. @throws BackUpError when it is not empty */
  async restore(folder: string): Promise<void> {
    const versions = await readVersions(join(folder, tablesFolder));
    if (!migrationsOf().some(({ version }) => version === versions.truth))
      throw new BackUpError('The back-up was made by a newer version of the software.');
    await this.#pool.transaction(async (session) => {
      const { rows } = await session.query(`SELECT to_regclass('schema_version') AS known`);
      if ((rows[0] as { known: string | null }).known !== null)
        throw new BackUpError('The database is not empty: restore into a new one.');
      await this.#migrate(session, undefined, versions);
      await copyTablesIn(session.client, join(folder, tablesFolder));
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.state.close(), this.#pool.end()]);
  }
}

class PostgresTransaction implements SqlTransaction {
  readonly engine = 'postgres';
  readonly dialect = postgresDialect;
  readonly recordSecret: string;
  readonly revision: number;
  readonly #session: Session;

  constructor(session: Session, recordSecret: string, revision: number) {
    this.#session = session;
    this.recordSecret = recordSecret;
    this.revision = revision;
  }

  async query<T = SqlRow>(text: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return (await this.#session.query(text, parameters)).rows as T[];
  }

  stream<T = SqlRow>(
    text: string,
    parameters: readonly SqlValue[] = [],
    batch = 10_000,
  ): AsyncIterable<T[]> {
    return fetchBatches<T>(this.#session, text, parameters, batch);
  }

  async execute(text: string, parameters: readonly SqlValue[] = []): Promise<number> {
    return (await this.#session.query(text, parameters)).rowCount ?? 0;
  }

  async append(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly SqlValue[]>,
  ): Promise<number> {
    let count = 0;
    function* lines(): Iterable<string> {
      let buffer = '';
      for (const row of rows) {
        buffer += `${row.map(copyText).join('\t')}\n`;
        count++;
        if (buffer.length > 65_536) {
          yield buffer;
          buffer = '';
        }
      }
      if (buffer) yield buffer;
    }
    const into = copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`);
    await this.#session.wait(pipeline(Readable.from(lines()), this.#session.client.query(into)));
    return count;
  }

  /** Copies through CSV files written by DuckDB: no row passes through JavaScript. */
  async stageScratch(files: readonly ScratchFile[], tables: readonly StagedTable[]): Promise<void> {
    for (const table of tables)
      await this.execute(
        `CREATE TEMP TABLE stage_${table} (${[...stagedTables[table], 'dataset text', 'file_no bigint'].map(quoteName).join(', ')}) ON COMMIT DROP`,
      );
    for (const file of files) await this.#copyScratch(file, tables);
    for (const table of tables) await this.execute(`ANALYZE stage_${table}`);
  }

  async #copyScratch(
    { path, dataset, fileNo }: ScratchFile,
    tables: readonly StagedTable[],
  ): Promise<void> {
    // Beside the scratch: what a killed process leaves goes with it.
    const folder = await mkdtemp(`${path}.stage-`);
    try {
      const instance = await DuckDBInstance.fromCache(path, { access_mode: 'READ_ONLY' });
      const connection = await instance.connect();
      try {
        for (const table of tables) {
          const names = stagedTables[table].map((column) => `"${column.split(' ')[0]}"`).join(', ');
          const file = join(folder, `${table}.csv`);
          await connection.run(
            `COPY (SELECT ${names}, '${dataset.replaceAll("'", "''")}', ${fileNo} FROM "${table}") TO '${file}' (FORMAT csv, HEADER false)`,
          );
          const into = copyFrom(`COPY stage_${table} FROM STDIN (FORMAT csv)`);
          await this.#session.wait(
            pipeline(
              createReadStream(file, { highWaterMark: 1 << 18 }),
              this.#session.client.query(into),
            ),
          );
        }
      } finally {
        connection.closeSync();
        instance.closeSync();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function quoteName(column: string): string {
  const [name, type] = column.split(' ');
  return `"${name}" ${type}`;
}

let cursorNumber = 0;

async function* fetchBatches<T>(
  session: Session,
  text: string,
  parameters: readonly SqlValue[],
  batch: number,
): AsyncIterable<T[]> {
  const cursor = `batch_${++cursorNumber}`;
  await session.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`, parameters);
  try {
    for (;;) {
      const { rows } = await session.query(`FETCH ${batch} FROM ${cursor}`);
      if (rows.length === 0) return;
      yield rows as T[];
    }
  } finally {
    await session.query(`CLOSE ${cursor}`).catch(() => undefined); // a failed transaction has closed it
  }
}

function copyText(value: SqlValue | undefined): string {
  if (value === null || value === undefined) return '\\N';
  return String(value).replace(/[\\\t\n\r]/g, (c) =>
    c === '\\' ? '\\\\' : c === '\t' ? '\\t' : c === '\n' ? '\\n' : '\\r',
  );
}

function toSafeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && !Number.isSafeInteger(number))
    throw new RangeError(`Integer beyond 2^53: ${text}`);
  return number;
}
