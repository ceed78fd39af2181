/**
 * Consumers of changes: a snapshot or, revision by revision, every row before and after with its cause. A durable consumer commits its cursor
 * together with its effect, so that each revision takes effect once, whatever ends in between.
 */
import * as model from '../generated/model.ts';
import type { ViewEntity, ViewRelation } from '../ports/graph-store.ts';
import type { Sql, SqlDialect, SqlReader } from '../ports/sql.ts';
import type { StateTransaction } from '../ports/state-store.ts';
import { historyHorizon } from './history-horizon.ts';
import { retaggedSql, taggedEntitiesSql } from './derived-tags.ts';
import { mergedIntoSql, splitFromSql, type Split, type Succession } from './succession.ts';
import {
  toViewEntity,
  toViewRelation,
  type EntityRow,
  type EntityTypes,
  type RelationRow,
} from './view-rows.ts';

/** Why a revision is: something was said or taken back, a rule derived it, reference data (rates) changed, or time went by. */
export type Cause = 'fact' | 'rule' | 'reference' | 'clock';

/** One of the two is null: added, or removed. */
export interface RowChange<Row> {
  readonly id: string;
  readonly before: Row | null;
  readonly after: Row | null;
}

export interface RevisionDelivery {
  readonly kind: 'revision';
  readonly revision: number;
  readonly cause: Cause;
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  entities(): AsyncIterable<RowChange<ViewEntity>[]>;
  relations(): AsyncIterable<RowChange<ViewRelation>[]>;
  /** Only what is chosen, as the database has it: names of columns, or expressions by the name that they get. */
  entityColumns<Row>(columns: readonly string[]): AsyncIterable<RowChange<Row>[]>;
  relationColumns<Row>(columns: readonly string[]): AsyncIterable<RowChange<Row>[]>;
  /** Entities that went into others or came out of them: no mere removals and additions. */
  lineage(): Promise<{ mergedInto: readonly Succession[]; splitFrom: readonly Split[] }>;
}

/** The consumer is new, or further behind than revisions are delivered one by one or history reaches: the whole graph as of a revision. */
export interface SnapshotDelivery {
  readonly kind: 'snapshot';
  readonly revision: number;
  entities(): AsyncIterable<ViewEntity[]>;
  relations(): AsyncIterable<ViewRelation[]>;
}
export type Delivery = SnapshotDelivery | RevisionDelivery;

export interface SubscribeOptions {
  /** Revisions that are delivered one by one, default 1,000: who is further behind gets a snapshot. */
  readonly retention?: number;
  /** Default: the generated model. */
  readonly entityTypes?: EntityTypes;
}

/** What a durable consumer does about one delivery: read now, then write in the transaction that moves its cursor. */
export type Effect = (delivery: Delivery) => Promise<(tx: StateTransaction) => Promise<void>>;

/** Small: whoever consumes works a batch through in one turn of the thread. */
const BATCH = 250;
const entityColumns = [
  'entity_id',
  'record',
  'type',
  'label',
  'props',
  'tags',
  'sources',
  'behaviour',
  'digest',
];
const relationColumns = [
  'relation_id',
  'kind',
  'source',
  'target',
  'periods',
  'weight',
  'sources',
  'props',
  'digest',
];

/** All that is committed and came after the cursor; null = nothing seen yet. Call again for what comes later. */
export async function* subscribe(
  sql: SqlReader & Pick<Sql, 'revision'>,
  after: number | null,
  { retention = 1_000, entityTypes = model.entityTypes }: SubscribeOptions = {},
): AsyncIterable<Delivery> {
  const newest = await sql.revision();
  if (newest === 0 || after === newest) return;
  if (
    after === null ||
    after > newest ||
    newest - after > retention ||
    after < (await historyHorizon(sql))
  ) {
    yield snapshotOf(sql, newest, entityTypes);
    return;
  }
  const revisions = await sql.query<{
    revision: number;
    cause: Cause | null;
    made_at: string;
    actor: string;
    reason: string;
  }>(
    `SELECT revision, cause, made_at, actor, reason FROM revision WHERE revision > $1::bigint AND revision <= $2::bigint ORDER BY revision`,
    [after, newest],
  );
  for (const { revision, cause, made_at, actor, reason } of revisions)
    yield {
      kind: 'revision',
      revision,
      cause: cause ?? 'fact',
      at: made_at,
      actor,
      reason,
      entities: () =>
        viewed(
          rowChanges<EntityRow>(
            sql,
            'entity_id',
            entitySides(sql.dialect, revision, entityColumns),
          ),
          (row) => toViewEntity(row, entityTypes),
        ),
      relations: () =>
        viewed(
          rowChanges<RelationRow>(sql, 'relation_id', relationSides(revision, relationColumns)),
          toViewRelation,
        ),
      entityColumns: <Row>(columns: readonly string[]) =>
        rowChanges<Row>(
          sql,
          'entity_id',
          entitySides(sql.dialect, revision, ['entity_id', ...columns]),
        ),
      relationColumns: <Row>(columns: readonly string[]) =>
        rowChanges<Row>(sql, 'relation_id', relationSides(revision, ['relation_id', ...columns])),
      lineage: async () => ({
        mergedInto: await sql.query<Succession>(mergedIntoSql(revision)),
        splitFrom: await sql.query<Split>(splitFromSql(revision)),
      }),
    };
}

