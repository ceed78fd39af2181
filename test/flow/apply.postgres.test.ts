import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { postgresDatabase } from '../support/test-servers.ts';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { describeApply } from './apply.cases.ts';
import { describeCurrencies } from './currencies.cases.ts';
import { describeSubscribe } from './subscribe.cases.ts';
import { describeSupplements } from './supplements.cases.ts';
import { recordSecret } from '../support/record-secret.ts';

const open = async (): Promise<Sql> => {
  const sql = await openPostgres({ url: await postgresDatabase(), recordSecret });
  await sql.migrate();
  return sql;
};

describeApply('PostgreSQL', open);
describeSupplements('PostgreSQL', open);
describeCurrencies('PostgreSQL', open);
describeSubscribe('PostgreSQL', open);
