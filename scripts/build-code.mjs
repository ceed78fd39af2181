/** What servers, commands and their threads and processes run: TypeScript bundled to JavaScript in dist/, made again when a source has changed. Loading a thousand sources one by one costs each start seconds. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './install.mjs';

const folder = join(root, 'dist');
const stamp = join(folder, '.built-from');

/** Whatever is started by its name, in a terminal, a thread or a process. */
const entries = [
  'server/src/main.ts',
  'server/src/analysis/worker.ts',
  'server/src/analysis/sweep/sweep-worker.ts',
  'graph-schema/src/stores/embedded/graph-worker.ts',
  'etl/src/prepare/child.ts',
  'etl/src/main.ts',
  'etl/src/demo/main.ts',
  'alerts/src/main.ts',
];
const inputs = [
  ...['graph-schema/src', 'etl/src', 'alerts/src', 'server/src'],
  ...['graph-schema', 'etl', 'alerts', 'server'].map((name) => `${name}/package.json`),
  'package-lock.json',
  'scripts/build-code.mjs',
];
const dayMs = 24 * 60 * 60 * 1000;

export function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

/** Of the names and contents of files, and of where they are. */
export function hashOf(files) {
  const hash = createHash('sha256').update(root);
  for (const file of files)
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

/** Files beside a source (schemas, mappings, migrations) stay where they are: a bundled module still knows the place of its source. */
const knowsItsSource = {
  name: 'knows-its-source',
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@phecda/') ? undefined : { path, external: true },
    );
    bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: 'ts',
    }));
  },
};

/** Whole or not at all, for another process may be reading it. */
function put(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, contents);
  renameSync(part, path);
}

/** A server that still runs from an older build may yet load some of its parts. */
function clear(kept) {
  for (const file of filesIn(folder))
    if (!kept.has(file) && statSync(file).mtimeMs < Date.now() - dayMs) rmSync(file);
}

export async function buildCode() {
  const sources = inputs
    .flatMap((input) => filesIn(join(root, input)))
    .filter((file) => !file.endsWith('.test.ts'));
  const wanted = hashOf(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: entries,
    outbase: root,
    outdir: folder,
    bundle: true,
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    define: { CODE_IS_BUILT: 'true' },
    plugins: [knowsItsSource],
    logLevel: 'warning',
    write: false,
  });
  const isEntry = ({ path }) =>
    entries.includes(`${relative(root, path).slice('dist/'.length, -3)}.ts`);
  for (const file of outputFiles.toSorted((a, b) => Number(isEntry(a)) - Number(isEntry(b))))
    put(file.path, file.contents);
  clear(new Set([...outputFiles.map(({ path }) => path), stamp]));
  put(stamp, wanted);
}

if (process.argv[1] === import.meta.filename) await buildCode();
