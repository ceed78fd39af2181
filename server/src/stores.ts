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
import { positionsFile, type PositionStore } from '@phecda/graph-schema/ports/position-store';
import { openPositions } from '@phecda/graph-schema/stores/positions/open-positions';
import type { TextChunk } from '@phecda/graph-schema/truth/row-texts';
import { openTruth } from '@phecda/graph-schema/stores/open-truth';
import type { PinnedGraph } from './analysis/pinned-graph.ts';
import type { Config } from './config.ts';

export interface Stores {
  readonly sql: Sql;
  readonly graph: GraphStore;
  readonly paths: PathFinder;
  readonly positions: PositionStore;
  /** For analyses in other threads. */
  readonly pin: () => Promise<PinnedGraph>;
  /** Settles when the thread of the projection has ended: only a new process brings it back. */
  readonly lost: Promise<Error>;
  close(): Promise<void>;
}

export function openStores(config: Config, ontology: Ontology): Promise<Stores> {
  const { sqlUrl, graphUrl } = config;
  return sqlUrl === null || graphUrl === null
    ? openEmbedded(config, ontology)
    : openTeam(config, sqlUrl, graphUrl, ontology);
}

async function openEmbedded(
  { dataDir, recordSecret, duckDbMemory }: Config,
  ontology: Ontology,
): Promise<Stores> {
  // Its thread takes a while to start: meanwhile the truth is opened.
  const graph = await createEmbeddedGraphStore(ontology.entityTypes);
  const opened: { close(): Promise<void> }[] = [graph];
  try {
    const path = join(dataDir, 'phecda.duckdb');
    const sql = await openTruth({
      dataDir,
      recordSecret,
      ontology,
      database: { engine: 'duckdb', path, memoryLimit: duckDbMemory },
    });
    opened.push(sql);
    const positions = await openPositions({
      engine: 'duckdb',
      path: join(dataDir, positionsFile),
    });
    opened.push(positions);
    await graph.prepare();
    return {
      sql,
      graph,
      paths: graph,
      positions,
      pin: () => pinHost(graph),
      lost: graph.lost,
      close: () => closeAll(opened),
    };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

async function openTeam(
  { dataDir, recordSecret }: Config,
  sqlUrl: string,
  graphUrl: string,
  ontology: Ontology,
): Promise<Stores> {
  const sql = await openTruth({
    dataDir,
    recordSecret,
    ontology,
    database: { engine: 'postgres', url: sqlUrl },
  });
  try {
    const { createNeo4jGraphStore, neo4jOptionsOf } =
      await import('@phecda/graph-schema/stores/neo4j/neo4j-graph-store');
    const graph = createNeo4jGraphStore({ ...neo4jOptionsOf(graphUrl), ontology });
    await graph.prepare();
    const projection = await createProjectionPathFinder();
    const positions = await openPositions({ engine: 'postgres', url: sqlUrl });
    const paths = new ProjectedPaths(sql, projection, ontology);
    const { lost } = projection;
    return {
      sql,
      graph,
      paths,
      positions,
      pin: () => paths.pin(),
      lost,
      close: () => closeAll([graph, projection, positions, sql]),
    };
  } catch (error) {
    await sql.close();
    throw error;
  }
}

async function closeAll(stores: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const store of stores) await store.close();
}

/** A chunk that is applied meanwhile is in the generation, but its revision counts only once it is complete. */
async function pinHost(host: ProjectionHost): Promise<PinnedGraph> {
  const cursor = await host.cursor();
  return { projection: await host.pin(), revision: cursor?.revision ?? 0 };
}

/** Beside Neo4j, paths and analyses run on a projection of this process, brought up to date by each question. */
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

  async paths(query: PathQuery, signal?: AbortSignal): Promise<PathAnswer> {
    await this.#follow();
    return this.#projection.paths(query, signal);
  }

  async pin(): Promise<PinnedGraph> {
    await this.#follow();
    return pinHost(this.#projection);
  }

  #follow(): Promise<unknown> {
    const projection = this.#projection;
    const view = {
      engine: 'embedded' as const,
      cursor: () => projection.cursor(),
      apply: (chunk: Chunk, token: number) => projection.apply(chunk, token),
      applyTexts: (chunk: TextChunk, token: number) => projection.applyTexts(chunk, token),
      clear: (token: number) => projection.clear(token),
    };
    const options = { token: 1, entityTypes: this.#ontology.entityTypes };
    const following = this.#following.then(() => followView(this.#sql, view, options));
    this.#following = following.catch(() => undefined);
    return following;
  }
}
