import { newPostgres } from '../support/truths.ts';
import { describeTags } from './tags.cases.ts';

describeTags('PostgreSQL', newPostgres);
