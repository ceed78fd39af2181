/** Keeps PostgreSQL's statistics true while a transaction writes: whatever has grown by a tenth is analysed before anything joins it. */
import type { SqlTransaction, SqlValue } from '@phecda/graph-schema/ports/sql';

/** Rows below which no plan is bad. */
const FEW = 50;

const written = /^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)/i;

interface Known {
  /** Rows at the last count. */
  rows: number;
  /** Written since. */
  since: number;
}

/** The same transaction; on PostgreSQL every write is counted by its table. DuckDB counts by itself. */
export function withStatistics(tx: SqlTransaction): SqlTransaction {
  if (tx.engine !== 'postgres') return tx;
  const tables = new Map<string, Known>();
  const wrote = async (table: string, rows: number): Promise<void> => {
    if (rows === 0) return;
    let known = tables.get(table);
    if (known === undefined)
      tables.set(table, (known = { rows: await rowsOf(tx, table), since: 0 }));
    known.since += rows;
    if (known.since <= FEW + known.rows / 10) return;
    await tx.execute(`ANALYZE ${table}`);
    tables.set(table, { rows: known.rows + known.since, since: 0 });
  };
  return {
    engine: tx.engine,
    dialect: tx.dialect,
    recordSecret: tx.recordSecret,
    revision: tx.revision,
    query: <T>(text: string, parameters?: readonly SqlValue[]) => tx.query<T>(text, parameters),
    stream: <T>(text: string, parameters?: readonly SqlValue[], batch?: number) =>
      tx.stream<T>(text, parameters, batch),
    stageScratch: (files, staged) => tx.stageScratch(files, staged),
    execute: async (text, parameters) => {
      const rows = await tx.execute(text, parameters);
      const [, table] = written.exec(text) ?? [];
      if (table !== undefined) await wrote(table, rows);
      return rows;
    },
    append: async (table, columns, rows) => {
      const count = await tx.append(table, columns, rows);
      await wrote(table, count);
      return count;
    },
  };
}

/** As PostgreSQL last counted them. */
async function rowsOf(tx: SqlTransaction, table: string): Promise<number> {
  const [row] = await tx.query<{ rows: number }>(
    `SELECT CAST(GREATEST(reltuples, 0) AS BIGINT) AS rows FROM pg_class WHERE oid = to_regclass($1)`,
    [table],
  );
  return row?.rows ?? 0;
}
