/** A data folder on a disk that fills up, or that becomes read-only: uploads, imports and cases are refused in words of their own, and all is well again once it can be written. Mounts a disk of its own, which only root on Linux may. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Analyst } from '../support/analyst.ts';
import { startPhecda, type PhecdaServer } from '../support/phecda-server.ts';
import { registryMapping, registryOf } from '../support/registry-file.ts';

const megabyte = 1 << 20;
let folder = '';
let mounted = false;
let server: PhecdaServer;
let analyst: Analyst;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-full-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=60m', 'tmpfs', folder]);
  mounted = status === 0;
  if (!mounted)
    return console.warn('DISK FULL IS NOT TRIED: this user may not mount a small disk.');
  server = await startPhecda({ dataDir: join(folder, 'data') });
  analyst = new Analyst(server.url);
  await analyst.ask('mutation { signIn(name: "林捷") { name } }');
});
afterAll(async () => {
  analyst?.close();
  await server?.stop();
  if (mounted) spawnSync('umount', [folder]);
  await rm(folder, { recursive: true, force: true });
});

test('each write says that the disk is full, and nothing is half done', async () => {
  if (!mounted) return;
  const upload = await analyst.upload('large.csv', 'x'.repeat(80 * megabyte));
  expect(upload.status).toBe(503);
  expect(upload.headers.get('retry-after')).toBe('5');
  expect(await upload.json()).toMatchObject({ key: 'error.diskFull' });

  const job = await analyst.importFile(
    '备案.csv',
    registryOf(1, 120_000),
    registryMapping,
    '2024-05-01',
  );
  expect(job).toMatchObject({ state: 'failed', fileId: null, problems: [{ code: 'disk-full' }] });
  expect(await analyst.ask('{ files { total } }')).toEqual({ files: { total: 0 } });

  const filler = join(folder, 'filler');
  const file = await open(filler, 'w');
  await expect(async () => {
    for (;;) await file.write(Buffer.alloc(megabyte));
  }).rejects.toThrow('ENOSPC');
  await file.close();
  const ready = async (): Promise<unknown> => (await fetch(`${server.url}/ready`)).json();
  await expect.poll(ready, { timeout: 10_000 }).toMatchObject({ ready: false, reason: 'disk' });
  const state = { text: 'x'.repeat(3 * megabyte) };
  const { errors } = await analyst.raw(
    'mutation C($state: JSON!) { createInvestigation(title: "a", state: $state) { id } }',
    { state },
  );
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', key: 'error.diskFull' });

  await rm(filler);
  await expect.poll(ready, { timeout: 10_000 }).toMatchObject({ ready: true });
  const again = await analyst.importFile(
    '备案2.csv',
    registryOf(2, 10),
    registryMapping,
    '2024-05-01',
  );
  expect(again).toMatchObject({ state: 'done', summary: { rowsLoaded: 10 } });
}, 120_000);

test('a folder that has become read-only is named as such, and taken up again', async () => {
  if (!mounted) return;
  const data = join(folder, 'data');
  const mount = (...args: string[]): void => {
    const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  // What is open stays open, as where an operator remounts a disk under a running server.
  mount('--bind', data, data);
  try {
    mount('-o', 'remount,bind,ro', data);
    const ready = async (): Promise<unknown> => (await fetch(`${server.url}/ready`)).json();
    await expect.poll(ready, { timeout: 10_000 }).toMatchObject({ ready: false, reason: 'disk' });
    const { system } = await analyst.ask<{ system: { warnings: string[] } }>(
      '{ system { warnings } }',
    );
    expect(system.warnings).toContain('system.folderReadOnly');
    const upload = await analyst.upload('small.csv', registryOf(3, 10));
    expect(upload.status).toBe(503);
    expect(await upload.json()).toMatchObject({ key: 'error.folderReadOnly' });
  } finally {
    spawnSync('umount', [data]);
  }
  const again = await analyst.importFile(
    '备案3.csv',
    registryOf(3, 10),
    registryMapping,
    '2024-05-01',
  );
  expect(again).toMatchObject({ state: 'done', summary: { rowsLoaded: 10 } });
}, 120_000);
