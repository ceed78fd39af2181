import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { describeApplyLaws } from './apply.properties.ts';

describeApplyLaws(
  'DuckDB',
  async () => {
    const sql = await openDuckDb({ path: ':memory:' });
    await sql.migrate();
    return sql;
  },
  8,
);
