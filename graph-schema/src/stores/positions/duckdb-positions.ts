/** Positions in a DuckDB file of their own, so that neither their volume nor their memory is felt by the truth. */
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  BIGINT,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  FLOAT,
  INTEGER,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { positionsFile, type FixBatch, type FixColumns } from '../../ports/position-store.ts';
import type { SqlRow, SqlValue } from '../../ports/sql.ts';
import { compactDatabase } from '../duckdb/compact-database.ts';
import { execute, readAll, toDuckDb } from '../duckdb/connection.ts';
import { holdDatabase } from '../duckdb/copy-database.ts';
import { duckDbDialect } from '../duckdb/dialect.ts';
import { migrate } from '../migrate.ts';
import { fixColumns, positionMigrations } from './position-tables.ts';
import { toFixColumns, type PositionSql, type PositionTransaction } from './position-sql.ts';

const maxIdle = 4;
/** Rows of a data chunk. */
const chunkRows = 2_048;
/** Fixes below which sorting them apart is not worth a run of its own. */
const worthARun = 250_000;
/** Sorted runs that one mover's read may have to look into. */
const maxRuns = 6;

const stagedTypes: readonly [string, DuckDBType][] = [
  ['device', INTEGER],
  ['moment', DOUBLE],
  ['lng', DOUBLE],
  ['lat', DOUBLE],
  ['own_lng', DOUBLE],
  ['own_lat', DOUBLE],
  ['kmh', FLOAT],
  ['course', FLOAT],
  ['received', DOUBLE],
  ['flags', INTEGER],
  ['cell', BIGINT],
];
/** By quarters of a day first: a question about an area and a time reads those alone, and one mover's span a row group of each. */
const settledOrder = `moment // ${6 * 3_600_000}, mover, moment, device, source`;
const bothTables = `SELECT * FROM position_settled UNION ALL SELECT * FROM position_recent`;

