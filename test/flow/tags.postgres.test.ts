import { newPostgres } from '../support/truths.ts';
import { describePeerTags } from './peer-tags.cases.ts';
import { describeTags } from './tags.cases.ts';

describeTags('PostgreSQL', newPostgres);
describePeerTags('PostgreSQL', newPostgres);
