/** Search over HTTP on the real server while gang analysis looks at the whole of a graph of a million entities, and idle before and after. `search-while-analysis [enterprises] [seeds]`: 2.5 entities an enterprise; each seed is one more run of Leiden at each resolution. */
import { join } from 'node:path';
import { readLock } from '@phecda/graph-schema/data-folder/data-folder-lock';
import { benchFolder, makeBenchFile } from '../support/bench-folder.ts';
import {
  budget,
  megabytes,
  percentile,
  seconds,
  sizeArgument,
  spread,
  whole,
} from '../support/figures.ts';
import { npmStart, until } from '../support/npm-start.ts';
import { Browser } from '../support/phecda-server.ts';
import { residentOf } from '../support/process-usage.ts';
import { askFor, askWhile, importBenchFile, namesIn } from '../support/search-load.ts';

const BUDGET = 100;
const IDLE = 300;
/** Enterprises that share a phone, and an address. */
const SHARED_BY = 4;
const rows = sizeArgument(0, 400_000);
const seeds = sizeArgument(1, 4);

interface Run {
  readonly state: string;
  readonly phase: string;
  readonly problems: readonly { readonly message: string }[];
}

const folder = benchFolder();
const path = join(folder, 'registry.csv');
await makeBenchFile('enterprise-registry', path, rows, { edition: 0, changedEvery: 1 }, SHARED_BY);
const known = await namesIn('enterprise-registry', path);
const dataDir = join(folder, 'data');
// As it is started in earnest: with its limits of memory.
const server = await npmStart(dataDir, { NO_DEMO: '1' });
await until(server, 120_000, 100, async () => (await fetch(`${server.url}/ready`)).ok);
const browser = new Browser(server.url);
try {
  await browser.ask('mutation { signIn(name: "bench") { name } }');
  const { summary } = await importBenchFile(
    { browser, url: server.url },
    'enterprise-registry',
    path,
  );
  const entities = summary?.entitiesAdded ?? 0;
  console.log(
    `${whole(entities)} entities, ${whole(summary?.relationsAdded ?? 0)} relations, loaded in ${whole(summary?.seconds ?? NaN)} s`,
  );
  await askFor(browser, known, IDLE); // warm
  console.log(
    `idle before: ${spread((await askFor(browser, known, IDLE)).map(({ time }) => time))}`,
  );

  let phase = 'queued';
  let running = true;
  const asking = askWhile(
    browser,
    known,
    () => running,
    () => phase,
  );
  const start = performance.now();
  const last = await analyse((run) => (phase = run.phase || run.state)).finally(
    () => (running = false),
  );
  const took = performance.now() - start;
  const asked = await asking;
  if (last.state !== 'done')
    throw new Error(
      `The run ended as ${last.state}: ${last.problems.map(({ message }) => message).join('; ')}`,
    );
  const times = asked.map(({ time }) => time);
  console.log(
    `while gang analysis looks at the whole graph (${seconds(took)}): ${spread(times)} ${budget(`p95 ${BUDGET} ms`, percentile(times, 0.95) <= BUDGET, entities >= 1_000_000)}`,
  );
  for (const one of new Set(asked.map(({ state }) => state)))
    console.log(
      `  ${one.padEnd(12)} ${spread(asked.filter(({ state }) => state === one).map(({ time }) => time))}`,
    );
  console.log(
    `idle after:  ${spread((await askFor(browser, known, IDLE)).map(({ time }) => time))}`,
  );
  console.log(
    `memory of the server: ${megabytes((await residentOf(readLock(dataDir)?.pid ?? 0)).highest)} at its peak`,
  );
} finally {
  browser.close();
  await server.stop();
}

async function analyse(onState: (run: Run) => void): Promise<Run> {
  const { startJob } = await browser.ask<{ startJob: { id: string } }>(
    'mutation ($input: JSON!) { startJob(kind: "analysis", input: $input) { id } }',
    { input: { question: 'gangs', parameters: { seeds } } },
  );
  let last: Run = { state: 'queued', phase: '', problems: [] };
  const progress = browser.subscribe<{ jobProgress: Run }>(
    'subscription ($id: ID!) { jobProgress(jobId: $id) { state phase problems { message } } }',
    { id: startJob.id },
  );
  for await (const { data } of progress) if (data) onState((last = data.jobProgress));
  return last;
}
