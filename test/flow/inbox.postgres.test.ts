import { times } from '../support/run-length.ts';
import { newPostgres } from '../support/truths.ts';
import { describeInbox } from './inbox.cases.ts';

describeInbox('PostgreSQL', newPostgres, times(2, 24));
