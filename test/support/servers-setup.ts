/** Global set-up of the test projects: the code that servers, threads and processes run, as built; one PostgreSQL and one Neo4j for all their files, started when the first file asks and stopped after the last; a folder that all processes of a run share. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { neo4jUnavailable, startNeo4j } from './neo4j.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test file asks for a server: `GET /postgres`, `GET /neo4j`. */
    servers: string;
    /** Why Neo4j cannot run here, null when it can. In CI it must. */
    neo4jUnavailable: string | null;
    /** What is made once in a run and copied, such as a loaded demo. */
    sharedFolder: string;
  }
}

interface Started {
  readonly address: object;
  stop(): Promise<void>;
}
interface Shared {
  users: number;
  readonly url: string;
  readonly folder: string;
  stop(): Promise<void>;
}
/** Each project loads this module for itself; the servers are the process's. */
const holder = globalThis as { phecdaTestServers?: Promise<Shared> };

const launchers: Readonly<Record<string, () => Promise<Started>>> = {
  '/postgres': async () => {
    const { url, stop } = await startPostgres();
    return { address: { url }, stop };
  },
  '/neo4j': async () => {
    const { url, user, password, stop } = await startNeo4j();
    return { address: { url, user, password }, stop };
  },
};

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const missing = neo4jUnavailable();
  if (missing !== null && process.env['CI'] !== undefined)
    throw new Error(`Neo4j's tests cannot run: ${missing}.`);
  if (missing !== null) console.warn(`Neo4j's tests are left out: ${missing}.`);
  const shared = await (holder.phecdaTestServers ??= share());
  shared.users++;
  project.provide('servers', shared.url);
  project.provide('neo4jUnavailable', missing);
  project.provide('sharedFolder', shared.folder);
  return async () => {
    if (--shared.users > 0) return;
    delete holder.phecdaTestServers;
    await shared.stop();
  };
}

function buildCode(): void {
  const script = join(import.meta.dirname, '../../scripts/build-code.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The code does not build.\n${stdout}${stderr}`);
}

async function share(): Promise<Shared> {
  const started = new Map<string, Promise<Started>>();
  buildCode();
  const server = createServer((request, response) => {
    const launch = launchers[request.url ?? ''];
    if (launch === undefined) return void response.writeHead(404).end();
    let launched = started.get(request.url ?? '');
    if (launched === undefined) started.set(request.url ?? '', (launched = launch()));
    launched.then(
      ({ address }) =>
        response.setHeader('content-type', 'application/json').end(JSON.stringify(address)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const given = process.env['TEST_SHARED_FOLDER'];
  const folder = given ?? mkdtempSync(join(tmpdir(), 'phecda-tests-'));
  return {
    users: 0,
    folder,
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      for (const launched of await Promise.allSettled(started.values()))
        if (launched.status === 'fulfilled') await launched.value.stop();
      if (given === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
