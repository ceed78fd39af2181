/** Opens the pair of stores that the configuration names. */
import { join } from 'node:path';
import type {
  Chunk,
  GraphStore,
  Ontology,
  PathAnswer,
  PathFinder,
  PathQuery,
  Sql,
} from '@phecda/graph-schema';
import { followView } from '@phecda/etl/follow-view';
import {
  createEmbeddedGraphStore,
  createProjectionPathFinder,
  type ProjectionHost,
} from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import {
  createNeo4jGraphStore,
  neo4jOptionsOf,
} from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
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
    if (graphUrl === null) {
      const view = await createEmbeddedGraphStore();
      await view.prepare();
      return { sql, graph: view, paths: view, close: () => closeAll([view, sql]) };
    }
    const graph = createNeo4jGraphStore({ ...neo4jOptionsOf(graphUrl), ontology });
    await graph.prepare();
    const projection = await createProjectionPathFinder();
    const paths = new ProjectedPaths(sql, projection, ontology);
    return { sql, graph, paths, close: () => closeAll([graph, projection, sql]) };
  } catch (error) {
    await sql.close();
    throw error;
  }
}

async function closeAll(stores: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const store of stores) await store.close();
}

/** Beside Neo4j, paths run on a projection of this process, brought up to date by each question. */
class ProjectedPaths implements PathFinder {
  readonly #sql: Sql;
  readonly #projection: ProjectionHost;
  readonly #ontology: Ontology;
  #following: Promise<unknown> = Promise.resolve();

  constructor(sql: Sql, projection: ProjectionHost, ontology: Ontology) {
    this.#sql = sql;
    this.#projection = projection;
    this.#ontology = ontology;
  }

  async paths(query: PathQuery): Promise<PathAnswer> {
    const projection = this.#projection;
    const view = {
      engine: 'embedded' as const,
      cursor: () => projection.cursor(),
      apply: (chunk: Chunk, token: number) => projection.apply(chunk, token),
      clear: (token: number) => projection.clear(token),
    };
    const options = { token: 1, entityTypes: this.#ontology.entityTypes };
    const following = this.#following.then(() => followView(this.#sql, view, options));
    this.#following = following.catch(() => undefined);
    await following;
    return projection.paths(query);
  }
}
