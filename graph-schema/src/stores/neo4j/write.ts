/** Writing the view into Neo4j: batches of UNWIND … MERGE grouped by type and kind, in transactions that begin by locking the cursor. */
import neo4j, { type ManagedTransaction } from 'neo4j-driver';
import { failpoint } from '../../failpoint.ts';
import {
  StaleWriterError,
  type Chunk,
  type ViewCursor,
  type ViewEntity,
  type ViewRelation,
} from '../../ports/graph-store.ts';
import { countPerKind } from './questions.ts';
import { entityRow, relationRow, storedId } from './rows.ts';
import type { Connection } from './connection.ts';
import type { Vocabulary } from './vocabulary.ts';

const STATEMENT_ROWS = 10_000;
/** Each seek in an index first copies the list of what its transaction has removed: after more removals than this, a new transaction begins. */
const REMOVED_ROWS = 1_000;

interface Statement {
  readonly text: string;
  readonly rows: number;
  readonly removes?: true;
  /** Made when its turn comes, while the server works on the one before. */
  readonly parameters: () => Record<string, unknown>;
  /** Must answer with as many rows as it got; otherwise this says what was missing. */
  readonly incomplete?: () => string;
}
/** Removes relations by id alone: asks kind after kind until all are found. */
interface RelationRemoval {
  readonly ids: readonly string[];
  readonly rows: number;
  readonly removes: true;
}
type Step = Statement | RelationRemoval;

interface CursorState {
  readonly cursor: ViewCursor | null;
  readonly clearing: boolean;
}

/** Applies a chunk; a part of a big one that was committed before a crash is simply written again. */
export async function applyChunk(options: Connection, chunk: Chunk, token: number): Promise<void> {
  const parts = [...partsOf([...stepsOf(chunk, options.vocabulary)], options.transactionRows)];
  for (let i = 0; i < parts.length; i++) {
    const last = i === parts.length - 1;
    const state = await inWriteTransaction(options, token, async (tx, { cursor, clearing }) => {
      if (clearing || isDone(cursor, chunk)) return { clearing, done: isDone(cursor, chunk) };
      await runSteps(tx, parts[i] ?? [], options.vocabulary);
      failpoint('neo4j-before-cursor');
      await tx.run(last ? MOVE_CURSOR : MARK_PARTIAL, {
        revision: neo4j.int(chunk.revision),
        chunk: neo4j.int(chunk.index),
        complete: chunk.last,
      });
      return { clearing: false, done: false };
    });
    failpoint('neo4j-after-part');
    if (state.clearing) {
      // An emptying that was interrupted comes first; what this chunk holds is meant for an empty view.
      await clearView(options, token);
      i = -1;
    } else if (state.done) return;
  }
}

function isDone(cursor: ViewCursor | null, { revision, index }: Chunk): boolean {
  return (
    cursor !== null &&
    (revision < cursor.revision ||
      (revision === cursor.revision && (cursor.complete || index <= cursor.chunk)))
  );
}

/** Raised when rows are stored otherwise than before: a view of another format is emptied and built anew. */
const VIEW_FORMAT = 2;
const MOVE_CURSOR = `MATCH (c:ViewCursor {name: 'graph'}) SET c.format = ${VIEW_FORMAT}, c.revision = $revision, c.chunk = $chunk, c.complete = $complete, c.partial = false`;
const MARK_PARTIAL = `MATCH (c:ViewCursor {name: 'graph'}) SET c.partial = true`;
// The first SET takes the row's lock: what follows reads what the last holder left.
const LOCK_CURSOR = `MERGE (c:ViewCursor {name: 'graph'})
SET c.lock = $token
WITH c WHERE coalesce(c.token, -1) <= $token
SET c.token = $token
RETURN c.revision AS revision, c.chunk AS chunk, c.complete AS complete, c.partial AS partial, c.clearing AS clearing, c.format AS format`;
const READ_CURSOR = `MATCH (c:ViewCursor {name: 'graph'}) RETURN c.revision AS revision, c.chunk AS chunk, c.complete AS complete, c.partial AS partial, c.clearing AS clearing, c.format AS format`;

