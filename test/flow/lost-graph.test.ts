/** A graph thread that has died ends the server with a plain word, and `npm start` brings it back with everything in it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readLock } from '@phecda/graph-schema/data-folder/data-folder-lock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registry } from '../support/analyst-files.ts';
import { Analyst } from '../support/analyst.ts';
import { npmStart, until } from '../support/npm-start.ts';
import { startPhecda } from '../support/phecda-server.ts';

const preload = pathToFileURL(join(import.meta.dirname, '../support/end-threads.mjs')).href;
const env = { NODE_OPTIONS: `--import ${preload}`, NO_DEMO: '1' };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-lost-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the process says so and ends for its supervisor to start it again', async () => {
  const server = await startPhecda({ dataDir: join(folder, 'alone'), env });
  process.kill(server.pid, 'SIGUSR2');
  expect(await server.ended).toBe(75);
  expect(server.output()).toContain('The graph’s thread has ended');
  expect(server.output()).not.toContain('    at ');
  expect(readLock(join(folder, 'alone'))).toBeNull();
});

test('npm start starts it again, and what was acknowledged is there', async () => {
  const dataDir = join(folder, 'started');
  const started = await npmStart(dataDir, env);
  try {
    const ready = async (): Promise<boolean> => (await fetch(`${started.url}/ready`)).ok;
    const pid = (): number => readLock(dataDir)?.pid ?? 0;
    await until(started, 120_000, 50, ready);
    const analyst = new Analyst(started.url);
    await analyst.ask('mutation { signIn(name: "林捷") { name } }');
    await analyst.importFile('企业注册登记-20240501.csv', registry, 'enterprise-registry');
    const company = await analyst.find('天玑');

    const first = pid();
    process.kill(first, 'SIGUSR2');
    await until(started, 60_000, 20, () => Promise.resolve(![0, first].includes(pid())));
    await until(started, 60_000, 50, ready);
    expect(await analyst.find('天玑')).toEqual(company);
    analyst.close();
  } finally {
    await started.stop();
  }
  expect(started.output().match(/has ended/g)).toHaveLength(1);
});
