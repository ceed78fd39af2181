/** The change feed: what each revision added, changed and removed, read from the materialised rows themselves, in chunks that are the same on every replay. */
import type { Ontology } from '../model.ts';
import type { Chunk, ViewEntity, ViewRelation } from '../ports/graph-store.ts';
import type { SqlDialect, SqlReader } from '../ports/sql.ts';
import * as model from '../generated/model.ts';
import {
  mergedIntoSql,
  relationsMergedIntoSql,
  splitFromSql,
  type Split,
  type Succession,
} from './succession.ts';
import { retaggedSql, taggedEntitiesSql } from './derived-tags.ts';
import { entityTextSql, relationTextSql } from './row-texts.ts';
import {
  toViewEntity,
  toViewRelation,
  type EntityRow,
  type EntityTypes,
  type RelationRow,
} from './view-rows.ts';

export interface FeedOptions {
  /** Entities or relations per chunk, default 20,000. Part of what makes a replay equal: never change it under a half-built view. */
  readonly chunkSize?: number;
  /** Default: the generated model. */
  readonly entityTypes?: EntityTypes;
  /** Default: the generated model. */
  readonly relationKinds?: Ontology['relationKinds'];
}

/** A chunk of the feed: the rows, and what became of entities and relations that were removed. A view that holds only rows passes over that. */
export interface ChangeChunk<Entity = ViewEntity, Relation = ViewRelation> extends Chunk<
  Entity,
  Relation
> {
  readonly mergedInto: readonly Succession[];
  readonly splitFrom: readonly Split[];
  readonly relationsMergedInto: readonly Succession[];
}

/** Rows read ahead of the chunk that they fill. */
const BATCH = 2_000;

/** What the feed reads of a row, and what it makes of it. */
interface RowForm<Entity, Relation> {
  readonly entityColumns: string;
  readonly relationColumns: string;
  entity(row: EntityRow & { text: string }): Entity;
  relation(row: RelationRow & { text: string }): Relation;
}

const objects = (types: EntityTypes = model.entityTypes): RowForm<ViewEntity, ViewRelation> => ({
  entityColumns: 'entity_id, record, type, label, props, tags, sources, behaviour, digest',
  relationColumns: 'relation_id, kind, source, target, periods, weight, sources, props, digest',
  entity: (row) => toViewEntity(row, types),
  relation: toViewRelation,
});
const texts: RowForm<string, string> = {
  entityColumns: `${entityTextSql} AS text`,
  relationColumns: `${relationTextSql} AS text`,
  entity: ({ text }) => text,
  relation: ({ text }) => text,
};

type Piece<Entity, Relation> =
  | { readonly kind: 'mergedInto' | 'relationsMergedInto'; readonly items: Succession[] }
  | { readonly kind: 'splitFrom'; readonly items: Split[] }
  | { readonly kind: 'removeRelations' | 'removeEntities'; readonly items: string[] }
  | { readonly kind: 'upsertEntities'; readonly items: Entity[] }
  | { readonly kind: 'upsertRelations'; readonly items: Relation[] };

/** The feed in one form of rows. */
export interface Feed<C> {
  /**
   * What makes the graph as it stood at `after` (0: empty) into that of `upTo`, as chunks of `upTo`: a row that came and went between the two is left out.
   * Later revisions do not alter the answer.
   */
  between(after: number, upTo: number): AsyncIterable<C>;
  /** One revision, with what became of the entities and relations that it removed. A row that was closed later still shows as what this revision brought. */
  changesOf(revision: number): AsyncIterable<C>;
}

/** For stores that take rows as objects. */
export const feedOf = (sql: SqlReader, options: FeedOptions = {}): Feed<ChangeChunk> =>
  createFeed(sql, objects(options.entityTypes), options);
/** For stores that take rows as texts, in another thread. */
export const textFeedOf = (
  sql: SqlReader,
  options: FeedOptions = {},
): Feed<ChangeChunk<string, string>> => createFeed(sql, texts, options);

function createFeed<Entity, Relation>(
  sql: SqlReader,
  form: RowForm<Entity, Relation>,
  { chunkSize: size = 20_000, relationKinds = model.relationKinds }: FeedOptions,
): Feed<ChangeChunk<Entity, Relation>> {
  const rowsBetween = (after: number, upTo: number): AsyncIterable<Piece<Entity, Relation>>[] => [
    ...(after === 0
      ? []
      : [
          removed(sql, 'relation', 'removeRelations', after, upTo, size),
          removed(sql, 'entity', 'removeEntities', after, upTo, size),
        ]),
    upsertedEntities(sql, form, upsertedSql(sql.dialect, after, upTo), size),
    upsertedRelations(sql, form, openedSql(after, upTo), size),
  ];
  return {
    between: (after, upTo) => chunks(upTo, size, rowsBetween(after, upTo)),
    changesOf: (revision) =>
      chunks(revision, size, [
        succession(sql, 'mergedInto', mergedIntoSql(revision)),
        splits(sql, splitFromSql(revision)),
        succession(sql, 'relationsMergedInto', relationsMergedIntoSql(revision, relationKinds)),
        ...rowsBetween(revision - 1, revision),
      ]),
  };
}

