import { times } from '../support/run-length.ts';
import { newDuckDb } from '../support/truths.ts';
import { describeApplyLaws } from './apply.properties.ts';

describeApplyLaws('DuckDB', newDuckDb, times(2, 32));
