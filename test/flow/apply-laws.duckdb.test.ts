import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { describeApplyLaws } from './apply.properties.ts';
import { recordSecret } from '../support/record-secret.ts';

describeApplyLaws(
  'DuckDB',
  async () => {
    const sql = await openDuckDb({ path: ':memory:', recordSecret });
    await sql.migrate();
    return sql;
  },
  8,
);
