/** The two engine pairs as a test or bench sees them: a truth and a view that follows it, and one call that takes a file all the way. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { applyFile, followView, withdrawFile } from '@phecda/etl';
import { loadMappings } from '@phecda/etl/mapping/load-mappings';
import { performJob } from '@phecda/etl/prepare/perform-job';
import { prepareFile } from '@phecda/etl/prepare/prepare-file';
import { deployedOntology } from '@phecda/graph-schema';
import type { GraphStore } from '@phecda/graph-schema/ports/graph-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { dumpText } from '@phecda/graph-schema/truth/dump';
import type { ApplySummary } from '@phecda/graph-schema/truth/types';
import { canRunNeo4j, emptyNeo4j, postgresDatabase } from './test-servers.ts';
import { recordSecret } from './record-secret.ts';

export interface Pair {
  readonly name: string;
  readonly sql: Sql;
  readonly store: GraphStore;
  load(
    path: string,
    mappingId: string,
    options?: { sourceDate?: string; supersedes?: string },
  ): Promise<ApplySummary>;
  withdraw(fileId: string): Promise<ApplySummary>;
  dump(): Promise<string>;
  close(): Promise<void>;
}

const ontology = deployedOntology();
const mappings = new Map(loadMappings(ontology).map((mapping) => [mapping.id, mapping]));

async function pairOf(name: string, sql: Sql, store: GraphStore): Promise<Pair> {
  const folder = await mkdtemp(join(tmpdir(), 'phecda-pair-'));
  await sql.migrate();
  await store.prepare();
  const token = await sql.takeToken('view');
  const follow = () => followView(sql, store, { token });
  return {
    name,
    sql,
    store,
    async load(path, mappingId, options = {}) {
      const mapping = mappings.get(mappingId);
      if (!mapping) throw new Error(`No mapping ${mappingId}`);
      const scratch = join(folder, `${randomUUID()}.duckdb`);
      const { sourceDate, supersedes } = options;
      const prepared = await prepareFile({
        path,
        fileName: basename(path),
        mapping,
        ontology,
        recordSecret,
        scratch,
        perform: (job) => performJob(job, () => undefined),
        ...(sourceDate && { sourceDate }),
      });
      const summary = await applyFile(sql, {
        scratch,
        actor: 'test',
        file: {
          dataset: mapping.dataset,
          name: basename(path),
          sha256: prepared.sha256,
          mappingId,
          mappingHash: prepared.mappingHash,
          mode: mapping.mode,
          sourceDate: prepared.sourceDate,
          bytes: prepared.bytes,
          rowsRead: prepared.rowsRead,
          rowsLoaded: prepared.rowsLoaded,
          rowsQuarantined: prepared.rowsQuarantined,
          ...(supersedes && { supersedes }),
        },
      });
      await rm(scratch, { force: true });
      await follow();
      return summary;
    },
    async withdraw(fileId) {
      const summary = await withdrawFile(sql, fileId, 'test', 'test');
      await follow();
      return summary;
    },
    dump: () => dumpText(store),
    async close() {
      await store.close();
      await sql.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function embeddedPair(): Promise<Pair> {
  return pairOf(
    'embedded',
    await openDuckDb({ path: ':memory:', recordSecret }),
    await createEmbeddedGraphStore(),
  );
}

/** PostgreSQL under the embedded view, for what is about SQL alone. */
export async function postgresUnderEmbeddedView(): Promise<Pair> {
  return pairOf(
    'postgres',
    await openPostgres({ url: await postgresDatabase(), recordSecret }),
    await createEmbeddedGraphStore(),
  );
}

/** null where Neo4j cannot run (never in CI). */
export async function teamPair(): Promise<Pair | null> {
  if (!canRunNeo4j()) return null;
  return pairOf(
    'team',
    await openPostgres({ url: await postgresDatabase(), recordSecret }),
    createNeo4jGraphStore(await emptyNeo4j()),
  );
}
