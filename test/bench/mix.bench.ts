/** The mix of files that a district sends: the demo world's, in the manifest's order and in its reverse, into either engine pair. `mix [enterprises] [embedded|team]`. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import neo4jDriver from 'neo4j-driver';
import { followView } from '@phecda/etl';
import { generateDemo, type ManifestFile } from '@phecda/etl/demo/generate-demo';
import { importResultOf } from '@phecda/etl/jobs/import-job';
import { createImportKinds } from '@phecda/etl/jobs/import-kinds';
import type { Job } from '@phecda/etl/jobs/job';
import { JobQueue } from '@phecda/etl/jobs/job-queue';
import type { StepProgress } from '@phecda/etl/jobs/job-kind';
import { homeOf } from '@phecda/etl/jobs/runner-name';
import { createImportSteps } from '@phecda/etl/jobs/import-steps';
import { loadMappings } from '@phecda/etl/mapping/load-mappings';
import { loadOntology } from '@phecda/graph-schema';
import type { GraphStore, ViewEntity, ViewRelation } from '@phecda/graph-schema/ports/graph-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { openSql } from '@phecda/graph-schema/stores/open-sql';
import { dump } from '@phecda/graph-schema/truth/dump';
import { benchFolder } from '../support/bench-folder.ts';
import { budget, megabytes, seconds, sizeArgument, whole } from '../support/figures.ts';
import { processorOf, watchMemory } from '../support/process-usage.ts';
import { takeTables } from '../support/copy-by-hand.ts';
import { startNeo4j } from '../support/neo4j.ts';
import { writeByHand } from '../support/neo4j-by-hand.ts';
import { startPostgres } from '../support/postgres.ts';
import { recordSecret } from '../support/record-secret.ts';

const ordinarySize = 3_000;
const tenfold = 30_000;
/** Milliseconds for the ordinary world on the team's engines, and for the tenfold one on the embedded. */
const TEAM = 60_000;
const EMBEDDED = 30_000;
/** Of the reverse order to the forward one. */
const REVERSE = 1.5;
/** Of the team's engines to writing by hand. */
const LIMIT = 1.5;

const pair = process.argv[3] ?? 'embedded';
if (pair !== 'embedded' && pair !== 'team') throw new Error(`Not a pair of engines: ${pair}`);
const size = sizeArgument(0, pair === 'team' ? ordinarySize : tenfold);
const folder = benchFolder();
const source = join(folder, 'world');
await mkdir(source);
const { manifest } = await generateDemo(source, { size, positionDays: 0 });
const ordered = [...manifest.files].sort((a, b) => a.order - b.order);
const rows = ordered.reduce((sum, file) => sum + file.rows, 0);
const bytes = ordered.reduce((sum, { name }) => sum + statSync(join(source, name)).size, 0);
const ontology = loadOntology();
const mappings = new Map(loadMappings(ontology).map((mapping) => [mapping.id, mapping]));
console.log(
  `${whole(rows)} rows in ${ordered.length} files of ${megabytes(bytes)}, ${pair} engines`,
);

/** How long each step took, whichever file was in it, milliseconds. */
type Spent = Map<string, number>;

interface Loaded {
  readonly wall: number;
  readonly dump: string;
  /** Writing the same rows by hand, where that was asked for. */
  readonly byHand: number | null;
}

async function load(
  name: string,
  files: readonly ManifestFile[],
  beside: boolean,
): Promise<Loaded> {
  const home = join(folder, name);
  await mkdir(home);
  const { sql, store, processors, writeByHand, close } = await openStores(home);
  const spent: Spent = new Map();
  try {
    await sql.migrate();
    await store.prepare();
    const token = await sql.takeToken('view');
    const steps = createImportSteps({
      sql,
      ontology,
      scratchFolder: join(home, 'scratch'),
      mapping: (id) => mappings.get(id) ?? null,
      view: async () => void (await followView(sql, store, { token })),
    });
    const kinds = createImportKinds(sql, {
      ...steps,
      prepare: (input, fileId, progress, signal, trial) =>
        timed(spent, 'prepare', progress, (tell) =>
          steps.prepare(input, fileId, tell, signal, trial),
        ),
      apply: (files, progress, stillMine) =>
        timed(spent, 'apply', progress, (tell) => steps.apply(files, tell, stillMine)),
      view: (progress) => timed(spent, 'view', progress, (tell) => steps.view(tell)),
    });
    const jobs = new JobQueue({ state: sql.state, kinds, home: homeOf(home) });
    await jobs.start();
    const before = await processors();
    const memory = watchMemory();
    const began = performance.now();
    const queued = [];
    for (const { name: fileName, mapping: mappingId, sourceDate } of files)
      queued.push(
        await jobs.enqueue(
          'import',
          { path: join(source, fileName), fileName, mappingId, sourceDate, actor: 'bench' },
          'bench',
        ),
      );
    const over: Job[] = [];
    for (const { id, title } of queued) {
      const job = await jobs.finished(id);
      if (job.state !== 'done')
        throw new Error(`${title}: ${job.state} ${job.problems.map((p) => p.message).join(' ')}`);
      over.push(job);
    }
    const wall = performance.now() - began;
    const peak = await memory.stop();
    await jobs.close();
    const used = (await processors()).map((time, i) => time - (before[i] ?? 0));
    tell(name, wall, spent, used);
    for (const job of over) tellFile(job);
    console.log(
      `  memory at its peak: ${megabytes(peak.own)} here, ${megabytes(peak.child)} a child, ${megabytes(peak.together)} together; on disk ${megabytes(bytesIn(home))}`,
    );
    if (sql.engine === 'postgres') await tellTables(sql, join(home, 'neo4j'));
    const hash = createHash('sha256');
    for await (const line of dump(store)) hash.update(line);
    return {
      wall,
      dump: hash.digest('hex'),
      byHand: beside ? await writeByHand() : null,
    };
  } finally {
    await close();
  }
}

