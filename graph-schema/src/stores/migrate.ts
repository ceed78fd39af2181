/** Brings a truth database to the newest schema, one transaction for all missing migrations. */
import type { SqlTransaction } from '../ports/sql.ts';
import { migrations } from './migrations/index.ts';

/** @throws Error when the database was written by a newer version of the software. */
export async function migrate(tx: SqlTransaction): Promise<void> {
  await tx.execute(
    `CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, name VARCHAR NOT NULL)`,
  );
  const [row] = await tx.query<{ version: number | null }>(
    `SELECT max(version) AS version FROM schema_version`,
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
    await tx.execute(`INSERT INTO schema_version (version, name) VALUES ($1, $2)`, [
      migration.version,
      migration.name,
    ]);
  }
}
