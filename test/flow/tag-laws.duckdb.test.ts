import { times } from '../support/run-length.ts';
import { newDuckDb } from '../support/truths.ts';
import { describeTagLaws } from './tag-laws.properties.ts';

describeTagLaws('DuckDB', newDuckDb, times(2, 40));
