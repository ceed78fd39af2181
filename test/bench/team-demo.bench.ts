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
import { processorOf } from '../support/process-usage.ts';
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
  const timed = async <T>(step: keyof typeof spent, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    try {
      return await work();
    } finally {
      spent[step] += performance.now() - start;
    }
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
  const before = await processors();
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
  console.log(
    `  steps, which overlap: ${(['prepare', 'apply', 'view'] as const).map((step) => `${step} ${seconds(spent[step])}`).join(', ')}`,
  );
  const after = await processors();
  const used = after.map((time, i) => time - (before[i] ?? 0));
  console.log(
    `  processor: here with the prepare child ${seconds(used[0] ?? NaN)}, Neo4j ${seconds(used[1] ?? NaN)}, PostgreSQL ${seconds(used[2] ?? NaN)}; together ${seconds(used.reduce((sum, time) => sum + time, 0))}`,
  );
} finally {
  await store.close();
  await sql.close();
  await neo4j.stop();
  await postgres.stop();
}

async function processors(): Promise<readonly number[]> {
  const [all = 0, ...servers] = await Promise.all(
    [process.pid, neo4j.pid, postgres.pid].map(processorOf),
  );
  return [servers.reduce((rest, time) => rest - time, all), ...servers];
}
