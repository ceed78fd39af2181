import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { describeApply } from './apply.cases.ts';

describeApply('DuckDB', async () => {
  const sql = await openDuckDb({ path: ':memory:' });
  await sql.migrate();
  return sql;
});
