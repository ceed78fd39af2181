import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { recordSecret } from '../support/record-secret.ts';
import { postgresDatabase } from '../support/test-servers.ts';
import { describeStateStore } from './state-store.contract.ts';

describeStateStore('PostgreSQL', async () =>
  openPostgres({ url: await postgresDatabase(), recordSecret }),
);