function tell(name: string, wall: number, spent: Spent, used: readonly number[]): void {
  const [limit, full] = pair === 'team' ? [TEAM, ordinarySize] : [EMBEDDED, tenfold];
  console.log(
    `${name}: ${seconds(wall)}, ${whole(rows / (wall / 1000))} rows/s ${budget(seconds(limit), wall <= limit, size >= full)}`,
  );
  for (const step of ['prepare', 'apply', 'view']) {
    const parts = [...spent].filter(([key]) => key.startsWith(`${step} `));
    const named = parts.map(([key, time]) => `${key.slice(step.length + 1)} ${seconds(time)}`);
    console.log(`  ${step} (they overlap) ${seconds(spent.get(step) ?? 0)} — ${named.join(', ')}`);
  }
  const names = ['here with the prepare child', 'Neo4j', 'PostgreSQL'];
  console.log(
    `  processor: ${used.map((time, i) => `${names[i]} ${seconds(time)}`).join(', ')}; together ${seconds(used.reduce((sum, time) => sum + time, 0))}`,
  );
}

/** Where the time of one file went; `queued` is the wait between preparing it and the writer's turn. */
function tellFile(job: Job): void {
  const summary = importResultOf(job)?.summary;
  if (!summary) return;
  const steps = (summary.steps ?? []).map(({ phase, seconds: took }) => `${phase} ${took}`);
  console.log(
    `    ${job.title}: ${whole(summary.rowsRead)} rows, ${seconds(summary.seconds * 1000)} — ${steps.join(', ')}`,
  );
}

/** What each table of PostgreSQL takes with its indexes: sums for larger installations rest on these. */
async function tellTables(sql: Sql, neo4jFolder: string): Promise<void> {
  const tables = await sql.query<{ name: string; bytes: number }>(
    `SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_total_relation_size(oid) > 1000000 ORDER BY 2 DESC`,
  );
  const lines: string[] = [];
  for (const { name, bytes: size } of tables) {
    const [row] = await sql.query<{ n: number }>(`SELECT count(*) AS n FROM ${name}`);
    const n = row?.n ?? 0;
    lines.push(
      `${name} ${whole(n)} rows ${megabytes(size)} (${whole(size / Math.max(1, n))} bytes each)`,
    );
  }
  console.log(
    `  tables with their indexes: ${lines.join(', ')}; Neo4j’s folder ${megabytes(bytesIn(neo4jFolder))}`,
  );
}

/** Adds the time of a step, and of the phases that it reports. */
async function timed<T>(
  spent: Spent,
  step: string,
  progress: (at: StepProgress) => void,
  work: (tell: (at: StepProgress) => void) => Promise<T>,
): Promise<T> {
  const add = (key: string, time: number): unknown => spent.set(key, (spent.get(key) ?? 0) + time);
  const began = performance.now();
  let phase = 'begin';
  let since = began;
  const end = (): void => {
    add(`${step} ${phase}`, performance.now() - since);
    since = performance.now();
  };
  try {
    return await work((at) => {
      if (at.phase !== phase) {
        end();
        phase = at.phase;
      }
      progress(at);
    });
  } finally {
    end();
    add(step, performance.now() - began);
  }
}

interface OpenedStores {
  readonly sql: Sql;
  readonly store: GraphStore;
  /** Of this process with its child, then of each server. */
  processors(): Promise<readonly number[]>;
  /** What the same rows take whoever writes them by hand, on these servers; empties the graph. Milliseconds. */
  writeByHand(): Promise<number | null>;
  close(): Promise<void>;
}

