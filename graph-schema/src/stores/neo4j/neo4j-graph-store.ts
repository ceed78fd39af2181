/** The graph view in Neo4j: everything is asked and cut in the database; text of queries comes from the ontology, values are parameters. */
import { deployedOntology } from '../../ontology/deployed-ontology.ts';
import { neo4jConstraints } from '../../ontology/neo4j-constraints.ts';
import type { Ontology } from '../../ontology/types.ts';
import type {
  Chunk,
  EntitySummary,
  ExpandAnswer,
  ExpandQuery,
  GraphStatistics,
  GraphStore,
  KindCount,
  RelationSummary,
  Scope,
  SearchAnswer,
  SearchQuery,
  ViewCursor,
  ViewEntity,
  ViewRelation,
} from '../../ports/graph-store.ts';
import { Connection, type Neo4jOptions } from './connection.ts';
import { expandInDatabase } from './expand-query.ts';
import { countKinds, findEntities, readStatistics, relationsBetween } from './questions.ts';
import { storedId } from './rows.ts';
import { searchInDatabase } from './search-query.ts';
import { streamEntities, streamRelations } from './streams.ts';
import { Vocabulary } from './vocabulary.ts';
import { applyChunk, clearView, readCursor } from './write.ts';

export interface Neo4jGraphStoreOptions extends Neo4jOptions {
  /** Default: the ontology that ships. */
  readonly ontology?: Ontology;
}

/** Connects on first use; `prepare()` tells whether the server answers. */
export function createNeo4jGraphStore({
  ontology = deployedOntology(),
  ...options
}: Neo4jGraphStoreOptions): GraphStore {
  return new Neo4jGraphStore(options, ontology);
}

/** Settings from one address: neo4j://user:password@host:port/database. */
export function neo4jOptionsOf(text: string): Neo4jOptions {
  const url = new URL(text);
  const database = decodeURIComponent(url.pathname.replace(/^\//, ''));
  return {
    url: `${url.protocol}//${url.host}${url.search}`,
    user: decodeURIComponent(url.username) || 'neo4j',
    password: decodeURIComponent(url.password),
    ...(database === '' ? {} : { database }),
  };
}

class Neo4jGraphStore implements GraphStore {
  readonly engine = 'neo4j';
  readonly #connection: Connection;
  readonly #ontology: Ontology;

  constructor(options: Neo4jOptions, ontology: Ontology) {
    this.#ontology = ontology;
    this.#connection = new Connection(options, new Vocabulary(ontology));
  }

  async prepare(): Promise<void> {
    await this.#connection.schema([
      ...neo4jConstraints(this.#ontology),
      'CALL db.awaitIndexes(300)',
    ]);
  }

  cursor(): Promise<ViewCursor | null> {
    return readCursor(this.#connection);
  }
  apply(chunk: Chunk, token: number): Promise<void> {
    return applyChunk(this.#connection, chunk, token);
  }
  clear(token: number): Promise<void> {
    return clearView(this.#connection, token);
  }

  search(query: SearchQuery): Promise<SearchAnswer> {
    return this.#connection.read((tx) => searchInDatabase(tx, query, this.#connection.vocabulary));
  }
  entities(ids: readonly string[]): Promise<EntitySummary[]> {
    return this.#connection.read((tx) => findEntities(tx, ids.map(storedId)));
  }
  between(ids: readonly string[], scope?: Scope): Promise<RelationSummary[]> {
    return this.#connection.read((tx) =>
      relationsBetween(tx, ids, scope, this.#connection.vocabulary),
    );
  }
  counts(id: string, scope?: Scope): Promise<KindCount[]> {
    return this.#connection.read((tx) => countKinds(tx, id, scope, this.#connection.vocabulary));
  }
  expand(query: ExpandQuery): Promise<ExpandAnswer> {
    return this.#connection.read(async (tx) => {
      const { nodes, relations, totals, cut } = await expandInDatabase(
        tx,
        query,
        this.#connection.vocabulary,
      );
      return { entities: await findEntities(tx, nodes), relations, totals, cut };
    });
  }
  statistics(): Promise<GraphStatistics> {
    return this.#connection.read((tx) => readStatistics(tx, this.#connection.vocabulary));
  }

  streamEntities(): AsyncIterable<readonly ViewEntity[]> {
    return streamEntities(this.#connection);
  }
  streamRelations(): AsyncIterable<readonly ViewRelation[]> {
    return streamRelations(this.#connection);
  }
  close(): Promise<void> {
    return this.#connection.close();
  }
}
