/** Search over HTTP on the real server while a big file comes in, and idle before and after. `search-while-import [rows] [rows there before] [enterprise-registry|declarations]`. */
import { join } from 'node:path';
import { readLock } from '@phecda/graph-schema/data-folder/data-folder-lock';
import { benchFolder, makeBenchFile, type BenchFile } from '../support/bench-folder.ts';
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
const rows = sizeArgument(0, 1_000_000);
const before = sizeArgument(1, 200_000);
const coming: BenchFile =
  process.argv[4] === 'declarations' ? 'declarations' : 'enterprise-registry';
const there: BenchFile = coming === 'declarations' ? 'enterprise-registry' : 'declarations';

const folder = benchFolder();
const paths = {
  [there]: join(folder, 'there.csv'),
  [coming]: join(folder, 'coming.csv'),
} as Record<BenchFile, string>;
await makeBenchFile(there, paths[there], before);
await makeBenchFile(coming, paths[coming], rows);
const known = [...(await namesIn(there, paths[there])), ...(await namesIn(coming, paths[coming]))];

// As it is started in earnest: with its limits of memory.
const dataDir = join(folder, 'data');
const server = await npmStart(dataDir, { NO_DEMO: '1' });
await until(server, 120_000, 100, async () => (await fetch(`${server.url}/ready`)).ok);
const browser = new Browser(server.url);
const loading = { browser, url: server.url };
try {
  await browser.ask('mutation { signIn(name: "bench") { name } }');
  await importBenchFile(loading, there, paths[there]);
  console.log(`${whole(before)} rows of ${there} loaded`);
  await askFor(browser, known, IDLE); // warm
  console.log(
    `idle before: ${spread((await askFor(browser, known, IDLE)).map(({ time }) => time))}`,
  );

  let state = 'queued';
  let importing = true;
  const asking = askWhile(
    browser,
    known,
    () => importing,
    () => state,
  );
  const done = await importBenchFile(
    loading,
    coming,
    paths[coming],
    (job) => (state = job.unit ?? job.state),
  ).finally(() => (importing = false));
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
  const after = await askFor(browser, known, IDLE);
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
