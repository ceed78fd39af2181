/** The data sets that lie beside the checkout (../shared/data), or beside the folder of its worktrees; loud when they are not there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Path of a file or folder of the shared data; `null` where it is absent. */
export function sharedData(name: string): string | null {
  const places = ['..', '../..'].map((above) => join(root, above, 'shared/data', name));
  const found = places.find((path) => existsSync(path));
  if (found === undefined)
    console.warn(`LEFT OUT: ${name} is not beside the checkout (${places[0]}).`);
  return found ?? null;
}
