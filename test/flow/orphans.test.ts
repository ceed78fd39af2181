/** The child of an import does not outlive the process that started it, in whichever phase that is killed, also while the database calls our cleaners. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvText, registryRows } from '../fixtures/registry-rows.ts';
import { sampleOf } from '../support/run-length.ts';
import { survivors, watchChildren } from '../support/process-children.ts';

const root = join(import.meta.dirname, '../..');
const script = fileURLToPath(new URL('../support/prepare-and-die.ts', import.meta.url));
let folder = '';
let file = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-orphans-'));
  file = join(folder, 'registry.csv');
  const header =
    '统一社会信用代码,企业名称,注册资本(万元),成立日期,经营状态,法定代表人,法定代表人身份证号';
  // Long enough for each phase to be in the middle of its work.
  const rows = registryRows(200_000).map((cells) => cells.slice(0, 7));
  await writeFile(file, csvText(rows, ',', '\n', header.split(',')));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.runIf(process.platform === 'linux')('when the parent is killed', () => {
  const moments: [step: string, after: number][] = [
    ['read', 0],
    ['map', 0],
    ['clean', 0],
    // In the middle of calls from the database, where an orderly exit never came to its end.
    ['clean', 800],
    ['clean', 1_500],
    ['check', 0],
    ['stage', 0],
    ['stage', 100],
  ];
  it.each(sampleOf(moments, 3))('at %s after %i ms its child goes too', async (step, after) => {
    const parent = spawn(
      process.execPath,
      [...['--import', 'tsx', script], ...[file, folder, step, String(after)]],
      { cwd: root, stdio: 'ignore' },
    );
    const children = watchChildren(parent.pid ?? 0);
    await once(parent, 'exit');
    children.stop();
    expect(parent.signalCode).toBe('SIGKILL');
    expect([...children.seen.values()].some((line) => line.includes('prepare/child'))).toBe(true);
    const end = performance.now() + 2_000;
    while (survivors(children).length > 0 && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const left = survivors(children);
    for (const pid of left) process.kill(pid, 'SIGKILL');
    expect(left).toEqual([]);
  });
});