interface CursorRow {
  readonly revision: number | null;
  readonly chunk: number | null;
  readonly complete: boolean | null;
  readonly partial: boolean | null;
  readonly clearing: boolean | null;
  readonly format: number | null;
}
function cursorOf(row: CursorRow | undefined): CursorState {
  const clearing = row?.clearing === true;
  if (row === undefined || row.revision === null || row.chunk === null)
    return { cursor: null, clearing };
  if (row.format !== VIEW_FORMAT) return { cursor: null, clearing: true };
  return {
    cursor: {
      revision: row.revision,
      chunk: row.chunk,
      complete: row.complete === true && row.partial !== true,
    },
    clearing,
  };
}

export async function readCursor(connection: Connection): Promise<ViewCursor | null> {
  const { records } = await connection.readApplied((tx) => tx.run(READ_CURSOR));
  return cursorOf(records[0]?.toObject() as CursorRow | undefined).cursor;
}

/** Empties the view in bounded transactions. The cursor is forgotten first, so that a half emptied view is never taken for a whole one. */
export async function clearView(options: Connection, token: number): Promise<void> {
  await inWriteTransaction(options, token, (tx) =>
    tx.run(
      `MATCH (c:ViewCursor {name: 'graph'}) SET c.clearing = true REMOVE c.revision, c.chunk, c.complete, c.partial`,
    ),
  );
  failpoint('neo4j-clearing');
  // Relations first: a node of very many would otherwise make one transaction of its own.
  for (const text of [
    `MATCH (:Entity)-[r]->() WITH r LIMIT $limit DELETE r RETURN count(*) AS removed`,
    `MATCH (e:Entity) WITH e LIMIT $limit DETACH DELETE e RETURN count(*) AS removed`,
  ]) {
    for (;;) {
      const removed = await inWriteTransaction(options, token, async (tx) => {
        const { records } = await tx.run<{ removed: number }>(text, {
          limit: neo4j.int(options.transactionRows),
        });
        return records[0]?.get('removed') ?? 0;
      });
      if (removed < options.transactionRows) break;
    }
  }
  await inWriteTransaction(options, token, (tx) =>
    tx.run(`MATCH (c:ViewCursor {name: 'graph'}) REMOVE c.clearing`),
  );
}

/** One transaction under the cursor's lock; repeated by the driver when the server asks for it. */
function inWriteTransaction<T>(
  connection: Connection,
  token: number,
  work: (tx: ManagedTransaction, state: CursorState) => Promise<T>,
): Promise<T> {
  return connection.write(async (tx) => {
    const { records } = await tx.run(LOCK_CURSOR, { token: neo4j.int(token) });
    const [row] = records;
    if (row === undefined)
      throw new StaleWriterError(`A later writer than ${token} has taken over the graph view.`);
    return work(tx, cursorOf(row.toObject() as unknown as CursorRow));
  });
}

function* stepsOf(chunk: Chunk, vocabulary: Vocabulary): Generator<Step> {
  for (const ids of slices(chunk.removeRelations)) yield { ids, rows: ids.length, removes: true };
  for (const ids of slices(chunk.removeEntities)) {
    yield {
      text: REMOVE_ENTITIES,
      rows: ids.length,
      removes: true,
      parameters: () => ({ ids: ids.map(storedId) }),
    };
  }
  for (const [type, entities] of groupBy(chunk.upsertEntities, (entity) => entity.type)) {
    const text = upsertEntities(vocabulary.label(type), vocabulary);
    for (const slice of slices(entities))
      yield { text, rows: slice.length, parameters: () => ({ rows: slice.map(entityRow) }) };
  }
  for (const [kind, relations] of groupBy(chunk.upsertRelations, (relation) => relation.kind)) {
    const text = upsertRelations(vocabulary.relationType(kind));
    for (const slice of slices(relations)) {
      yield {
        text,
        rows: slice.length,
        parameters: () => ({ rows: slice.map(relationRow) }),
        incomplete: () => missingEnd(slice),
      };
    }
  }
}

