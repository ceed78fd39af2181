/** Search over HTTP on the real server while a big file comes in, and idle before and after. `search-while-import [rows] [rows there before] [enterprise-registry|declarations]`. */
import { openAsBlob } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { readLock } from '@phecda/graph-schema/data-folder/data-folder-lock';
import { benchFolder, makeBenchFile, type BenchFile } from '../support/bench-folder.ts';
import { randomFrom } from '../support/big-graph.ts';
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
import { searchText } from '../support/search-texts.ts';

const BUDGET = 100;
/** A search every 50 ms, asked whether or not the one before has been answered: a stall counts for all who wait in it. */
const EVERY = 50;
const IDLE = 300;
const rows = sizeArgument(0, 1_000_000);
const before = sizeArgument(1, 200_000);
const coming: BenchFile =
  process.argv[4] === 'declarations' ? 'declarations' : 'enterprise-registry';
const there: BenchFile = coming === 'declarations' ? 'enterprise-registry' : 'declarations';

interface Job {
  readonly state: string;
  readonly unit: string | null;
  readonly problems: readonly { readonly message: string }[];
  readonly summary: {
    readonly rowsLoaded: number;
    readonly entitiesAdded: number;
    readonly relationsAdded: number;
    readonly seconds: number;
  } | null;
}
interface Known {
  readonly label: string;
  readonly identifier: string;
}

const folder = benchFolder();
const paths = {
  [there]: join(folder, 'there.csv'),
  [coming]: join(folder, 'coming.csv'),
} as Record<BenchFile, string>;
await makeBenchFile(there, paths[there], before);
await makeBenchFile(coming, paths[coming], rows);
const known = [...(await namesIn(there)), ...(await namesIn(coming))];

// As it is started in earnest: with its limits of memory.
const dataDir = join(folder, 'data');
const server = await npmStart(dataDir, { NO_DEMO: '1' });
await until(server, 120_000, 100, async () => (await fetch(`${server.url}/ready`)).ok);
const browser = new Browser(server.url);
try {
  await browser.ask('mutation { signIn(name: "bench") { name } }');
  await importFile(there, () => undefined);
  console.log(`${whole(before)} rows of ${there} loaded`);
  await askFor(IDLE); // warm
  console.log(`idle before: ${spread((await askFor(IDLE)).map(({ time }) => time))}`);

  let state = 'queued';
  let importing = true;
  const asking = askWhile(
    () => importing,
    () => state,
  );
  const done = await importFile(coming, (job) => (state = job.unit ?? job.state)).finally(
    () => (importing = false),
  );
  const asked = await asking;
  const times = asked.map(({ time }) => time);
  const {
    rowsLoaded,
    entitiesAdded,
    relationsAdded,
    seconds: took,
  } = done.summary ?? { rowsLoaded: 0, entitiesAdded: 0, relationsAdded: 0, seconds: NaN };
  if (rowsLoaded !== rows) throw new Error(`${rowsLoaded} rows of ${rows} were loaded.`);
  console.log(
    `${whole(rowsLoaded)} rows of ${coming} in ${took.toFixed(1)} s meanwhile (${whole(rowsLoaded / took)} rows/s): ${whole(entitiesAdded)} entities, ${whole(relationsAdded)} relations`,
  );
  console.log(
    `while importing: ${spread(times)} ${budget(`p95 ${BUDGET} ms`, percentile(times, 0.95) <= BUDGET, rows >= 1_000_000)}`,
  );
  for (const [phase, unit] of Object.entries({
    preparing: 'rows',
    applying: 'steps',
    viewing: 'changes',
  }))
    console.log(
      `  ${phase.padEnd(10)} ${spread(asked.filter((one) => one.state === unit).map(({ time }) => time))}`,
    );
  const slowest = asked.reduce((a, b) => (a.time > b.time ? a : b));
  console.log(
    `  slowest: ${slowest.kind} while ${slowest.state}, ${seconds(slowest.at)} after the start`,
  );
  const after = await askFor(IDLE);
  console.log(`idle after:  ${spread(after.map(({ time }) => time))}`);
  for (const kind of [...new Set(after.map((one) => one.kind))].sort())
    console.log(
      `  ${kind.padEnd(16)} ${spread(after.filter((one) => one.kind === kind).map(({ time }) => time))}`,
    );
  console.log(
    `memory of the server: ${megabytes((await residentOf(readLock(dataDir)?.pid ?? 0)).highest)} at its peak`,
  );
} finally {
  browser.close();
  await server.stop();
}

interface Asked {
  readonly kind: string;
  /** State of the import when it was asked. */
  readonly state: string;
  /** Milliseconds since the first of its run. */
  readonly at: number;
  /** From the moment it was due to its answer, milliseconds. */
  readonly time: number;
}

function askFor(count: number): Promise<Asked[]> {
  let left = count;
  return askWhile(
    () => left-- > 0,
    () => 'idle',
  );
}

async function askWhile(wanted: () => boolean, state: () => string): Promise<Asked[]> {
  const random = randomFrom(7);
  const answers: Promise<Asked>[] = [];
  const start = performance.now();
  for (let due = start; wanted(); due += EVERY) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const { label, identifier } = known[Math.floor(random() * known.length)] as Known;
    const { kind, text } = searchText(label, identifier, random);
    const during = state();
    const answer = browser.ask(
      'query ($text: String!) { search(text: $text) { total hits { score reason matched node { id type label tags sources degree } } } }',
      { text },
    );
    answers.push(
      answer.then(() => ({ kind, state: during, at: due - start, time: performance.now() - due })),
    );
  }
  return Promise.all(answers);
}

async function importFile(kind: BenchFile, onState: (job: Job) => void): Promise<Job> {
  const form = new FormData();
  form.append('file', await openAsBlob(paths[kind]), `${kind}.csv`);
  const uploaded = await fetch(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: { origin: server.url, cookie: browser.cookie },
    body: form,
  });
  if (!uploaded.ok) throw new Error(await uploaded.text());
  const { uploadId } = (await uploaded.json()) as { uploadId: string };
  const input = { uploadId, mappingId: kind, sourceDate: '2026-11-01' };
  const { startImport } = await browser.ask<{ startImport: { id: string } }>(
    'mutation ($input: ImportInput!) { startImport(input: $input) { id } }',
    { input },
  );
  let last: Job | undefined;
  const progress = browser.subscribe<{ jobProgress: Job }>(
    'subscription ($id: ID!) { jobProgress(jobId: $id) { state unit problems { message } summary { rowsLoaded entitiesAdded relationsAdded seconds } } }',
    { id: startImport.id },
  );
  for await (const { data } of progress) if (data) onState((last = data.jobProgress));
  if (last?.state !== 'done')
    throw new Error(
      `The import ended as ${last?.state ?? 'unknown'}: ${last?.problems.map(({ message }) => message).join('; ') ?? ''}`,
    );
  return last;
}

/** Names with their identifiers from the first rows of a file. */
async function namesIn(kind: BenchFile): Promise<Known[]> {
  const file = await open(paths[kind]);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 20), 0, 1 << 20, 0);
    const [header = '', ...lines] = buffer.toString('utf8', 0, bytesRead).split('\n').slice(0, -1);
    const columns = header.split(',');
    const [label, identifier] = (
      kind === 'declarations'
        ? ['境内收发货人', '境内收发货人编码']
        : ['企业名称', '统一社会信用代码']
    ).map((name) => columns.indexOf(name)) as [number, number];
    return lines
      .map((line) => line.split(','))
      .map((cells) => ({ label: cells[label] ?? '', identifier: cells[identifier] ?? '' }));
  } finally {
    await file.close();
  }
}
