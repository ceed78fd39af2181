/** Everything in Neo4j in the order of ids, page by page: each page starts after the last id, so that no transaction stays open. */
import neo4j from 'neo4j-driver';
import type { ViewEntity, ViewRelation } from '../../ports/graph-store.ts';
import type { Connection } from './connection.ts';
import { countPerKind } from './questions.ts';
import { readEntity, readRelation } from './rows.ts';

const ENTITY_PAGE = 2_000;
const RELATION_PAGE = 2_000;

export async function* streamEntities(
  connection: Connection,
): AsyncIterable<readonly ViewEntity[]> {
  for (let after = ''; ;) {
    const { records } = await connection.read((tx) =>
      tx.run<{ id: string; row: Record<string, unknown> }>(
        // The tokens are not part of what an entity is.
        `MATCH (e:Entity) WHERE e.id > $after WITH e ORDER BY e.id LIMIT $limit RETURN e.id AS id, e {.*, tokens: null} AS row`,
        { after, limit: neo4j.int(ENTITY_PAGE) },
      ),
    );
    if (records.length > 0) yield records.map((record) => readEntity(record.get('row')));
    if (records.length < ENTITY_PAGE) return;
    after = records.at(-1)?.get('id') ?? after;
  }
}

interface RelationPageRow {
  readonly source: string;
  readonly target: string;
  readonly row: Record<string, unknown>;
}

/** Relations are indexed kind by kind: the streams of all kinds are merged by id. */
export async function* streamRelations(
  connection: Connection,
): AsyncIterable<readonly ViewRelation[]> {
  const { vocabulary } = connection;
  const { records } = await connection.read((tx) =>
    tx.run<{ kind: string; count: number }>(countPerKind(vocabulary)),
  );
  const heads: Head[] = [];
  for (const record of records) {
    if (record.get('count') === 0) continue;
    const head = new Head(relationsOfKind(connection, record.get('kind')));
    if (await head.advance()) heads.push(head);
  }
  let batch: ViewRelation[] = [];
  while (heads.length > 0) {
    let least = heads[0] as Head;
    for (const head of heads) if (head.relation.id < least.relation.id) least = head;
    batch.push(least.relation);
    if (batch.length === RELATION_PAGE) {
      yield batch;
      batch = [];
    }
    if (!(least.step() || (await least.advance()))) heads.splice(heads.indexOf(least), 1);
  }
  if (batch.length > 0) yield batch;
}

class Head {
  readonly #pages: AsyncIterator<readonly ViewRelation[]>;
  #page: readonly ViewRelation[] = [];
  #at = 0;
  constructor(pages: AsyncIterable<readonly ViewRelation[]>) {
    this.#pages = pages[Symbol.asyncIterator]();
  }
  get relation(): ViewRelation {
    return this.#page[this.#at] as ViewRelation;
  }
  /** On to the next of the page; false at its end. */
  step(): boolean {
    return ++this.#at < this.#page.length;
  }
  /** On to the next page; false after the last. */
  async advance(): Promise<boolean> {
    const { done, value } = await this.#pages.next();
    if (done === true) return false;
    this.#page = value;
    this.#at = 0;
    return true;
  }
}

async function* relationsOfKind(
  connection: Connection,
  kind: string,
): AsyncIterable<readonly ViewRelation[]> {
  const type = connection.vocabulary.relationType(kind);
  for (let after = ''; ;) {
    const { records } = await connection.read((tx) =>
      tx.run<RelationPageRow>(
        `MATCH ()-[r:${type}]->() WHERE r.id > $after WITH r ORDER BY r.id LIMIT $limit
RETURN startNode(r).id AS source, endNode(r).id AS target, properties(r) AS row`,
        { after, limit: neo4j.int(RELATION_PAGE) },
      ),
    );
    if (records.length > 0)
      yield records.map((record) =>
        readRelation(kind, record.get('source'), record.get('target'), record.get('row')),
      );
    if (records.length < RELATION_PAGE) return;
    after = (records.at(-1)?.get('row')['id'] as string | undefined) ?? after;
  }
}
