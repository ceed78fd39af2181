import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { postgresDatabase } from '../support/test-servers.ts';
import { describeInbox } from './inbox.cases.ts';
import { recordSecret } from '../support/record-secret.ts';

describeInbox(
  'PostgreSQL',
  async () => {
    const sql = await openPostgres({ url: await postgresDatabase(), recordSecret });
    await sql.migrate();
    return sql;
  },
  3,
);
