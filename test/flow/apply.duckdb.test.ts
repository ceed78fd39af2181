import { newDuckDb } from '../support/truths.ts';
import { describeApply } from './apply.cases.ts';
import { describeCurrencies } from './currencies.cases.ts';
import { describeSubscribe } from './subscribe.cases.ts';
import { describeSupplements } from './supplements.cases.ts';

describeApply('DuckDB', newDuckDb);
describeSupplements('DuckDB', newDuckDb);
describeCurrencies('DuckDB', newDuckDb);
describeSubscribe('DuckDB', newDuckDb);
