/** `npm run generate`: everything that is generated, in order: the model from the ontology, then resolver and operation types from the GraphQL schema. `--check` fails on drift. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');

function run(label: string, cwd: string, args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd, stdio: 'inherit' });
  if (status === 0) return;
  console.error(check ? `${label} has drifted: run npm run generate.` : `${label} failed.`);
  process.exit(1);
}

run('The model of the ontology', root, [
  '--import',
  'tsx',
  'graph-schema/src/ontology/generate.ts',
  ...(check ? ['--check'] : []),
]);
const codegen = join(root, 'node_modules/@graphql-codegen/cli/esm/bin.js');
for (const [workspace, cwd, config] of [
  ['server', root, 'server/codegen.ts'],
  ['client', join(root, 'client'), 'codegen.ts'],
] as const) {
  if (!existsSync(join(cwd, config))) continue;
  run(`The generated code of ${workspace}`, cwd, [
    codegen,
    '--config',
    config,
    '--silent',
    ...(check ? ['--check'] : []),
  ]);
}
