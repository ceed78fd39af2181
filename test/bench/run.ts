/** Runs the benchmarks named on the command line, or all: each is a script of its own, so one's memory does not weigh on the next. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

const folder = import.meta.dirname;
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.slice(0, -'.bench.ts'.length))
  .sort();
const [wanted, ...rest] = process.argv.slice(2);
// `expand` is the end of `analysis`.
const names = all.filter((name) => (wanted === undefined ? name !== 'expand' : name === wanted));
if (names.length === 0) {
  console.error(`No benchmark "${wanted}". There are: ${all.join(', ')}`);
  process.exit(2);
}
const machine = cpus();
console.log(
  `Node ${process.version}, ${machine.length} × ${machine[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
);
const { status: built } = spawnSync(process.execPath, ['scripts/build-code.mjs'], {
  cwd: join(folder, '../..'),
  stdio: 'inherit',
});
if (built !== 0) process.exit(1);
/** Threads and processes start from what was built, as in the product. */
const asBuilt = 'data:text/javascript,globalThis.CODE_IS_BUILT=true';
let failed = 0;
for (const name of names) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--import', asBuilt, join(folder, `${name}.bench.ts`), ...rest],
    { stdio: 'inherit' },
  );
  if (status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
