import { times } from '../support/run-length.ts';
import { newDuckDb } from '../support/truths.ts';
import { describeInbox } from './inbox.cases.ts';

describeInbox('DuckDB', newDuckDb, times(1, 40));
