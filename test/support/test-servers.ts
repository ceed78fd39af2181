/** What a test file takes of the shared servers: a PostgreSQL database of its own, and the one Neo4j database, emptied. */
import { randomUUID } from 'node:crypto';
import neo4j from 'neo4j-driver';
import pg from 'pg';
import { inject } from 'vitest';

export interface Neo4jAddress {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** The address with its user and password, as GRAPH_URL takes it. */
export function urlOf({ url, user, password }: Neo4jAddress): string {
  const address = new URL(url);
  address.username = user;
  address.password = password;
  return address.href;
}

/** An empty database of its own on the shared server. */
export function postgresDatabase(): Promise<string> {
  return createDatabase('template0');
}

/** A copy of a database that nobody is connected to. */
export function copyOfDatabase(url: string): Promise<string> {
  return createDatabase(new URL(url).pathname.slice(1));
}

async function createDatabase(template: string): Promise<string> {
  const address = new URL((await ask<{ url: string }>('/postgres')).url);
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } finally {
    await client.end();
  }
  address.pathname = `/${name}`;
  return address.href;
}

/** Whether Neo4j can run here: files that need it skip their cases otherwise. */
export function canRunNeo4j(): boolean {
  return inject('neo4jUnavailable') === null;
}

/** The shared Neo4j, emptied of nodes and relations; constraints and indexes stay. Files that use it run one after another. */
export async function emptyNeo4j(): Promise<Neo4jAddress> {
  const address = await ask<Neo4jAddress>('/neo4j');
  const driver = neo4j.driver(address.url, neo4j.auth.basic(address.user, address.password));
  const session = driver.session();
  try {
    await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS');
  } finally {
    await session.close();
    await driver.close();
  }
  return address;
}

async function ask<T>(path: string): Promise<T> {
  const response = await fetch(inject('servers') + path);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}
