/** `node scripts/run.mjs SOURCE [ARGUMENT …]`: runs a command of ours from its built form, which is made when its sources have changed. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildCode } from './build-code.mjs';
import { root } from './install.mjs';

const [, , source, ...args] = process.argv;
const file = join(root, 'dist', source.replace(/\.ts$/, '.js'));
await buildCode();
process.argv = [process.argv[0], file, ...args];
await import(pathToFileURL(file).href);