export class DuckDbPositions implements PositionSql {
  readonly engine = 'duckdb';
  readonly fixTables = ['position_settled', 'position_recent'];
  readonly #instance: DuckDBInstance;
  readonly #writer: DuckDBConnection;
  readonly #idle: DuckDBConnection[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(instance: DuckDBInstance, writer: DuckDBConnection) {
    this.#instance = instance;
    this.#writer = writer;
  }

  /** @param path database file or ':memory:' */
  static async open(path: string, memoryLimit = '192MB'): Promise<DuckDbPositions> {
    const settings: Record<string, string> = { memory_limit: memoryLimit, threads: '2' };
    if (path !== ':memory:') {
      settings['temp_directory'] = `${path}.tmp`;
      await compactDatabase(path);
    }
    const instance =
      path === ':memory:'
        ? await DuckDBInstance.create(path, settings)
        : await DuckDBInstance.fromCache(path, settings);
    const positions = new DuckDbPositions(instance, await instance.connect());
    await positions.write((tx) => migrate(tx, positionMigrations));
    return positions;
  }

  query<T = SqlRow>(text: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return this.#read((connection) => readAll<T>(connection, text, parameters));
  }

  columns(text: string, parameters: readonly SqlValue[] = []): Promise<FixColumns> {
    return this.#read(async (connection) => {
      const reader = await connection.runAndReadAll(text, parameters.map(toDuckDb));
      return toFixColumns(reader.currentRowCount, reader.getColumns());
    });
  }

  write<T>(work: (tx: PositionTransaction) => Promise<T>): Promise<T> {
    return this.#enqueue(async () => {
      await this.#writer.run('BEGIN TRANSACTION');
      try {
        const result = await work({
          dialect: duckDbDialect,
          query: (text, parameters = []) => readAll(this.#writer, text, parameters),
          execute: (text, parameters = []) => execute(this.#writer, text, parameters),
          stage: (batch) => this.#stage(batch),
        });
        await this.#writer.run('COMMIT');
        return result;
      } catch (error) {
        await this.#writer.run('ROLLBACK').catch(() => undefined); // the error already ended the transaction
        throw error;
      }
    });
  }

  /** A run of its own for what came in; when there are many runs, all becomes one. */
  async settle(): Promise<void> {
    await this.write(async (tx) => {
      const [recent] = await tx.query<{ n: number }>(`SELECT count(*) AS n FROM position_recent`);
      if ((recent?.n ?? 0) < worthARun) return;
      const [known] = await tx.query<{ value: number }>(
        `SELECT value FROM position_counter WHERE name = 'runs'`,
      );
      const runs = (known?.value ?? 0) + 1;
      if (runs > maxRuns) {
        await tx.execute(
          `CREATE TABLE position_sorted AS SELECT ${fixColumns} FROM position ORDER BY ${settledOrder}`,
        );
        await tx.execute(`DROP VIEW position`);
        await tx.execute(`DROP TABLE position_settled`);
        await tx.execute(`ALTER TABLE position_sorted RENAME TO position_settled`);
        await tx.execute(`CREATE VIEW position AS ${bothTables}`);
      } else
        await tx.execute(
          `INSERT INTO position_settled SELECT ${fixColumns} FROM position_recent ORDER BY ${settledOrder}`,
        );
      await tx.execute(`DELETE FROM position_recent`);
      await tx.execute(`DELETE FROM position_counter WHERE name = 'runs'`);
      await tx.execute(`INSERT INTO position_counter VALUES ('runs', $1)`, [
        runs > maxRuns ? 1 : runs,
      ]);
    });
  }

  async bytes(): Promise<number> {
    const [row] = await this.query<{ n: number }>(
      `SELECT CAST(sum(total_blocks * block_size) AS BIGINT) AS n FROM pragma_database_size() WHERE database_name = current_database()`,
    );
    return row?.n ?? 0;
  }

  async backUp(folder: string): Promise<void> {
    const held = await holdDatabase(this.#instance, join(folder, positionsFile));
    try {
      await held.hold();
      await held.copy();
    } finally {
      await held.release();
    }
  }

  async close(): Promise<void> {
    await this.#queue;
    for (const connection of [this.#writer, ...this.#idle.splice(0)]) connection.closeSync();
    this.#instance.closeSync();
  }

  async #stage(batch: FixBatch): Promise<void> {
    await this.#writer.run(
      `CREATE OR REPLACE TEMP TABLE staged (${stagedTypes.map(([name, type]) => `${name} ${type.toString()}`).join(', ')})`,
    );
    const columns = [
      batch.device,
      batch.at,
      batch.lng,
      batch.lat,
      batch.ownLng,
      batch.ownLat,
      batch.kmh,
      batch.course,
      batch.received,
      batch.flags,
      batch.cell,
    ];
    const appender = await this.#writer.createAppender('staged', 'main', 'temp');
    const types = stagedTypes.map(([, type]) => type);
    for (let from = 0; from < batch.count; from += chunkRows) {
      const rows = Math.min(chunkRows, batch.count - from);
      const chunk = DuckDBDataChunk.create(types, rows);
      for (const [i, column] of columns.entries())
        chunk.setColumnValues(i, valuesOf(column, from, rows));
      appender.appendDataChunk(chunk);
      // A big batch is many milliseconds of work, and others wait.
      await setImmediate();
    }
    appender.closeSync();
  }

  async #read<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = this.#idle.pop() ?? (await this.#instance.connect());
    try {
      return await work(connection);
    } finally {
      if (this.#idle.length < maxIdle) this.#idle.push(connection);
      else connection.closeSync();
    }
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined); // told to whoever asked for it
    return done;
  }
}

function valuesOf(
  column: Int32Array | Float64Array | Float32Array | BigInt64Array,
  from: number,
  rows: number,
): DuckDBValue[] {
  const values = new Array<DuckDBValue>(rows);
  for (let i = 0; i < rows; i++) {
    const value = column[from + i] ?? null;
    values[i] = typeof value === 'number' && Number.isNaN(value) ? null : value;
  }
  return values;
}
