/** The small state in a DuckDB file of its own: an instance apart from the truth's, so that neither its commits nor its memory limit are felt here. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { SqlReader, SqlRow, SqlValue } from '../../ports/sql.ts';
import type { StateStore, StateTransaction } from '../../ports/state-store.ts';
import { migrate } from '../migrate.ts';
import { stateMigrations } from '../state-migrations/index.ts';
import { execute, readAll } from './connection.ts';
import { holdDatabase, type HeldDatabase } from './copy-database.ts';
import { duckDbDialect } from './dialect.ts';

/** Readers kept open. */
const maxIdle = 4;

export class DuckDbState implements StateStore {
  readonly engine = 'duckdb';
  readonly #instance: DuckDBInstance;
  readonly #writer: DuckDBConnection;
  readonly #idle: DuckDBConnection[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(instance: DuckDBInstance, writer: DuckDBConnection) {
    this.#instance = instance;
    this.#writer = writer;
  }

  /** @param truthPath database file of the truth, or ':memory:'. */
  static async open(truthPath: string): Promise<DuckDbState> {
    const settings = { memory_limit: '128MB', threads: '1' };
    const instance =
      truthPath === ':memory:'
        ? await DuckDBInstance.create(truthPath, settings)
        : await DuckDBInstance.fromCache(statePath(truthPath), settings);
    return new DuckDbState(instance, await instance.connect());
  }

  async query<T = SqlRow>(text: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    const connection = this.#idle.pop() ?? (await this.#instance.connect());
    try {
      return await readAll<T>(connection, text, parameters);
    } finally {
      if (this.#idle.length < maxIdle) this.#idle.push(connection);
      else connection.closeSync();
    }
  }

  execute(text: string, parameters: readonly SqlValue[] = []): Promise<number> {
    return this.#enqueue(() => this.#run(text, parameters));
  }

  change<T = SqlRow>(text: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return this.#enqueue(() => readAll<T>(this.#writer, text, parameters));
  }

  transaction<T>(work: (tx: StateTransaction) => Promise<T>): Promise<T> {
    return this.#enqueue(async () => {
      await this.#writer.run('BEGIN TRANSACTION');
      try {
        const result = await work({
          query: (text, parameters = []) => readAll(this.#writer, text, parameters),
          execute: (text, parameters = []) => this.#run(text, parameters),
        });
        await this.#writer.run('COMMIT');
        return result;
      } catch (error) {
        await this.#writer.run('ROLLBACK').catch(() => undefined); // the error already ended the transaction
        throw error;
      }
    });
  }

  /** @param upTo version to stop at; default: the newest */
  migrate(upTo = Infinity): Promise<void> {
    const wanted = stateMigrations.filter(({ version }) => version <= upTo);
    return this.transaction((tx) => migrate({ ...tx, dialect: duckDbDialect }, wanted));
  }

  /** Copies what the truth's file held before the state had one of its own, into tables as they were then; rows that are here already stay. */
  async takeFrom(truth: SqlReader): Promise<void> {
    await this.transaction(async (tx) => {
      for (const table of ['investigation', 'setting', 'upload', 'job', 'view_state']) {
        for (const row of await truth.query(`SELECT * FROM ${table}`)) {
          const names = Object.keys(row);
          await tx.execute(
            `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')}) ON CONFLICT DO NOTHING`,
            Object.values(row),
          );
        }
      }
    });
  }

  /** Holds the moment: what enters the inbox before it is in the state, what the truth has taken in by then is in the truth. */
  async holdBoth(state: HeldDatabase, truth: HeldDatabase): Promise<void> {
    await this.#enqueue(async () => {
      await state.hold();
      await truth.hold();
    });
  }

  /** @param path of a file that does not exist yet */
  held(path: string): Promise<HeldDatabase> {
    return holdDatabase(this.#instance, path);
  }

  async close(): Promise<void> {
    await this.#queue;
    for (const connection of [this.#writer, ...this.#idle.splice(0)]) connection.closeSync();
    this.#instance.closeSync();
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined); // told to whoever asked for it
    return done;
  }

  #run(text: string, parameters: readonly SqlValue[]): Promise<number> {
    return execute(this.#writer, text, parameters);
  }
}

export function statePath(truthPath: string): string {
  return `${truthPath.replace(/\.duckdb$/, '')}.state.duckdb`;
}
