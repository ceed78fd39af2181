import { newPostgres } from '../support/truths.ts';
import { describeApply } from './apply.cases.ts';
import { describeCurrencies } from './currencies.cases.ts';
import { describeSubscribe } from './subscribe.cases.ts';
import { describeSupplements } from './supplements.cases.ts';

describeApply('PostgreSQL', newPostgres);
describeSupplements('PostgreSQL', newPostgres);
describeCurrencies('PostgreSQL', newPostgres);
describeSubscribe('PostgreSQL', newPostgres);
