/** A data folder through copies and kills: a copy is a folder of its own, and what a killed process left half done goes at the next start. */
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registry } from '../support/analyst-files.ts';
import { done, etl } from '../support/etl-process.ts';
import { Browser, startPhecda } from '../support/phecda-server.ts';

let folder = '';
let file = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-folder-'));
  file = join(folder, '企业注册登记_20240601.csv');
  await writeFile(file, registry);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a command line on a copy of a served folder works on the copy', async () => {
  const original = join(folder, 'original');
  const copy = join(folder, 'copy');
  const server = await startPhecda({ dataDir: original });
  try {
    await cp(original, copy, { recursive: true });
    await done(['load', file], { DATA_DIR: copy });
    expect((await etl(['files'], { DATA_DIR: copy })).text).toContain('企业注册登记');
    expect((await etl(['files'], { DATA_DIR: original })).text).toBe('');
  } finally {
    await server.stop();
  }
});

it('half uploads and scratch files of a killed server go at the next start; whole uploads stay', async () => {
  const dataDir = join(folder, 'killed');
  const uploads = join(dataDir, 'uploads');
  const files = async (of: string): Promise<string[]> =>
    (await readdir(of, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
  const first = await startPhecda({ dataDir });
  const browser = new Browser(first.url);
  await browser.ask('mutation { signIn(name: "林捷") { name } }');
  const whole = (await (await browser.upload('a.csv', registry)).json()) as { uploadId: string };
  const half = request(`${first.url}/api/uploads`, {
    method: 'POST',
    headers: {
      origin: first.url,
      cookie: browser.cookie,
      'content-type': 'multipart/form-data; boundary=x',
    },
  });
  half.on('error', () => undefined); // the server is killed
  half.write(
    `--x\r\ncontent-disposition: form-data; name="file"; filename="b.csv"\r\n\r\n${'a'.repeat(100_000)}`,
  );
  await expect.poll(() => files(uploads), { timeout: 10_000 }).toHaveLength(2);
  const [owned] = (await readdir(join(dataDir, 'scratch'))).filter((n) => n.startsWith('process-'));
  const left = join(dataDir, 'scratch', owned ?? '', '.prepare-x');
  await mkdir(left);
  await writeFile(join(left, 'spill'), 'x');
  await first.stop('SIGKILL');
  browser.close();

  const second = await startPhecda({ dataDir });
  try {
    expect(await files(uploads)).toEqual([whole.uploadId]);
    expect(await files(join(dataDir, 'scratch'))).toEqual([]);
  } finally {
    await second.stop();
  }
});
