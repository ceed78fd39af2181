/** Child process of the crash test: applies a generated graph to Neo4j and is killed at the failpoint it was given. */
import { armFailpoint } from '@phecda/graph-schema/failpoint';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { makeBigGraph } from './big-graph.ts';

const [
  url = '',
  user = '',
  password = '',
  entities = '',
  relations = '',
  rows = '',
  token = '',
  failpoint = '',
] = process.argv.slice(2);
const store = createNeo4jGraphStore({ url, user, password });
armFailpoint(failpoint);
for (const chunk of makeBigGraph(Number(entities), Number(relations)).chunks(Number(rows)))
  await store.apply(chunk, Number(token));
await store.close();
