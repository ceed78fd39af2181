/** What one file among a hundred costs on a large graph, embedded: loading, correcting and withdrawing it, and a file of 500 rows. `changes [entities there] [rows of a file] [files]`. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { followView } from '@phecda/etl';
import type { PreparedImport } from '@phecda/etl/jobs/import-job';
import { createImportSteps } from '@phecda/etl/jobs/import-steps';
import type { StepProgress } from '@phecda/etl/jobs/job-kind';
import { PhaseTimes } from '@phecda/etl/jobs/phase-times';
import { loadMappings } from '@phecda/etl/mapping/load-mappings';
import { loadOntology } from '@phecda/graph-schema';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { benchFolder, makeBenchFile, type BenchFile } from '../support/bench-folder.ts';
import { budget, seconds, sizeArgument, whole } from '../support/figures.ts';
import { recordSecret } from '../support/record-secret.ts';

/** Of a withdrawal, and of a correction, to the loading of the same file. */
const RATIO = 2;
const SMALL = 500;
/** Milliseconds, at a million entities. */
const SMALL_FILE = 500;
const there = sizeArgument(0, 1_000_000);
const fileRows = sizeArgument(1, 3_000);
const files = sizeArgument(2, 100);
const toCorrect = Math.floor(files * 0.6);
const toWithdraw = Math.floor(files * 0.5);
const full = there >= 1_000_000;

const folder = benchFolder();
const ontology = loadOntology();
const mappings = new Map(loadMappings(ontology).map((mapping) => [mapping.id, mapping]));
const sql = await openDuckDb({ path: join(folder, 'phecda.duckdb'), recordSecret });
const store = await createEmbeddedGraphStore();
const { signal } = new AbortController();

interface Cost {
  readonly wall: number;
  /** Of this process, milliseconds. */
  readonly processor: number;
  readonly steps: string;
}

try {
  await sql.migrate();
  await store.prepare();
  const token = await sql.takeToken('view');
  const steps = createImportSteps({
    sql,
    ontology,
    scratchFolder: join(folder, 'scratch'),
    mapping: (id) => mappings.get(id) ?? null,
    view: async () => void (await followView(sql, store, { token })),
  });
  type Tell = (step: StepProgress) => void;
  const measured = async (work: (tell: Tell) => Promise<unknown>): Promise<Cost> => {
    const times = new PhaseTimes();
    const own = process.cpuUsage();
    const began = performance.now();
    await work(({ phase }) => times.begin(phase));
    const wall = performance.now() - began;
    const { user, system } = process.cpuUsage(own);
    const named = times.all().map(({ phase, seconds: took }) => `${phase} ${took.toFixed(2)}`);
    return { wall, processor: (user + system) / 1000, steps: named.join(', ') };
  };
  const load = async (
    kind: BenchFile,
    path: string,
    tell: Tell,
    fileId: string,
    more: { supersedes?: string } = {},
  ): Promise<void> => {
    const input = {
      path,
      fileName: path,
      mappingId: kind,
      sourceDate: '2026-11-01',
      actor: 'bench',
      ...more,
    };
    const prepared: PreparedImport = await steps.prepare(input, fileId, tell, signal, false);
    const [summary] = await steps.apply([{ input, fileId, prepared }], tell, () =>
      Promise.resolve(),
    );
    if (summary!.revision === null) throw new Error(`${path} changed nothing.`);
    tell({ phase: 'view', done: 0, total: null });
    await steps.view(() => undefined);
    await steps.discard(fileId);
  };
  const print = (name: string, { wall, processor, steps: detail }: Cost, verdict = ''): void =>
    console.log(
      `${name}: ${seconds(wall)}, ${seconds(processor)} of processor here ${verdict}\n  ${detail}`,
    );

  const registry = join(folder, 'registry.csv');
  await makeBenchFile('enterprise-registry', registry, there);
  print(
    `${whole(there)} entities`,
    await measured((tell) => load('enterprise-registry', registry, tell, crypto.randomUUID())),
  );
  const paths = await splitDeclarations();
  const ids = paths.map(() => crypto.randomUUID());
  const loads: Cost[] = [];
  for (const [i, path] of paths.entries())
    loads.push(await measured((tell) => load('declarations', path, tell, ids[i] ?? '')));
  const usual = [...loads].sort((a, b) => a.processor - b.processor)[Math.floor(loads.length / 2)]!;
  print(`one of ${files} files of ${whole(fileRows)} declarations, median`, usual);

  const against = (cost: Cost): string => {
    const ratio = cost.processor / usual.processor;
    return budget(`${RATIO} times loading: ${ratio.toFixed(2)}`, ratio <= RATIO);
  };
  const corrected = join(folder, 'corrected.csv');
  const [header = '', ...lines] = (await readFile(paths[toCorrect] ?? '', 'utf8')).split('\n');
  await writeFile(corrected, [header, ...lines.slice(1)].join('\n'));
  const correction = await measured((tell) =>
    load('declarations', corrected, tell, crypto.randomUUID(), {
      supersedes: ids[toCorrect] ?? '',
    }),
  );
  print('correcting one', correction, against(correction));
  const withdrawal = await measured(async (tell) => {
    await steps.withdraw(
      { fileId: ids[toWithdraw] ?? '', actor: 'bench', reason: 'bench' },
      tell,
      () => Promise.resolve(),
    );
    tell({ phase: 'view', done: 0, total: null });
    await steps.view(() => undefined);
  });
  print('withdrawing one', withdrawal, against(withdrawal));

  const small = join(folder, 'small.csv');
  await writeFile(small, [header, ...lines.slice(0, SMALL)].join('\n').replaceAll('2026', '2027'));
  const smallFile = await measured((tell) =>
    load('declarations', small, tell, crypto.randomUUID()),
  );
  print(
    `a file of ${SMALL} rows`,
    smallFile,
    budget(`${SMALL_FILE} ms`, smallFile.wall <= SMALL_FILE, full),
  );
} finally {
  await store.close();
  await sql.close();
}

async function splitDeclarations(): Promise<string[]> {
  const all = join(folder, 'declarations.csv');
  await makeBenchFile('declarations', all, files * fileRows);
  const [header = '', ...lines] = (await readFile(all, 'utf8')).trimEnd().split('\n');
  return Promise.all(
    Array.from({ length: files }, async (_, i) => {
      const path = join(folder, `declarations-${i}.csv`);
      await writeFile(
        path,
        [header, ...lines.slice(i * fileRows, (i + 1) * fileRows), ''].join('\n'),
      );
      return path;
    }),
  );
}
