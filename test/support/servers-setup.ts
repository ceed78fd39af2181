/** Global set-up of the test projects that need servers: one PostgreSQL and one Neo4j for all their files, stopped after the last. */
import type { TestProject } from 'vitest/node';
import { neo4jUnavailable, startNeo4j, type LocalNeo4j } from './neo4j.ts';
import { startPostgres, type LocalPostgres } from './postgres.ts';

export interface Neo4jAddress {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a server to make databases on. */
    postgres: string;
    /** null where Java or Maven are missing (never in CI: there the set-up fails). */
    neo4j: Neo4jAddress | null;
  }
}

interface Shared {
  users: number;
  readonly postgres: Promise<LocalPostgres>;
  readonly neo4j: Promise<LocalNeo4j | null>;
}
/** Each project loads this module for itself; the servers are the process's. */
const holder = globalThis as { phecdaTestServers?: Shared };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (holder.phecdaTestServers ??= { users: 0, postgres: startPostgres(), neo4j: startNeo4jIfPossible() });
  shared.users++;
  const tearDown = async (): Promise<void> => {
    if (--shared.users > 0) return;
    delete holder.phecdaTestServers;
    const started = await Promise.allSettled([shared.postgres, shared.neo4j]);
    for (const server of started) if (server.status === 'fulfilled') await server.value?.stop();
  };
  try {
    const [postgres, neo4j] = await Promise.all([shared.postgres, shared.neo4j]);
    project.provide('postgres', postgres.url);
    project.provide('neo4j', neo4j === null ? null : { url: neo4j.url, user: neo4j.user, password: neo4j.password });
  } catch (error) {
    await tearDown();
    throw error;
  }
  return tearDown;
}

async function startNeo4jIfPossible(): Promise<LocalNeo4j | null> {
  const missing = neo4jUnavailable();
  if (missing === null) return startNeo4j();
  if (process.env['CI'] !== undefined) throw new Error(`Neo4j's tests cannot run: ${missing}.`);
  console.warn(`Neo4j's tests are left out: ${missing}.`);
  return null;
}