// Collected before any is deleted: see REMOVED_ROWS.
const REMOVE_ENTITIES = `UNWIND $ids AS id MATCH (e:Entity {id: id})
WITH collect(e) AS found UNWIND found AS e DETACH DELETE e`;
const REMOVE_RELATIONS = `UNWIND $found AS element MATCH ()-[r]->() WHERE elementId(r) = element DELETE r`;

function missingEnd(relations: readonly ViewRelation[]): string {
  return `One of ${relations.length} relations of kind ${relations[0]?.kind ?? ''} leads to an unknown entity (first: ${relations[0]?.id ?? ''}).`;
}

/** An entity whose type changed loses its old label. */
function upsertEntities(label: string, vocabulary: Vocabulary): string {
  const others = vocabulary.types
    .filter((type) => type !== label)
    .map((type) => `:${type}`)
    .join('');
  return `UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
SET e = row, e:${label} REMOVE e${others}`;
}

function upsertRelations(type: string): string {
  return `UNWIND $rows AS row
MATCH (s:Entity {id: row.s})
MATCH (t:Entity {id: row.t})
MERGE (s)-[r:${type} {id: row.p.id}]->(t)
SET r = row.p
RETURN count(*) AS done`;
}

async function runSteps(
  tx: ManagedTransaction,
  steps: readonly Step[],
  vocabulary: Vocabulary,
): Promise<void> {
  let next = parametersOf(steps[0]);
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] as Step;
    if ('ids' in step) {
      await removeRelations(tx, step.ids, vocabulary);
      next = parametersOf(steps[i + 1]);
      continue;
    }
    const running = tx.run<{ done?: number }>(step.text, next);
    running.then(undefined, () => undefined); // awaited below
    await new Promise((resolve) => setImmediate(resolve)); // lets the request leave before the next is made ready
    next = parametersOf(steps[i + 1]);
    const { records } = await running;
    if (step.incomplete !== undefined && records[0]?.get('done') !== step.rows)
      throw new Error(step.incomplete());
  }
}

function parametersOf(step: Step | undefined): Record<string, unknown> {
  return step === undefined || 'ids' in step ? {} : step.parameters();
}

async function removeRelations(
  tx: ManagedTransaction,
  ids: readonly string[],
  vocabulary: Vocabulary,
): Promise<void> {
  const present = await tx.run<{ kind: string; count: number }>(countPerKind(vocabulary));
  const kinds = present.records
    .map((record) => ({ kind: record.get('kind'), count: record.get('count') }))
    .filter(({ count }) => count > 0);
  kinds.sort((a, b) => b.count - a.count);
  // All are found before any is deleted: see REMOVED_ROWS.
  const wanted = new Set(ids.map(storedId));
  const found: string[] = [];
  for (const { kind } of kinds) {
    if (wanted.size === 0) break;
    const type = vocabulary.relationType(kind);
    // The hint: a plan made while the store was empty would scan the whole type for each id.
    const { records } = await tx.run<{ id: string; element: string }>(
      `UNWIND $ids AS id MATCH ()-[r:${type} {id: id}]->() USING INDEX r:${type}(id) RETURN id, elementId(r) AS element`,
      { ids: [...wanted] },
    );
    for (const record of records) {
      wanted.delete(record.get('id'));
      found.push(record.get('element'));
    }
  }
  if (found.length > 0) await tx.run(REMOVE_RELATIONS, { found });
}

function* partsOf(steps: readonly Step[], transactionRows: number): Generator<Step[]> {
  let part: Step[] = [];
  let rows = 0;
  let removed = 0;
  for (const step of steps) {
    if (part.length > 0 && (rows + step.rows > transactionRows || removed > REMOVED_ROWS)) {
      yield part;
      part = [];
      rows = removed = 0;
    }
    part.push(step);
    rows += step.rows;
    if (step.removes) removed += step.rows;
  }
  yield part;
}

function* slices<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += STATEMENT_ROWS)
    yield items.slice(at, at + STATEMENT_ROWS);
}

function groupBy<T extends ViewEntity | ViewRelation>(
  items: readonly T[],
  keyOf: (item: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
