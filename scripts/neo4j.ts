/** `npm run neo4j`: a local Neo4j for trying, in data/neo4j, until Ctrl-C. */
import { join } from 'node:path';
import { startNeo4j } from '../test/support/neo4j.ts';
import { untilStopped } from './until-stopped.ts';

console.log('Starting Neo4j (the first time Maven fetches it, 118 MB) …');
const server = await startNeo4j({
  dataDir: join(import.meta.dirname, '..', 'data', 'neo4j'),
  port: 7687,
});
console.log(
  `Neo4j answers. Use it with\n\n  GRAPH_URL=${server.url.replace('bolt://', `bolt://${server.user}:${server.password}@`)}\n\nCtrl-C stops it; the data stays in data/neo4j.`,
);
await untilStopped(() => server.stop());
