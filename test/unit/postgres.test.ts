/** PostgreSQL for trying starts in a folder whose parents are not there yet, also as root; where its user cannot enter, it says so. */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPostgres } from '../support/postgres.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-local-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('starts in a fresh folder', async () => {
  const server = await startPostgres({ dataDir: join(folder, 'local', 'postgres') });
  await server.stop();
  expect(server.url).toMatch(/^postgres:/);
});

it.runIf(userInfo().uid === 0)('names the folder that its user cannot enter', async () => {
  await mkdir(join(folder, 'closed'), { mode: 0o700 });
  await expect(startPostgres({ dataDir: join(folder, 'closed', 'postgres') })).rejects.toThrow(
    /cannot enter .*closed/,
  );
});
