/** A PostgreSQL and a Neo4j of a test's own, which it may pause, stop, kill and start again on the same address. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startNeo4j, type LocalNeo4j } from './neo4j.ts';
import { startPostgres, type LocalPostgres } from './postgres.ts';
import { urlOf } from './test-servers.ts';

export interface OwnStore {
  /** Every process of it stands still; connections stay open and are not answered. */
  pause(): void;
  resume(): void;
  /** In order, and up again. */
  restart(): Promise<void>;
  /** `down` while it is away. */
  killFor(milliseconds: number): Promise<void>;
}

export interface OwnTeam {
  readonly env: { readonly SQL_URL: string; readonly GRAPH_URL: string };
  readonly neo4j: LocalNeo4j;
  readonly postgres: OwnStore;
  readonly graph: OwnStore;
  stop(): Promise<void>;
}

/** @param folder may be entered by everybody: PostgreSQL does not run as root */
export async function startOwnTeam(folder: string): Promise<OwnTeam> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  let sql: LocalPostgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  let graph: LocalNeo4j;
  const neo4jLaunch = { dataDir: join(folder, 'neo4j'), heap: '512m', pageCache: '64m' };
  try {
    graph = await startNeo4j(neo4jLaunch);
  } catch (error) {
    await sql.stop();
    throw error;
  }
  const first = graph;
  const portOf = (url: string): number => Number(new URL(url).port);
  const startSql = async (): Promise<void> => {
    sql = await startPostgres({ dataDir: join(folder, 'postgres'), port: portOf(sql.url) });
  };
  const startGraph = async (): Promise<void> => {
    graph = await startNeo4j({ ...neo4jLaunch, port: portOf(graph.url) });
  };
  return {
    env: { SQL_URL: sql.url, GRAPH_URL: urlOf(graph) },
    neo4j: first,
    postgres: storeOf(
      () => sql,
      () => sql.stop(),
      startSql,
    ),
    graph: storeOf(
      () => graph,
      () => graph.stop(),
      startGraph,
    ),
    stop: async () => {
      signalTree(sql.pid, 'SIGCONT');
      signalTree(graph.pid, 'SIGCONT');
      await Promise.all([sql.stop(), graph.stop()]);
    },
  };
}

function storeOf(
  now: () => { readonly pid: number },
  stop: () => Promise<void>,
  start: () => Promise<void>,
): OwnStore {
  return {
    pause: () => signalTree(now().pid, 'SIGSTOP'),
    resume: () => signalTree(now().pid, 'SIGCONT'),
    restart: async () => {
      await stop();
      await start();
    },
    killFor: async (milliseconds) => {
      signalTree(now().pid, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      await stop();
      await start();
    },
  };
}

/** The process and all below it, from the top down. */
function signalTree(pid: number, signal: NodeJS.Signals): void {
  for (const one of [pid, ...descendants(pid)]) {
    try {
      process.kill(one, signal);
    } catch {
      // It has just ended.
    }
  }
}

function descendants(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name): [number, number] => [Number(name), parentOf(name)]);
  const below = (of: number): number[] =>
    parents.flatMap(([child, parent]) => (parent === of ? [child, ...below(child)] : []));
  return below(pid);
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return 0; // gone
  }
}
