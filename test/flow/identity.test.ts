import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { recordSecret } from '../support/record-secret.ts';
import { postgresDatabase } from '../support/test-servers.ts';
import { describeIdentity } from './identity.cases.ts';

const migrated = async (sql: Sql): Promise<Sql> => {
  await sql.migrate();
  return sql;
};

describeIdentity(
  'DuckDB',
  async () => migrated(await openDuckDb({ path: ':memory:', recordSecret })),
  8,
);
describeIdentity(
  'PostgreSQL',
  async () => migrated(await openPostgres({ url: await postgresDatabase(), recordSecret })),
  3,
);
