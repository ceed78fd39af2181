import { openPositions } from '@phecda/graph-schema/stores/positions/open-positions';
import { postgresDatabase } from '../support/test-servers.ts';
import { describePositionStore } from './position-store.contract.ts';

describePositionStore('PostgreSQL', async () =>
  openPositions({ engine: 'postgres', url: await postgresDatabase() }),
);