async function openStores(home: string): Promise<OpenedStores> {
  if (pair === 'embedded') {
    const sql = await openSql({
      engine: 'duckdb',
      path: join(home, 'phecda.duckdb'),
      recordSecret,
    });
    const store = await createEmbeddedGraphStore();
    return {
      sql,
      store,
      processors: async () => [await processorOf(process.pid)],
      writeByHand: () => Promise.resolve(null),
      close: async () => {
        await store.close();
        await sql.close();
      },
    };
  }
  const postgres = await startPostgres();
  const neo4j = await startNeo4j({ dataDir: join(home, 'neo4j') });
  const sql = await openSql({ engine: 'postgres', url: postgres.url, recordSecret });
  const store = createNeo4jGraphStore(neo4j);
  return {
    sql,
    store,
    processors: async () => {
      const [all = 0, ...servers] = await Promise.all(
        [process.pid, neo4j.pid, postgres.pid].map(processorOf),
      );
      return [servers.reduce((rest, time) => rest - time, all), ...servers];
    },
    writeByHand: () => writeTeamByHand(postgres.url, neo4j, store, home),
    close: async () => {
      await store.close();
      await sql.close();
      await neo4j.stop();
      await postgres.stop();
    },
  };
}

/** As many rows as the view writes in one transaction. */
const together = 20_000;

function partsOf<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / together) }, (_, part) =>
    rows.slice(part * together, (part + 1) * together),
  );
}

/** The limit of the team's engines: COPY of the rows of the truth and UNWIND … MERGE of the graph with its search tokens, both servers at once. */
async function writeTeamByHand(
  url: string,
  server: { readonly url: string; readonly user: string; readonly password: string },
  store: GraphStore,
  home: string,
): Promise<number> {
  const upsertEntities: ViewEntity[] = [];
  for await (const rows of store.streamEntities()) upsertEntities.push(...rows);
  const upsertRelations: ViewRelation[] = [];
  for await (const rows of store.streamRelations()) upsertRelations.push(...rows);
  const tables = await takeTables(url, 'public', home);
  await store.clear(1_000_000);
  const driver = neo4jDriver.driver(
    server.url,
    neo4jDriver.auth.basic(server.user, server.password),
    { disableLosslessIntegers: true },
  );
  const writeGraph = async (): Promise<number> => {
    const began = performance.now();
    for (const part of partsOf(upsertEntities))
      await writeByHand(driver, { upsertEntities: part, upsertRelations: [] }, true);
    for (const part of partsOf(upsertRelations))
      await writeByHand(driver, { upsertEntities: [], upsertRelations: part }, true);
    return performance.now() - began;
  };
  try {
    const began = performance.now();
    const [truth, graph] = await Promise.all([tables.write(), writeGraph()]);
    const wall = performance.now() - began;
    console.log(
      `limit by hand, both servers at once: ${seconds(wall)} — COPY of ${whole(tables.rows)} rows of the truth ${seconds(truth)}, UNWIND … MERGE of ${whole(upsertEntities.length)} entities and ${whole(upsertRelations.length)} relations ${seconds(graph)}`,
    );
    return wall;
  } finally {
    await driver.close();
  }
}

function bytesIn(path: string): number {
  return readdirSync(path, { withFileTypes: true }).reduce(
    (sum, entry) =>
      sum +
      (entry.isDirectory()
        ? bytesIn(join(path, entry.name))
        : statSync(join(path, entry.name)).size),
    0,
  );
}

/** The limit of this machine: the same text files read by the embedded database alone and written to tables of their own. */
async function readAndWrite(): Promise<number> {
  const instance = await DuckDBInstance.create(join(folder, 'limit.duckdb'), {
    memory_limit: '384MB',
  });
  const connection = await instance.connect();
  const began = performance.now();
  let count = 0;
  for (const [i, { name }] of ordered.entries()) {
    const path = join(source, name).replaceAll("'", "''");
    const reader = name.endsWith('.parquet')
      ? `read_parquet('${path}')`
      : name.endsWith('.jsonl')
        ? `read_json('${path}')`
        : `read_csv('${path}', header = true, all_varchar = true)`;
    // Neither XLSX and XML nor other encodings than UTF-8.
    await connection.run(`CREATE TABLE t${i} AS SELECT * FROM ${reader}`).then(
      () => count++,
      () => undefined,
    );
  }
  await connection.run('CHECKPOINT');
  const wall = performance.now() - began;
  connection.closeSync();
  instance.closeSync();
  console.log(
    `limit: the database alone reads ${count} of the ${ordered.length} files (those in UTF-8) and writes their rows in ${seconds(wall)}`,
  );
  return wall;
}

const alone = await readAndWrite();
const forward = await load('in order', ordered, true);
const reverse = await load('in reverse', [...ordered].reverse(), false);
const limit = forward.byHand ?? alone;
const toLimit = forward.wall / limit;
const ratio = reverse.wall / forward.wall;
console.log(
  `reverse to forward ${ratio.toFixed(2)} ${budget(String(REVERSE), ratio <= REVERSE)}; forward to limit ${toLimit.toFixed(1)}${pair === 'team' ? ` ${budget(String(LIMIT), toLimit <= LIMIT)}` : ''}; ${forward.dump === reverse.dump ? 'the same graph' : 'ANOTHER GRAPH'}`,
);
process.exit(forward.dump === reverse.dump ? 0 : 1);
