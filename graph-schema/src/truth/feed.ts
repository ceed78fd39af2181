/** The change feed: what each revision added, changed and removed, read from the materialised rows themselves, in chunks that are the same on every replay. */
import type { Chunk, ViewEntity, ViewRelation } from '../ports/graph-store.ts';
import type { SqlReader } from '../ports/sql.ts';
import * as model from '../generated/model.ts';
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
}

/** Rows read ahead of the chunk that they fill. */
const BATCH = 2_000;

type Piece =
  | { readonly kind: 'removeRelations' | 'removeEntities'; readonly ids: string[] }
  | { readonly kind: 'upsertEntities'; readonly entities: ViewEntity[] }
  | { readonly kind: 'upsertRelations'; readonly relations: ViewRelation[] };

const entityColumns = 'entity_id, type, label, props, tags, sources, behaviour, digest';
const relationColumns =
  'relation_id, kind, source, target, periods, weight, sources, props, digest';

/** All revisions after `after`, one by one, in order. Starting from 0 use `snapshot`, which is one pass. */
export async function* changes(
  sql: SqlReader,
  after: number,
  options: FeedOptions = {},
): AsyncIterable<Chunk> {
  const revisions = await sql.query<{ revision: number }>(
    `SELECT revision FROM revision WHERE revision > $1::bigint ORDER BY revision`,
    [after],
  );
  for (const { revision } of revisions) yield* changesOf(sql, revision, options);
}

/** The whole graph as it stood at `revision`, as chunks of that revision. */
export function snapshot(
  sql: SqlReader,
  revision: number,
  options: FeedOptions = {},
): AsyncIterable<Chunk> {
  const size = options.chunkSize ?? 20_000;
  const held = `rev_from <= ${revision} AND (rev_to IS NULL OR rev_to > ${revision})`;
  return chunks(revision, size, [
    upsertedEntities(sql, held, size, options),
    upsertedRelations(sql, held, size),
  ]);
}

/** One revision. A row that was closed later still shows as what this revision brought. */
export function changesOf(
  sql: SqlReader,
  revision: number,
  options: FeedOptions = {},
): AsyncIterable<Chunk> {
  const size = options.chunkSize ?? 20_000;
  return chunks(revision, size, [
    removed(sql, 'relation', 'removeRelations', revision, size),
    removed(sql, 'entity', 'removeEntities', revision, size),
    upsertedEntities(sql, `rev_from = ${revision}`, size, options),
    upsertedRelations(sql, `rev_from = ${revision}`, size),
  ]);
}

async function* removed(
  sql: SqlReader,
  table: 'entity' | 'relation',
  kind: 'removeEntities' | 'removeRelations',
  revision: number,
  size: number,
): AsyncIterable<Piece> {
  const query = `SELECT o.${table}_id AS id FROM ${table} o WHERE o.rev_to = ${revision}
    AND NOT EXISTS (SELECT 1 FROM ${table} n WHERE n.${table}_id = o.${table}_id AND n.rev_from = ${revision}) ORDER BY o.${table}_id`;
  for await (const rows of sql.stream<{ id: string }>(query, [], Math.min(size, BATCH)))
    yield { kind, ids: rows.map((row) => row.id) };
}

async function* upsertedEntities(
  sql: SqlReader,
  condition: string,
  size: number,
  options: FeedOptions,
): AsyncIterable<Piece> {
  const types = options.entityTypes ?? model.entityTypes;
  const query = `SELECT ${entityColumns} FROM entity WHERE ${condition} ORDER BY entity_id`;
  for await (const rows of sql.stream<EntityRow>(query, [], Math.min(size, BATCH)))
    yield { kind: 'upsertEntities', entities: rows.map((row) => toViewEntity(row, types)) };
}

async function* upsertedRelations(
  sql: SqlReader,
  condition: string,
  size: number,
): AsyncIterable<Piece> {
  const query = `SELECT ${relationColumns} FROM relation WHERE ${condition} ORDER BY relation_id`;
  for await (const rows of sql.stream<RelationRow>(query, [], Math.min(size, BATCH)))
    yield { kind: 'upsertRelations', relations: rows.map(toViewRelation) };
}

interface OpenChunk {
  removeRelations: string[];
  removeEntities: string[];
  upsertEntities: ViewEntity[];
  upsertRelations: ViewRelation[];
}

/** Fills chunks to exactly `size`, whatever batches the engine gives; the last one says so. A revision without changes is one empty chunk. */
async function* chunks(
  revision: number,
  size: number,
  sources: readonly AsyncIterable<Piece>[],
): AsyncIterable<Chunk> {
  let open: OpenChunk = empty();
  let filled = 0;
  let index = 0;
  let ready: Chunk | null = null;
  for (const source of sources) {
    for await (const piece of source) {
      const items =
        piece.kind === 'upsertEntities'
          ? piece.entities
          : piece.kind === 'upsertRelations'
            ? piece.relations
            : piece.ids;
      for (let start = 0; start < items.length;) {
        const end = Math.min(items.length, start + size - filled);
        put(open, piece, start, end);
        filled += end - start;
        start = end;
        if (filled < size) continue;
        if (ready) yield ready;
        ready = { revision, index: index++, last: false, ...open };
        open = empty();
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

function put(open: OpenChunk, piece: Piece, start: number, end: number): void {
  if (piece.kind === 'upsertEntities')
    open.upsertEntities.push(...piece.entities.slice(start, end));
  else if (piece.kind === 'upsertRelations')
    open.upsertRelations.push(...piece.relations.slice(start, end));
  else open[piece.kind].push(...piece.ids.slice(start, end));
}

function empty(): OpenChunk {
  return { removeRelations: [], removeEntities: [], upsertEntities: [], upsertRelations: [] };
}
