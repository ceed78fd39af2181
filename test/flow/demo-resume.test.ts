/** A first start killed while it makes or loads the demo world goes on at the next start, and ends as one that was never killed. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { generateDemo, type Manifest } from '@phecda/etl/demo/generate-demo';
import { demoState, loadDemo } from '@phecda/etl/demo/load-demo';
import { followView } from '@phecda/etl/follow-view';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { dumpText } from '@phecda/graph-schema/truth/dump';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedPair } from '../support/pairs.ts';
import { sampleOf } from '../support/run-length.ts';
import { startPhecda, type PhecdaServer } from '../support/phecda-server.ts';
import { recordSecret } from '../support/record-secret.ts';

const root = join(import.meta.dirname, '../..');
const size = 100;
/** Enough of the world to be killed in; each file takes a second or two. */
const kept = new Set([
  'ports',
  'enterprise-registry',
  'persons-and-roles',
  'seizures',
  'risk-scores',
]);
let folder: string;
let world: string;
let manifest: Manifest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-demo-resume-'));
  world = join(folder, 'world');
  const made = await generateDemo(world, { size, declarations: 800 });
  const files = made.manifest.files.filter(({ mapping }) => kept.has(mapping));
  manifest = { ...made.manifest, files };
  await writeFile(join(world, 'manifest.json'), JSON.stringify(manifest));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function digests(of: string): Promise<Record<string, string>> {
  const entries = await readdir(of, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(of, join(entry.parentPath, entry.name)))
    .sort();
  const hashed = names.map(async (name) => [
    name,
    createHash('sha256')
      .update(await readFile(join(of, name)))
      .digest('hex'),
  ]);
  return Object.fromEntries(await Promise.all(hashed)) as Record<string, string>;
}

/** The graph after every file of the world was loaded once, and nothing else happened. */
async function cleanDump(): Promise<string> {
  const pair = await embeddedPair();
  try {
    for (const { name, mapping, sourceDate } of manifest.files)
      await pair.load(join(world, name), mapping, { sourceDate });
    return await pair.dump();
  } finally {
    await pair.close();
  }
}

/** A first start that is killed: by itself at the failpoint, or by us after so many milliseconds. */
async function startAndDie(dataDir: string, at: string | number): Promise<void> {
  const child = spawn(process.execPath, ['dist/server/src/main.js'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: '0',
      DATA_DIR: dataDir,
      RECORD_SECRET: recordSecret,
      LOG_LEVEL: 'warn',
      ...(typeof at === 'string' ? { PHECDA_FAILPOINT: at } : {}),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const timer = typeof at === 'number' ? setTimeout(() => child.kill('SIGKILL'), at) : undefined;
  await once(child, 'exit');
  clearTimeout(timer);
  expect(child.signalCode, String(at)).toBe('SIGKILL');
}

async function untilLoaded(dataDir: string, server: PhecdaServer): Promise<void> {
  const end = Date.now() + 120_000;
  for (; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100)))
    if (demoState(dataDir) === 'loaded') return;
  throw new Error(`The demo world was not loaded.\n${server.output()}`);
}

test('the loading goes on after kills and loads every file once', async () => {
  const dataDir = join(folder, 'data');
  await cp(world, join(dataDir, 'demo'), { recursive: true });
  for (const at of sampleOf(['apply:stage', 'apply:relations#1', 'apply:revision#1', 4_000], 2)) {
    await startAndDie(dataDir, at);
    expect(demoState(dataDir), String(at)).toBe('unfinished');
  }
  const last = await startPhecda({ dataDir, env: { NO_DEMO: '0' } });
  await untilLoaded(dataDir, last);
  expect(await last.stop()).toBe(0);
  expect(manifest.files.length).toBe(5);

  const sql = await openDuckDb({ path: join(dataDir, 'phecda.duckdb'), recordSecret });
  const view = await createEmbeddedGraphStore();
  try {
    await sql.migrate();
    const files = await sql.query<{ name: string; state: string; rows_read: number }>(
      `SELECT name, state, rows_read FROM file ORDER BY name`,
    );
    expect(files.map((file) => [file.name, file.state, Number(file.rows_read)])).toEqual(
      manifest.files
        .map(({ name, rows }) => [name, 'loaded', rows] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
    await view.prepare();
    await followView(sql, view, { token: await sql.takeToken('view') });
    expect(await dumpText(view)).toBe(await cleanDump());
  } finally {
    await view.close();
    await sql.close();
  }
}, 300_000);

test('a half-made world is made again, byte for byte', async () => {
  const half = join(folder, 'half');
  const child = spawn(
    process.execPath,
    ['dist/etl/src/demo/main.js', '--size', String(size), '--out', half],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('6/')) child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  expect((await readdir(half)).length).toBeGreaterThan(2);
  expect(existsSync(join(half, 'manifest.json'))).toBe(false);
  const whole = join(folder, 'whole');
  await generateDemo(half, { size });
  await generateDemo(whole, { size });
  expect(await digests(half)).toEqual(await digests(whole));
}, 120_000);

test('a file that failed and was then loaded counts as loaded', async () => {
  const dataDir = join(folder, 'again');
  await cp(world, join(dataDir, 'demo'), { recursive: true });
  const [first] = manifest.files;
  if (first === undefined) throw new Error('The world has no files.');
  await writeFile(
    join(dataDir, 'demo/manifest.json'),
    JSON.stringify({ ...manifest, files: [first] }),
  );
  const job = { owner: 'demo', kind: 'import', title: first.name } as const;
  const started: string[] = [];
  await loadDemo({
    dataDir,
    recordSecret,
    jobs: {
      list: () =>
        Promise.resolve({
          jobs: [
            { ...job, state: 'done' },
            { ...job, state: 'failed' },
          ],
        } as never),
      enqueue: (kind) => {
        started.push(kind);
        return Promise.resolve({ ...job, id: 'x', state: 'done' } as never);
      },
      finished: () => Promise.resolve({ ...job, state: 'done' } as never),
      watch: () => () => undefined,
      cancel: () => Promise.resolve('over' as const),
    },
  });
  expect(started).toEqual([]);
}, 30_000);
