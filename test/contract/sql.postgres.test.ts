import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { postgresDatabase } from '../support/test-servers.ts';
import { describeSql } from './sql.contract.ts';
import { recordSecret } from '../support/record-secret.ts';

describeSql('PostgreSQL', async () =>
  openPostgres({ url: await postgresDatabase(), recordSecret }),
);
