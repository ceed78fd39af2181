/** Child process of the import benchmarks: writes a big source file. `<kind> <path> <rows> [edition] [changed every n-th row]`. */
import { writeBenchDeclarations, writeBenchRegistry } from '@phecda/etl/demo/bench-files';

const [kind = '', path = '', rows = '', edition = '0', changedEvery = '1'] = process.argv.slice(2);
const write = kind === 'declarations' ? writeBenchDeclarations : writeBenchRegistry;
await write(path, {
  rows: Number(rows),
  edition: Number(edition),
  changedEvery: Number(changedEvery),
});
