/** Child process of the import benchmarks: writes a big source file. `<kind> <path> <rows> [edition] [changed every n-th row] [enterprises that share a phone; 0 = rows without people]`. */
import { writeBenchDeclarations, writeBenchRegistry } from '@phecda/etl/demo/bench-files';

const [kind = '', path = '', rows = '', edition = '0', changedEvery = '1', sharedBy = '0'] =
  process.argv.slice(2);
const write = kind === 'declarations' ? writeBenchDeclarations : writeBenchRegistry;
await write(path, {
  rows: Number(rows),
  edition: Number(edition),
  changedEvery: Number(changedEvery),
  people: sharedBy !== '0',
  sharedBy: Math.max(1, Number(sharedBy)),
});
