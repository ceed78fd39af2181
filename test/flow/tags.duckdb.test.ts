import { newDuckDb } from '../support/truths.ts';
import { describePeerTags } from './peer-tags.cases.ts';
import { describeTags } from './tags.cases.ts';

describeTags('DuckDB', newDuckDb);
describePeerTags('DuckDB', newDuckDb);
