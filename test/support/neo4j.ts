/** A Neo4j server of our own on the loopback interface: Community 5.26 as Maven resolves it, run by the Java that is installed. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import neo4j from 'neo4j-driver';
import { freePort, startChildServer } from './child-server.ts';

const run = promisify(execFile);
const VERSION = '5.26.12';
const cache = join(import.meta.dirname, '..', '..', '.cache', 'neo4j');

export interface LocalNeo4j {
  /** bolt://127.0.0.1:port */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface Neo4jLaunch {
  /** Kept when given; otherwise a temporary folder that goes with the server. */
  readonly dataDir?: string;
  readonly port?: number;
  /** Largest heap, as Java writes it. */
  readonly heap?: string;
  readonly pageCache?: string;
  /** `quickly` (default): Java's first compiler alone, which spends half the processor time where a server lives for minutes; `well`: what runs longest is compiled again, for hours of the same work. */
  readonly compiled?: 'quickly' | 'well';
}

/** Why a local Neo4j cannot run here, null when it can. */
export function neo4jUnavailable(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const ending = process.platform === 'win32' ? '.exe' : '';
  const tools = existsSync(join(cache, VERSION)) ? ['java'] : ['java', 'mvn'];
  const missing = tools.find(
    (tool) =>
      !folders.some(
        (folder) =>
          existsSync(join(folder, tool + ending)) || existsSync(join(folder, `${tool}.cmd`)),
      ),
  );
  return missing === undefined ? null : `${missing} is not installed`;
}

export async function startNeo4j({
  dataDir,
  port: wanted,
  heap = '1g',
  pageCache = '256m',
  compiled = 'quickly',
}: Neo4jLaunch = {}): Promise<LocalNeo4j> {
  const jars = await jarsFolder();
  const port = wanted ?? (await freePort());
  const home = dataDir ?? (await mkdtemp(join(tmpdir(), 'phecda-neo4j-')));
  const passwordFile = join(home, 'password');
  const known = await readFile(passwordFile, 'utf8').catch(() => undefined); // a new folder has none
  const password = known ?? randomBytes(18).toString('hex');
  const conf = join(home, 'conf');
  await Promise.all(
    ['conf', 'data', 'logs', 'run', 'import', 'plugins', 'licenses'].map((name) =>
      mkdir(join(home, name), { recursive: true }),
    ),
  );
  await writeFile(join(conf, 'neo4j.conf'), settings(port, pageCache), { mode: 0o600 });
  const classPath = join(jars, '*');
  const env = {
    PATH: process.env['PATH'],
    JAVA_HOME: process.env['JAVA_HOME'],
    NEO4J_HOME: home,
    NEO4J_CONF: conf,
    LC_ALL: 'C.UTF-8',
  };
  if (known === undefined) {
    const admin = [
      '-cp',
      classPath,
      'org.neo4j.server.startup.Neo4jAdminCommand',
      'dbms',
      'set-initial-password',
      password,
    ];
    await run('java', admin, { env });
    await writeFile(passwordFile, password, { mode: 0o600 });
  }
  const url = `bolt://127.0.0.1:${port}`;
  const opens = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'].map(
    (name) => `--add-opens=java.base/${name}=ALL-UNNAMED`,
  );
  const server = await startChildServer({
    name: 'Neo4j',
    command: 'java',
    args: [
      '-Xms256m',
      `-Xmx${heap}`,
      compiled === 'quickly' ? '-XX:+UseSerialGC' : '-XX:+UseG1GC',
      '-XX:+ExitOnOutOfMemoryError',
      ...(compiled === 'quickly' ? ['-XX:TieredStopAtLevel=1'] : []),
      '-Dfile.encoding=UTF-8',
      ...opens,
      '-cp',
      classPath,
      'org.neo4j.server.CommunityEntryPoint',
      `--home-dir=${home}`,
      `--config-dir=${conf}`,
    ],
    env,
    cwd: home,
    ready: () => answers(url, password),
    readyWithin: 180_000,
    // Nobody needs what is in a temporary folder.
    stopSignal: dataDir === undefined ? 'SIGKILL' : 'SIGTERM',
    stopWithin: 60_000,
    cleanUp: async () => {
      if (dataDir === undefined) await rm(home, { recursive: true, force: true, maxRetries: 3 });
    },
  });
  return { url, user: 'neo4j', password, pid: server.pid, stop: () => server.stop() };
}

async function answers(url: string, password: string): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic('neo4j', password), {
    connectionTimeout: 2_000,
    maxTransactionRetryTime: 0,
  });
  try {
    await driver.executeQuery('RETURN 1', {}, { database: 'neo4j' });
  } finally {
    await driver.close();
  }
}

function settings(port: number, pageCache: string): string {
  return `${[
    `server.default_listen_address=127.0.0.1`,
    `server.bolt.listen_address=127.0.0.1:${port}`,
    `server.bolt.advertised_address=127.0.0.1:${port}`,
    `server.http.enabled=false`,
    `server.https.enabled=false`,
    `dbms.security.auth_enabled=true`,
    `server.memory.pagecache.size=${pageCache}`,
    `db.transaction.timeout=120s`,
    `db.memory.transaction.max=512m`,
    `dbms.memory.transaction.total.max=700m`,
    `db.tx_log.rotation.retention_policy=1 files`,
    `dbms.usage_report.enabled=false`,
  ].join('\n')}\n`;
}

/** Folder of the server's jars, fetched once by Maven. */
async function jarsFolder(): Promise<string> {
  const folder = join(cache, VERSION);
  if ((await readdir(folder).catch(() => [])).length > 200) return folder; // not fetched yet
  const missing = neo4jUnavailable();
  if (missing !== null) throw new Error(`Neo4j needs Java 17 and Maven: ${missing}.`);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'fetch-'));
  try {
    await writeFile(join(work, 'pom.xml'), pom);
    const jars = join(work, 'jars');
    await run(
      'mvn',
      [
        '-q',
        '-B',
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        `-DoutputDirectory=${jars}`,
      ],
      { cwd: work, maxBuffer: 1 << 24 },
    );
    await rename(jars, folder).catch(async (error: NodeJS.ErrnoException) => {
      // Another process was quicker.
      if ((await readdir(folder).catch(() => [])).length <= 200) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return folder;
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>phecda</groupId><artifactId>neo4j-local</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j.assembly</groupId><artifactId>neo4j-community-standalone</artifactId><version>${VERSION}</version><type>pom</type></dependency>
  </dependencies>
</project>
`;
