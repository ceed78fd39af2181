import { newDuckDb } from '../support/truths.ts';
import { describeTags } from './tags.cases.ts';

describeTags('DuckDB', newDuckDb);
