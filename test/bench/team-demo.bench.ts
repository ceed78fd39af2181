/** The ordinary demo world from its source files into PostgreSQL and Neo4j. `team-demo [size]`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { followView } from '@phecda/etl';
import { loadDemo } from '@phecda/etl/demo/load-demo';
import type { Manifest } from '@phecda/etl/demo/generate-demo';
import { createImportKinds } from '@phecda/etl/jobs/import-kinds';
import { JobQueue } from '@phecda/etl/jobs/job-queue';
import { homeOf } from '@phecda/etl/jobs/runner-name';
import { createImportSteps } from '@phecda/etl/jobs/import-steps';
import { loadMappings } from '@phecda/etl/mapping/load-mappings';
import { loadOntology } from '@phecda/graph-schema';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { benchFolder } from '../support/bench-folder.ts';
import { budget, seconds, sizeArgument, whole } from '../support/figures.ts';
import { costOf, processorOf } from '../support/process-usage.ts';
import { startNeo4j } from '../support/neo4j.ts';
import { startPostgres } from '../support/postgres.ts';
import { recordSecret } from '../support/record-secret.ts';

const BUDGET = 90_000;
const ordinarySize = 3_000;
const size = sizeArgument(0, ordinarySize);

const folder = benchFolder();
const postgres = await startPostgres();
const neo4j = await startNeo4j();
const sql = await openPostgres({ url: postgres.url, recordSecret });
const store = createNeo4jGraphStore(neo4j);
try {
  await sql.migrate();
  await store.prepare();
  const ontology = loadOntology();
  const mappings = new Map(loadMappings(ontology).map((mapping) => [mapping.id, mapping]));
  const token = await sql.takeToken('view');
  const spent = { prepare: 0, apply: 0, view: 0 };
  const own = { prepare: 0, apply: 0, view: 0 };
  const timed = async <T>(step: keyof typeof spent, work: () => Promise<T>): Promise<T> => {
    const { result, cost } = await costOf(work);
    spent[step] += cost.wall;
    own[step] += cost.own + cost.children;
    return result;
  };
  const steps = createImportSteps({
    sql,
    ontology,
    scratchFolder: join(folder, 'scratch'),
    mapping: (id) => mappings.get(id) ?? null,
    view: async () => void (await followView(sql, store, { token })),
  });
  const kinds = createImportKinds(sql, {
    ...steps,
    prepare: (...given) => timed('prepare', () => steps.prepare(...given)),
    apply: (...given) => timed('apply', () => steps.apply(...given)),
    view: (...given) => timed('view', () => steps.view(...given)),
  });
  const jobs = new JobQueue({ state: sql.state, kinds, home: homeOf(folder) });
  await jobs.start();
  const neo4jStart = await processorOf(neo4j.pid);
  let began: number | null = null;
  const loaded = await loadDemo({
    dataDir: folder,
    recordSecret,
    jobs,
    world: { size },
    onProgress: ({ phase }) => {
      if (phase === 'import') began ??= performance.now();
    },
  });
  const wall = performance.now() - (began ?? NaN);
  await jobs.close();
  const manifest = JSON.parse(
    await readFile(join(folder, 'demo', 'manifest.json'), 'utf8'),
  ) as Manifest;
  if (loaded.files !== manifest.files.length) throw new Error('Not every file was loaded.');
  console.log(
    `${whole(loaded.rows)} rows of ${loaded.files} files in ${seconds(wall)} ${budget('90 s', wall <= BUDGET, size >= ordinarySize)}`,
  );
  for (const step of ['prepare', 'apply', 'view'] as const)
    console.log(
      `  ${step.padEnd(8)} ${seconds(spent[step]).padStart(7)}, processor ${seconds(own[step])} here`,
    );
  const backends = await sql.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'phecda'`,
  );
  const ofPostgres = await Promise.all(backends.map(({ pid }) => processorOf(pid)));
  console.log(
    `  processor of Neo4j ${seconds((await processorOf(neo4j.pid)) - neo4jStart)}, of PostgreSQL ${seconds(ofPostgres.reduce((sum, time) => sum + time, 0))}`,
  );
} finally {
  await store.close();
  await sql.close();
  await neo4j.stop();
  await postgres.stop();
}
