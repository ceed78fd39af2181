/** Opens the pair of stores that the configuration names. */
import { join } from 'node:path';
import type { GraphStore, Ontology, PathFinder, PathQuery, Sql } from '@phecda/graph-schema';
import { followView } from '@phecda/etl/follow-view';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { openSql } from '@phecda/graph-schema/stores/open-sql';
import type { Config } from './config.ts';

export interface Stores {
  readonly sql: Sql;
  readonly graph: GraphStore;
  readonly paths: PathFinder;
  close(): Promise<void>;
}

export async function openStores(config: Config, ontology: Ontology): Promise<Stores> {
  const { sqlUrl, graphUrl } = config;
  const sql = await openSql(
    sqlUrl === null
      ? {
          engine: 'duckdb',
          path: join(config.dataDir, 'phecda.duckdb'),
          memoryLimit: config.duckDbMemory,
        }
      : { engine: 'postgres', url: sqlUrl },
  );
  try {
    await sql.migrate();
    const view = await createEmbeddedGraphStore();
    if (graphUrl === null) {
      await view.prepare();
      return { sql, graph: view, paths: view, close: () => closeAll([view, sql]) };
    }
    const graph = createNeo4jGraphStore({ ...neo4jOptions(graphUrl), ontology });
    await graph.prepare();
    const paths = new ProjectedPaths(sql, view, ontology);
    return { sql, graph, paths, close: () => closeAll([graph, view, sql]) };
  } catch (error) {
    await sql.close();
    throw error;
  }
}

async function closeAll(stores: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const store of stores) await store.close();
}

function neo4jOptions(text: string): {
  url: string;
  user: string;
  password: string;
  database?: string;
} {
  const url = new URL(text);
  const database = decodeURIComponent(url.pathname.replace(/^\//, ''));
  return {
    url: `${url.protocol}//${url.host}${url.search}`,
    user: decodeURIComponent(url.username) || 'neo4j',
    password: decodeURIComponent(url.password),
    ...(database === '' ? {} : { database }),
  };
}

/** Beside Neo4j, paths run on a projection of this process, brought up to date by each question. */
class ProjectedPaths implements PathFinder {
  readonly #sql: Sql;
  readonly #view: GraphStore & PathFinder;
  readonly #ontology: Ontology;
  #following: Promise<unknown> = Promise.resolve();

  constructor(sql: Sql, view: GraphStore & PathFinder, ontology: Ontology) {
    this.#sql = sql;
    this.#view = view;
    this.#ontology = ontology;
  }

  async paths(query: PathQuery) {
    const options = { token: 1, entityTypes: this.#ontology.entityTypes };
    const following = this.#following.then(() => followView(this.#sql, this.#view, options));
    this.#following = following.catch(() => undefined);
    await following;
    return this.#view.paths(query);
  }
}