/** Entities whose row or derived tags came or went after `after`, as they stand at `upTo`. */
function upsertedSql(dialect: SqlDialect, after: number, upTo: number): string {
  return after === 0
    ? taggedEntitiesSql(dialect, upTo)
    : taggedEntitiesSql(
        dialect,
        upTo,
        `SELECT entity_id FROM entity WHERE ${openedSql(after, upTo)} UNION ${retaggedSql(after, upTo)}`,
      );
}

/** Rows that came after `after` and stand at `upTo`. */
function openedSql(after: number, upTo: number): string {
  const since =
    upTo === after + 1 ? `rev_from = ${upTo}` : `rev_from > ${after} AND rev_from <= ${upTo}`;
  return `${since} AND (rev_to IS NULL OR rev_to > ${upTo})`;
}

async function* succession(
  sql: SqlReader,
  kind: 'mergedInto' | 'relationsMergedInto',
  query: string,
): AsyncIterable<{ readonly kind: typeof kind; readonly items: Succession[] }> {
  for await (const items of sql.stream<Succession>(query, [], BATCH)) yield { kind, items };
}

async function* splits(
  sql: SqlReader,
  query: string,
): AsyncIterable<{ readonly kind: 'splitFrom'; readonly items: Split[] }> {
  for await (const items of sql.stream<Split>(query, [], BATCH)) yield { kind: 'splitFrom', items };
}

async function* removed(
  sql: SqlReader,
  table: 'entity' | 'relation',
  kind: 'removeEntities' | 'removeRelations',
  after: number,
  upTo: number,
  size: number,
): AsyncIterable<{
  readonly kind: 'removeEntities' | 'removeRelations';
  readonly items: string[];
}> {
  // EXCEPT, not an anti-join: with stale statistics PostgreSQL makes a nested loop of all closed against all new rows.
  const query = `SELECT ${table}_id AS id FROM ${table} WHERE rev_to > ${after} AND rev_to <= ${upTo} AND rev_from <= ${after}
    EXCEPT SELECT ${table}_id FROM ${table} WHERE ${openedSql(after, upTo)} ORDER BY id`;
  for await (const rows of sql.stream<{ id: string }>(query, [], Math.min(size, BATCH)))
    yield { kind, items: rows.map((row) => row.id) };
}

async function* upsertedEntities<Entity, Relation>(
  sql: SqlReader,
  form: RowForm<Entity, Relation>,
  rows: string,
  size: number,
): AsyncIterable<Piece<Entity, Relation>> {
  const query = `SELECT ${form.entityColumns} FROM (${rows}) e ORDER BY entity_id`;
  for await (const rows of sql.stream<EntityRow & { text: string }>(
    query,
    [],
    Math.min(size, BATCH),
  ))
    yield { kind: 'upsertEntities', items: rows.map(form.entity) };
}

async function* upsertedRelations<Entity, Relation>(
  sql: SqlReader,
  form: RowForm<Entity, Relation>,
  condition: string,
  size: number,
): AsyncIterable<Piece<Entity, Relation>> {
  const query = `SELECT ${form.relationColumns} FROM relation WHERE ${condition} ORDER BY relation_id`;
  for await (const rows of sql.stream<RelationRow & { text: string }>(
    query,
    [],
    Math.min(size, BATCH),
  ))
    yield { kind: 'upsertRelations', items: rows.map(form.relation) };
}

/** Fills chunks to exactly `size`, whatever batches the engine gives; the last one says so. A revision without changes is one empty chunk. */
async function* chunks<Entity, Relation>(
  revision: number,
  size: number,
  sources: readonly AsyncIterable<Piece<Entity, Relation>>[],
): AsyncIterable<ChangeChunk<Entity, Relation>> {
  let open = emptyChunk<Entity, Relation>();
  let filled = 0;
  let index = 0;
  let ready: ChangeChunk<Entity, Relation> | null = null;
  for (const source of sources) {
    for await (const piece of source) {
      for (let start = 0; start < piece.items.length;) {
        const end = Math.min(piece.items.length, start + size - filled);
        put(open, piece, start, end);
        filled += end - start;
        start = end;
        if (filled < size) continue;
        if (ready) yield ready;
        ready = { revision, index: index++, last: false, ...open };
        open = emptyChunk();
        filled = 0;
      }
    }
  }
  if (filled > 0 || !ready) {
    if (ready) yield ready;
    ready = { revision, index, last: true, ...open };
  }
  yield { ...ready, last: true };
}

interface OpenChunk<Entity, Relation> {
  mergedInto: Succession[];
  splitFrom: Split[];
  relationsMergedInto: Succession[];
  removeRelations: string[];
  removeEntities: string[];
  upsertEntities: Entity[];
  upsertRelations: Relation[];
}

function put<Entity, Relation>(
  open: OpenChunk<Entity, Relation>,
  piece: Piece<Entity, Relation>,
  start: number,
  end: number,
): void {
  // One list of its kind for each piece: the compiler cannot see that the two belong together.
  (open[piece.kind] as unknown[]).push(...piece.items.slice(start, end));
}

function emptyChunk<Entity, Relation>(): OpenChunk<Entity, Relation> {
  return {
    mergedInto: [],
    splitFrom: [],
    relationsMergedInto: [],
    removeRelations: [],
    removeEntities: [],
    upsertEntities: [],
    upsertRelations: [],
  };
}
