/** Copies a DuckDB database that is in use to a file of its own, as it stood at one moment, while others write. */
import { rm } from 'node:fs/promises';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** A moment held by an open transaction. */
export interface HeldDatabase {
  /** From here on what others commit is not seen. */
  hold(): Promise<void>;
  copy(): Promise<void>;
  /** Ends the transaction, whether or not it was copied. */
  release(): Promise<void>;
}

const target = 'backup_copy';
const quoted = (text: string, quote: string): string =>
  `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;

/** @param path of a file that does not exist yet */
export async function holdDatabase(instance: DuckDBInstance, path: string): Promise<HeldDatabase> {
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH ${quoted(path, "'")} AS ${target}`);
  } catch (error) {
    connection.closeSync();
    throw error;
  }
  return {
    hold: async () => {
      await connection.run('BEGIN TRANSACTION');
      // A transaction begins with its first look at a table.
      const reader = await connection.runAndReadAll(
        `SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND table_type = 'BASE TABLE' LIMIT 1`,
      );
      const [table] = reader.getRows();
      if (table) await connection.run(`SELECT count(*) FROM ${quoted(String(table[0]), '"')}`);
    },
    copy: async () => {
      const source = quoted(await currentDatabase(connection), '"');
      await connection.run(`COPY FROM DATABASE ${source} TO ${target}`);
      await connection.run('COMMIT');
      await connection.run(`CHECKPOINT ${target}`);
    },
    release: async () => {
      await connection.run('ROLLBACK').catch(() => undefined); // after a commit there is none
      await connection.run(`DETACH ${target}`);
      connection.closeSync();
      await rm(`${path}.wal`, { force: true });
    },
  };
}

async function currentDatabase(connection: DuckDBConnection): Promise<string> {
  const reader = await connection.runAndReadAll('SELECT current_database()');
  return String(reader.getRows()[0]?.[0]);
}
