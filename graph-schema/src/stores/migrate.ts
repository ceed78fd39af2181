/** Brings a database to its newest schema, one transaction for all missing migrations; the truth and the small state each have a list of their own. */
import type { SqlDialect } from '../ports/sql.ts';
import type { StateTransaction } from '../ports/state-store.ts';

export interface Migration<Tx = StateTransaction> {
  readonly version: number;
  readonly name: string;
  statements(dialect: SqlDialect): string[];
  /** What has to be done to rows that are there, after the statements. */
  rewrite?(tx: Tx): Promise<void>;
}

/** @throws Error when the database was written by a newer version of the software. */
export async function migrate<Tx extends StateTransaction>(
  tx: Tx & { readonly dialect: SqlDialect },
  migrations: readonly Migration<Tx>[],
  /** Which migrations it has had. */
  table = 'schema_version',
): Promise<void> {
  await tx.execute(
    `CREATE TABLE IF NOT EXISTS ${table} (version INTEGER NOT NULL, name VARCHAR NOT NULL)`,
  );
  const [row] = await tx.query<{ version: number | null }>(
    `SELECT max(version) AS version FROM ${table}`,
  );
  const current = row?.version ?? 0;
  const newest = Math.max(0, ...migrations.map((migration) => migration.version));
  if (current > newest)
    throw new Error(
      `The database has schema ${current}, this software knows ${newest}. Use the newer software.`,
    );
  for (const migration of migrations) {
    if (migration.version <= current) continue;
    for (const statement of migration.statements(tx.dialect)) await tx.execute(statement);
    await migration.rewrite?.(tx);
    await tx.execute(`INSERT INTO ${table} (version, name) VALUES ($1, $2)`, [
      migration.version,
      migration.name,
    ]);
  }
}
