import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { describeInbox } from './inbox.cases.ts';
import { recordSecret } from '../support/record-secret.ts';

describeInbox(
  'DuckDB',
  async () => {
    const sql = await openDuckDb({ path: ':memory:', recordSecret });
    await sql.migrate();
    return sql;
  },
  5,
);
