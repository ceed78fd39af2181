/** Import from CSV to graph, embedded: declarations; registrations that are all new, then full deliveries of the same with 1 % and with all changed. `import [rows] [declarations|enterprise-registry]`. */
import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { followView } from '@phecda/etl';
import type { ImportSteps } from '@phecda/etl/jobs/import-job';
import { createImportSteps } from '@phecda/etl/jobs/import-steps';
import { loadMappings } from '@phecda/etl/mapping/load-mappings';
import { loadOntology } from '@phecda/graph-schema';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { benchFiles, benchFolder, makeBenchFile, type BenchFile } from '../support/bench-folder.ts';
import { budget, megabytes, seconds, sizeArgument, whole } from '../support/figures.ts';
import { costOf, watchMemory, type Cost } from '../support/process-usage.ts';
import { recordSecret } from '../support/record-secret.ts';

const BUDGET = 100_000;
/** Milliseconds that the apply step of a full delivery of a million may take, 1 % changed. */
const APPLY_AGAIN = 15_000;
interface Delivery {
  readonly name: string;
  readonly sourceDate: string;
  readonly edition: number;
  readonly changedEvery: number;
}

const deliveries: Readonly<Record<BenchFile, readonly Delivery[]>> = {
  declarations: [{ name: 'all new', sourceDate: '2026-11-01', edition: 0, changedEvery: 1 }],
  'enterprise-registry': [
    { name: 'all new', sourceDate: '2026-11-01', edition: 0, changedEvery: 1 },
    { name: '1 % changed', sourceDate: '2026-12-01', edition: 1, changedEvery: 100 },
    { name: 'all changed', sourceDate: '2027-01-01', edition: 2, changedEvery: 1 },
  ],
};

const rows = sizeArgument(0, 1_000_000);
const wanted = process.argv[3];
const kind = benchFiles.find((name) => name === wanted);
if (wanted !== undefined && kind === undefined) throw new Error(`Not a file to import: ${wanted}`);

if (kind === undefined || process.argv[4] !== 'measure') {
  // A process each, so that the memory of one is not in the peak of the other; with the limits that `npm start` gives the server.
  for (const each of kind === undefined ? benchFiles : [kind]) {
    const args = [
      '--max-old-space-size=512',
      '--max-semi-space-size=8',
      '--import',
      'tsx',
      ...process.execArgv
        .filter((arg) => arg.startsWith('data:'))
        .flatMap((arg) => ['--import', arg]),
      import.meta.filename,
      String(rows),
      each,
      'measure',
    ];
    const { status } = spawnSync(process.execPath, args, {
      stdio: 'inherit',
      env: { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: String(128 << 10), ...process.env },
    });
    process.exitCode ||= status ?? 1;
  }
} else {
  await measure(kind);
}

async function measure(file: BenchFile): Promise<void> {
  const folder = benchFolder();
  const ontology = loadOntology();
  const mappings = new Map(loadMappings(ontology).map((mapping) => [mapping.id, mapping]));
  const truth = join(folder, 'phecda.duckdb');
  const sql = await openDuckDb({ path: truth, recordSecret });
  const store = await createEmbeddedGraphStore();
  try {
    await sql.migrate();
    await store.prepare();
    const token = await sql.takeToken('view');
    const steps = createImportSteps({
      sql,
      ontology,
      scratchFolder: join(folder, 'scratch'),
      mapping: (id) => mappings.get(id) ?? null,
      view: async (onChanges) => {
        await followView(sql, store, { token, onChunk: onChanges });
      },
    });
    for (const delivery of deliveries[file]) {
      const path = join(folder, `${file}.csv`);
      await makeBenchFile(file, path, rows, delivery);
      await measureDelivery(file, path, delivery, steps, store);
      console.log(`  truth on disk: ${megabytes((await stat(truth)).size)}`);
    }
  } finally {
    await store.close();
    await sql.close();
  }
}

