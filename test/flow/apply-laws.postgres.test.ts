import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { postgresDatabase } from '../support/test-servers.ts';
import { describeApplyLaws } from './apply.properties.ts';
import { recordSecret } from '../support/record-secret.ts';

describeApplyLaws(
  'PostgreSQL',
  async () => {
    const sql = await openPostgres({ url: await postgresDatabase(), recordSecret });
    await sql.migrate();
    return sql;
  },
  6,
);
