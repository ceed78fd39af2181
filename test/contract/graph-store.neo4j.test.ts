/** The graph store's contract on Neo4j. */
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { describe } from 'vitest';
import { emptyNeo4j, neo4jAddress } from '../support/test-servers.ts';
import { describeGraphStore } from './graph-store.contract.ts';

const address = neo4jAddress();
describe.skipIf(address === null)('on a server', () => {
  describeGraphStore('Neo4j', async () => {
    if (address === null) throw new Error('unreachable');
    await emptyNeo4j(address);
    return createNeo4jGraphStore(address);
  });
});