/**
 * Brings a durable consumer up to date. The cursor moves in the transaction of the effect: after any end it goes on where it was,
 * and of two processes that do the same one takes effect.
 * @returns the revision that it has reached
 */
export async function consume(
  sql: Sql,
  consumer: string,
  effect: Effect,
  options: SubscribeOptions = {},
): Promise<number> {
  let cursor = await readCursor(sql, consumer);
  for await (const delivery of subscribe(sql, cursor, options)) {
    const write = await effect(delivery);
    const from = cursor;
    const moved = await sql.state.transaction(async (tx) => {
      if (!(await moveCursor(tx, consumer, from, delivery.revision))) return false;
      await write(tx);
      return true;
    });
    if (!moved) return consume(sql, consumer, effect, options); // another process was faster
    cursor = delivery.revision;
  }
  return cursor ?? 0;
}

async function readCursor(sql: Sql, consumer: string): Promise<number | null> {
  const [row] = await sql.state.query<{ revision: number }>(
    `SELECT revision FROM feed_cursor WHERE consumer = $1`,
    [consumer],
  );
  return row?.revision ?? null;
}

async function moveCursor(
  tx: StateTransaction,
  consumer: string,
  from: number | null,
  to: number,
): Promise<boolean> {
  const rows =
    from === null
      ? await tx.execute(
          `INSERT INTO feed_cursor (consumer, revision) VALUES ($1, $2::bigint) ON CONFLICT DO NOTHING`,
          [consumer, to],
        )
      : await tx.execute(
          `UPDATE feed_cursor SET revision = $2::bigint WHERE consumer = $1 AND revision = $3::bigint`,
          [consumer, to, from],
        );
  return rows === 1;
}

function snapshotOf(sql: SqlReader, revision: number, entityTypes: EntityTypes): SnapshotDelivery {
  const held = `rev_from <= ${revision} AND (rev_to IS NULL OR rev_to > ${revision})`;
  return {
    kind: 'snapshot',
    revision,
    entities: async function* () {
      const query = `SELECT ${entityColumns.join(', ')} FROM (${taggedEntitiesSql(sql.dialect, revision)}) e ORDER BY entity_id`;
      for await (const rows of sql.stream<EntityRow>(query, [], BATCH))
        yield rows.map((row) => toViewEntity(row, entityTypes));
    },
    relations: async function* () {
      const query = `SELECT ${relationColumns.join(', ')} FROM relation WHERE ${held} ORDER BY relation_id`;
      for await (const rows of sql.stream<RelationRow>(query, [], BATCH))
        yield rows.map(toViewRelation);
    },
  };
}

/** Rows as they were before a revision and as they were after it, of all that it touched. */
interface Sides {
  readonly before: string;
  readonly after: string;
}

/** An entity whose derived tags alone changed has both sides, of one row. */
function entitySides(dialect: SqlDialect, revision: number, columns: readonly string[]): Sides {
  const touched = `SELECT entity_id FROM entity WHERE rev_from = ${revision} UNION SELECT entity_id FROM entity WHERE rev_to = ${revision} UNION ${retaggedSql(revision - 1, revision)}`;
  const side = (at: number): string =>
    `SELECT ${columns.join(', ')} FROM (${taggedEntitiesSql(dialect, at, touched)}) e`;
  return { before: side(revision - 1), after: side(revision) };
}

function relationSides(revision: number, columns: readonly string[]): Sides {
  const side = (column: 'rev_from' | 'rev_to'): string =>
    `SELECT ${columns.join(', ')} FROM relation WHERE ${column} = ${revision}`;
  return { before: side('rev_to'), after: side('rev_from') };
}

async function* viewed<Row, View>(
  changes: AsyncIterable<RowChange<Row>[]>,
  view: (row: Row) => View,
): AsyncIterable<RowChange<View>[]> {
  const side = (row: Row | null): View | null => (row === null ? null : view(row));
  for await (const rows of changes)
    yield rows.map(({ id, before, after }) => ({ id, before: side(before), after: side(after) }));
}

/** Both sides of a revision come sorted by id, and are paired as they come: no join of what a revision closed with what it opened. */
async function* rowChanges<Row>(
  sql: SqlReader,
  id: 'entity_id' | 'relation_id',
  { before, after }: Sides,
): AsyncIterable<RowChange<Row>[]> {
  const query = `SELECT * FROM (SELECT b.*, TRUE AS old FROM (${before}) b UNION ALL SELECT a.*, FALSE FROM (${after}) a) c ORDER BY ${id}, old DESC`;
  let open = null as { before: Row | null; after: Row | null; id: string } | null;
  for await (const rows of sql.stream<Row & Record<typeof id, string> & { old: boolean }>(
    query,
    [],
    BATCH,
  )) {
    const changes: RowChange<Row>[] = [];
    for (const row of rows) {
      if (open?.id !== row[id]) {
        if (open !== null) changes.push(open);
        open = { id: row[id], before: null, after: null };
      }
      open[row.old ? 'before' : 'after'] = row;
    }
    yield changes;
  }
  if (open !== null) yield [open];
}
