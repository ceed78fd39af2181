/** Imports killed on PostgreSQL and Neo4j. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { describe } from 'vitest';
import {
  canRunNeo4j,
  copyOfDatabase,
  emptyNeo4j,
  postgresDatabase,
  urlOf,
} from '../support/test-servers.ts';
import { describeKills, dumpOf } from './kill.cases.ts';
import { recordSecret } from '../support/record-secret.ts';

describe.skipIf(!canRunNeo4j())('an import killed on the team pair and run again', () => {
  let folder = '';
  let base = '';
  describeKills({
    viewSteps: ['view:chunk', 'view:revision', 'neo4j-before-cursor', 'neo4j-after-part'],
    sampled: ['neo4j-after-part'],
    prepare: async (into, load) => {
      folder = into;
      base = await postgresDatabase();
      const env = { SQL_URL: base, GRAPH_URL: urlOf(await emptyNeo4j()) };
      await load({ ...env, DATA_DIR: join(folder, 'base') });
    },
    open: async () => {
      const address = await emptyNeo4j();
      const url = await copyOfDatabase(base);
      const dataDir = join(folder, randomUUID());
      return {
        env: { DATA_DIR: dataDir, SQL_URL: url, GRAPH_URL: urlOf(address) },
        dump: async () =>
          dumpOf(await openPostgres({ url, recordSecret }), createNeo4jGraphStore(address)),
        remove: () => rm(dataDir, { recursive: true, force: true }),
      };
    },
  });
});
