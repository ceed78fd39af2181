/** What a test file takes of the shared servers: a PostgreSQL database of its own, and the one Neo4j database, emptied. */
import { randomUUID } from 'node:crypto';
import neo4j from 'neo4j-driver';
import pg from 'pg';
import { inject } from 'vitest';
import type { Neo4jAddress } from './servers-setup.ts';

/** An empty database of its own on the shared server. */
export async function postgresDatabase(): Promise<string> {
  const address = new URL(inject('postgres'));
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  } finally {
    await client.end();
  }
  address.pathname = `/${name}`;
  return address.href;
}

/** Address of the shared Neo4j, null when it cannot run here. Files that use it run one after another. */
export function neo4jAddress(): Neo4jAddress | null {
  return inject('neo4j');
}

/** Removes all nodes and relations; constraints and indexes stay. */
export async function emptyNeo4j({ url, user, password }: Neo4jAddress): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
  const session = driver.session();
  try {
    await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS');
  } finally {
    await session.close();
    await driver.close();
  }
}
