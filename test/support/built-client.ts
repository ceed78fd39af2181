/** The client as it is served, in client/dist: built when its sources changed, and then once for all tests. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
let folder: string | undefined;

/** Its folder. @throws Error with what the build wrote */
export function builtClient(): string {
  if (folder === undefined) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['scripts/start.mjs', '--build-only'],
      { cwd: root, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`The client does not build.\n${stdout}${stderr}`);
    folder = join(root, 'client/dist');
  }
  return folder;
}
