/** The small state in PostgreSQL: tables that the writer's row lock does not cover, reached by connections that no large query occupies. */
import type { SqlRow, SqlValue } from '../../ports/sql.ts';
import type { StateStore, StateTransaction } from '../../ports/state-store.ts';
import type { Connections } from './connections.ts';

export class PostgresState implements StateStore {
  readonly engine = 'postgres';
  readonly #pool: Connections;

  constructor(pool: Connections) {
    this.#pool = pool;
  }

  async query<T = SqlRow>(text: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return (await this.#pool.query(text, parameters)).rows as T[];
  }

  change<T = SqlRow>(text: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return this.query(text, parameters);
  }

  async execute(text: string, parameters: readonly SqlValue[] = []): Promise<number> {
    return (await this.#pool.query(text, parameters)).rowCount ?? 0;
  }

  async transaction<T>(work: (tx: StateTransaction) => Promise<T>): Promise<T> {
    return this.#pool.transaction((session) =>
      work({
        query: async <R>(text: string, parameters: readonly SqlValue[] = []) =>
          (await session.query(text, parameters)).rows as R[],
        execute: async (text, parameters = []) =>
          (await session.query(text, parameters)).rowCount ?? 0,
      }),
    );
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
