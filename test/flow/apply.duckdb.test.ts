import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { describeApply } from './apply.cases.ts';
import { describeCurrencies } from './currencies.cases.ts';
import { describeSubscribe } from './subscribe.cases.ts';
import { describeSupplements } from './supplements.cases.ts';
import { recordSecret } from '../support/record-secret.ts';

const open = async (): Promise<Sql> => {
  const sql = await openDuckDb({ path: ':memory:', recordSecret });
  await sql.migrate();
  return sql;
};

describeApply('DuckDB', open);
describeSupplements('DuckDB', open);
describeCurrencies('DuckDB', open);
describeSubscribe('DuckDB', open);
