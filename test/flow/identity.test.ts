import { times } from '../support/run-length.ts';
import { newDuckDb, newPostgres } from '../support/truths.ts';
import { describeIdentity } from './identity.cases.ts';

describeIdentity('DuckDB', newDuckDb, times(2, 32));
describeIdentity('PostgreSQL', newPostgres, times(1, 12));
