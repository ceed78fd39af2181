import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { describeInbox } from './inbox.cases.ts';

describeInbox(
  'DuckDB',
  async () => {
    const sql = await openDuckDb({ path: ':memory:' });
    await sql.migrate();
    return sql;
  },
  8,
);
