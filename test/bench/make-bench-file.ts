/** Child process of the import benchmarks: writes a big source file. `<kind> <path> <rows>`. */
import { writeBenchDeclarations, writeBenchRegistry } from '@phecda/etl/demo/bench-files';

const [kind = '', path = '', rows = ''] = process.argv.slice(2);
const write = kind === 'declarations' ? writeBenchDeclarations : writeBenchRegistry;
await write(path, { rows: Number(rows) });
