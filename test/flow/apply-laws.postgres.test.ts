import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { postgresDatabase } from '../support/test-servers.ts';
import { describeApplyLaws } from './apply.properties.ts';

describeApplyLaws(
  'PostgreSQL',
  async () => {
    const sql = await openPostgres({ url: await postgresDatabase() });
    await sql.migrate();
    return sql;
  },
  6,
);
