import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { postgresDatabase } from '../support/test-servers.ts';
import { describeBackUp } from './backup.cases.ts';

describeBackUp({
  name: 'PostgreSQL',
  open: async () => {
    const sql = await openPostgres({ url: await postgresDatabase() });
    await sql.migrate();
    return sql;
  },
  restore: async (backup) => {
    const sql = await openPostgres({ url: await postgresDatabase() });
    await sql.restore(backup);
    return sql;
  },
});
