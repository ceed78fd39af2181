/** The small state in PostgreSQL: tables that the writer's row lock does not cover, reached by connections that no large query occupies. */
import pg from 'pg';
import { SqlMemoryError, type SqlRow, type SqlValue } from '../../ports/sql.ts';
import type { StateStore, StateTransaction } from '../../ports/state-store.ts';

export class PostgresState implements StateStore {
  readonly engine = 'postgres';
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async query<T = SqlRow>(text: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return (await this.#pool.query(text, [...parameters])).rows as T[];
  }

  async execute(text: string, parameters: readonly SqlValue[] = []): Promise<number> {
    return (await this.#pool.query(text, [...parameters])).rowCount ?? 0;
  }

  async transaction<T>(work: (tx: StateTransaction) => Promise<T>): Promise<T> {
    return inTransaction(this.#pool, (client) =>
      work({
        query: async <R>(text: string, parameters: readonly SqlValue[] = []) =>
          (await client.query(text, [...parameters])).rows as R[],
        execute: async (text, parameters = []) =>
          (await client.query(text, [...parameters])).rowCount ?? 0,
      }),
    );
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/** Commits when `work` returns, rolls back on any error. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError; // the connection is gone; the server rolls back by itself
    });
    throw memoryError(error);
  } finally {
    client.release(broken);
  }
}

/** SQLSTATE 53200: out of memory. */
function memoryError(error: unknown): unknown {
  return error instanceof pg.DatabaseError && error.code === '53200'
    ? new SqlMemoryError('The database ran out of memory.', { cause: error })
    : error;
}
