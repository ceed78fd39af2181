import { times } from '../support/run-length.ts';
import { newPostgres } from '../support/truths.ts';
import { describeTagLaws } from './tag-laws.properties.ts';

describeTagLaws('PostgreSQL', newPostgres, times(1, 16));
