import { openPositions } from '@phecda/graph-schema/stores/positions/open-positions';
import { describePositionStore } from './position-store.contract.ts';

describePositionStore('DuckDB', () => openPositions({ engine: 'duckdb', path: ':memory:' }));