async function measureDelivery(
  file: BenchFile,
  path: string,
  { name, sourceDate, edition, changedEvery }: Delivery,
  steps: ImportSteps,
  store: Awaited<ReturnType<typeof createEmbeddedGraphStore>>,
): Promise<void> {
  const { size } = await stat(path);
  const input = { path, fileName: `${file}.csv`, mappingId: file, sourceDate, actor: 'bench' };
  const fileId = crypto.randomUUID();

  const { signal } = new AbortController();
  const memory = watchMemory();
  const prepareLaps = laps();
  const prepare = await costOf(() => steps.prepare(input, fileId, prepareLaps.on, signal, false));
  prepareLaps.end();
  const applyLaps = laps();
  const apply = await costOf(() =>
    steps.apply([{ input, fileId, prepared: prepare.result }], applyLaps.on, () =>
      Promise.resolve(),
    ),
  );
  applyLaps.end();
  let changes = 0;
  const view = await costOf(() => steps.view(({ done }) => (changes = done)));
  const peak = await memory.stop();
  await steps.discard(fileId);

  const { rowsLoaded, rowsQuarantined, entitiesAdded, entitiesChanged, relationsAdded } =
    apply.result[0]!;
  const { nodes, edges } = await counted(store);
  const arrived =
    edition === 0
      ? nodes === entitiesAdded && edges === relationsAdded
      : entitiesAdded === 0 && entitiesChanged === Math.ceil(rows / changedEvery);
  if (rowsLoaded !== rows || !arrived)
    throw new Error(
      `Not everything arrived: ${rowsLoaded} rows, ${nodes} entities, ${edges} relations after ${JSON.stringify(apply.result)}.`,
    );
  console.log(
    `${file}, ${name}: ${whole(rowsLoaded)} rows loaded (${rowsQuarantined} refused) of ${megabytes(size)}; ${whole(nodes)} entities, ${whole(edges)} relations in the graph`,
  );
  const line = (step: string, { wall, own, children }: Cost, detail: string): void =>
    console.log(
      `  ${step.padEnd(8)} ${seconds(wall).padStart(7)}, processor ${seconds(own)} here + ${seconds(children)} child; ${whole(rows / (wall / 1000))} rows/s${detail}`,
    );
  line('prepare', prepare.cost, ` — ${prepareLaps.text()}`);
  const again =
    changedEvery === 100
      ? ` ${budget(`${seconds(APPLY_AGAIN)}`, apply.cost.wall <= APPLY_AGAIN, rows >= 1_000_000)}`
      : '';
  line('apply', apply.cost, `${again} — ${applyLaps.text()}`);
  line(
    'view',
    view.cost,
    ` — ${whole(changes)} changes, ${whole(changes / (view.cost.wall / 1000))}/s`,
  );
  const all = [prepare.cost, apply.cost, view.cost].reduce((sum, cost) => ({
    wall: sum.wall + cost.wall,
    own: sum.own + cost.own,
    children: sum.children + cost.children,
  }));
  const rate = rows / (all.wall / 1000);
  line(
    'together',
    all,
    edition === 0 ? ` ${budget(`${whole(BUDGET)} rows/s`, rate >= BUDGET, rows >= 1_000_000)}` : '',
  );
  const { projection, contents, postings } = await store.memory();
  const ofGraph = Object.values(projection).reduce((sum, bytes) => sum + bytes, 0);
  console.log(
    `  held by the graph: ${megabytes(ofGraph)} entities and relations, ${megabytes(contents)} what they say, ${megabytes(postings)} search`,
  );
  console.log(
    `  memory at its peak: ${megabytes(peak.own)} here (truth and graph, so far), ${megabytes(peak.child)} the child, ${megabytes(peak.together)} both at one time`,
  );
}

async function counted(
  store: Awaited<ReturnType<typeof createEmbeddedGraphStore>>,
): Promise<{ nodes: number; edges: number }> {
  let nodes = 0;
  let edges = 0;
  for await (const part of store.streamEntities()) nodes += part.length;
  for await (const part of store.streamRelations()) edges += part.length;
  return { nodes, edges };
}

/** How long each step of a phase took, by the first report of the next one. */
function laps(): { on(progress: { phase: string }): void; end(): void; text(): string } {
  const times = new Map<string, number>();
  let phase = 'start';
  let since = performance.now();
  const end = (): void => {
    times.set(phase, (times.get(phase) ?? 0) + performance.now() - since);
    since = performance.now();
  };
  return {
    on: (progress) => {
      if (progress.phase === phase) return;
      end();
      phase = progress.phase;
    },
    end,
    text: () => [...times].map(([name, time]) => `${name} ${seconds(time)}`).join(', '),
  };
}
