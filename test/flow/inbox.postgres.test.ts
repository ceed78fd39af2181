import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { postgresDatabase } from '../support/test-servers.ts';
import { describeInbox } from './inbox.cases.ts';

describeInbox(
  'PostgreSQL',
  async () => {
    const sql = await openPostgres({ url: await postgresDatabase() });
    await sql.migrate();
    return sql;
  },
  3,
);
