/** Everything of the kinds that analyses look for and that a demo world hides is found with what the forms send by default, whatever the seed and size of the world. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answers } from '@phecda/etl/demo/answers';
import { expect, test } from 'vitest';
import { copyDemoFolder, type WorldSize } from '../support/demo-world.ts';
import { AnswerHunt } from '../support/found-answers.ts';
import { Browser, startPhecda } from '../support/phecda-server.ts';
import { longRun } from '../support/run-length.ts';

const worlds: WorldSize[] = [{ size: 300, declarations: 4_000, seed: 'harbour' }];
if (longRun)
  worlds.push(
    { size: 3_000, declarations: 60_000, seed: 'phecda' },
    { size: 600, declarations: 12_000, seed: 'lantern' },
    { size: 1_200, declarations: 24_000, seed: 'monsoon' },
    { size: 3_000, declarations: 60_000, seed: `drawn ${Date.now()}` },
  );

test.each(worlds)('a district of $size enterprises, seed $seed', async (world) => {
  const folder = await mkdtemp(join(tmpdir(), 'phecda-answers-'));
  const dataDir = join(folder, 'data');
  await copyDemoFolder(dataDir, world);
  const server = await startPhecda({ dataDir });
  const api = new Browser(server.url);
  try {
    await api.ask('mutation { signIn(name: "王芳") { name } }');
    const answers = JSON.parse(
      await readFile(join(dataDir, 'demo', 'answers.json'), 'utf8'),
    ) as Answers;
    const found = await new AnswerHunt(api, answers).run();
    for (const gang of found.gangs) {
      expect(gang.f1, gang.name).toBeGreaterThanOrEqual(0.85);
      expect(gang.rank, gang.name).toBeLessThanOrEqual(found.gangs.length + 2);
    }
    const last = Math.max(...found.gangs.map(({ rank }) => rank));
    for (const alike of found.lookAlikes)
      if (alike.f1 > 0.5) expect(alike.rank, alike.name).toBeGreaterThan(last);
    const rings = found.rings.length;
    for (const ring of found.rings) expect(ring.rank, ring.name).toBeLessThanOrEqual(2 * rings);
    for (const ring of found.nearRings) expect(ring.rank, ring.name).toBe(Infinity);
    for (const drift of found.drifts) {
      expect(drift.first, drift.case).toBe(drift.newShells);
      expect(drift.proposed, drift.case).toBe(drift.newShells);
      expect(drift.wrong, drift.case).toEqual([]);
    }
  } finally {
    api.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
