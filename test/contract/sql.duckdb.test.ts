import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { describeSql } from './sql.contract.ts';

describeSql('DuckDB', () => openDuckDb({ path: ':memory:' }));
