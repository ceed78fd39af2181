/** `npm start`: installs what is missing, builds client and server when their sources changed, then runs the server in this terminal. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';

const clientInputs = [
  'client/index.html',
  'client/package.json',
  'client/public',
  'client/src',
  'client/tsconfig.json',
  'client/vite.config.ts',
  'graph-schema/src/generated',
  'graph-schema/src/model.ts',
  'package-lock.json',
];
const stamp = join(root, 'client/dist/.built-from');

/** Builds client/dist unless it was built from these very sources. */
function buildClient({ hashOf, filesIn }) {
  const wanted = hashOf(clientInputs.flatMap((input) => filesIn(join(root, input))));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Building the client …');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'client'),
    stdio: 'inherit',
    // Also where tests ask for it: React of another NODE_ENV is its slow one for developers.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) {
    console.error('The client could not be built.');
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, wanted);
}

/** Without limits the collector lets garbage grow with the machine's memory; many malloc arenas never give theirs back, nor does one whose threshold has grown with what was freed. */
const memoryFlags = ['--max-old-space-size=512', '--max-semi-space-size=8'];

/** What the server ends with when a new start mends it; the same in server/src/main.ts. */
const startAgain = 75;
const minute = 60_000;

function serve() {
  let server;
  let starts = [];
  const start = () => {
    starts = [...starts.filter((at) => at > Date.now() - minute), Date.now()];
    server = spawn(process.execPath, [...memoryFlags, 'dist/server/src/main.js'], {
      cwd: root,
      stdio: 'inherit',
      env: { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: String(128 << 10), ...process.env },
    });
    server.on('exit', (code, signal) => {
      // Three starts in a minute are no accident.
      if (code === startAgain && starts.length < 3) return start();
      process.exit(code ?? (signal === null ? 1 : 128));
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => server.kill(signal));
  }
  start();
}

ensureInstalled();
// Needs a package: not before it is there.
const code = await import('./build-code.mjs');
await code.buildCode();
buildClient(code);
if (!process.argv.includes('--build-only')) serve();
