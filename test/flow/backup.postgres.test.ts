import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { postgresDatabase } from '../support/test-servers.ts';
import { describeBackUp } from './backup.cases.ts';
import { recordSecret } from '../support/record-secret.ts';

describeBackUp({
  name: 'PostgreSQL',
  open: async () => {
    const sql = await openPostgres({ url: await postgresDatabase(), recordSecret });
    await sql.migrate();
    return sql;
  },
  restore: async (backup) => {
    const sql = await openPostgres({ url: await postgresDatabase(), recordSecret });
    await sql.restore(backup);
    return sql;
  },
});
