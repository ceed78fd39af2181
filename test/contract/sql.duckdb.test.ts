import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { describeSql } from './sql.contract.ts';
import { recordSecret } from '../support/record-secret.ts';

describeSql('DuckDB', () => openDuckDb({ path: ':memory:', recordSecret }));
