/** The server's flow on PostgreSQL and Neo4j. */
import { describe } from 'vitest';
import { canRunNeo4j, emptyNeo4j, postgresDatabase, urlOf } from '../support/test-servers.ts';
import { serverFlow } from './server.cases.ts';

describe.runIf(canRunNeo4j())('team', () => {
  serverFlow(async () => {
    return { SQL_URL: await postgresDatabase(), GRAPH_URL: urlOf(await emptyNeo4j()) };
  });
});
