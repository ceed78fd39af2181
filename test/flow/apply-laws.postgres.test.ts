import { times } from '../support/run-length.ts';
import { newPostgres } from '../support/truths.ts';
import { describeApplyLaws } from './apply.properties.ts';

describeApplyLaws('PostgreSQL', newPostgres, times(1, 24));
