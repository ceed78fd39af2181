/** The server's flow on PostgreSQL and Neo4j. */
import { describe } from 'vitest';
import { canRunNeo4j, emptyNeo4j, postgresDatabase } from '../support/test-servers.ts';
import { serverFlow } from './server.cases.ts';

describe.runIf(canRunNeo4j())('team', () => {
  serverFlow(async () => {
    const { url, user, password } = await emptyNeo4j();
    const graph = new URL(url);
    graph.username = user;
    graph.password = password;
    return { SQL_URL: await postgresDatabase(), GRAPH_URL: graph.href };
  });
});
