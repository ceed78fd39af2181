/** The graph store's contract on Neo4j. */
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { describe } from 'vitest';
import { canRunNeo4j, emptyNeo4j } from '../support/test-servers.ts';
import { describeGraphStore } from './graph-store.contract.ts';

describe.skipIf(!canRunNeo4j())('on a server', () => {
  describeGraphStore('Neo4j', async () => createNeo4jGraphStore(await emptyNeo4j()));
});
