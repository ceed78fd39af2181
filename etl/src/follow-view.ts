/** Keeps a graph view behind the truth: applies pending changes chunk by chunk and goes on where a crash left off. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import type { Chunk, GraphStore } from '@phecda/graph-schema/ports/graph-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { changes, changesOf, snapshot, type FeedOptions } from '@phecda/graph-schema/truth/feed';

export interface FollowOptions extends FeedOptions {
  readonly token: number;
  readonly onChunk?: (chunk: Chunk) => void;
  /** The view holds this revision completely. */
  readonly onRevision?: (revision: number) => void;
}

/** What is followed: a graph store, or a projection beside one. */
export type View = Pick<GraphStore, 'engine' | 'cursor' | 'apply' | 'clear'>;

/** A view in memory is never found half built by another process: small chunks keep what is on its way small. */
const EMBEDDED_CHUNK = 2_000;

/** @returns the revision that the view has reached. */
export async function followView(sql: Sql, store: View, given: FollowOptions): Promise<number> {
  const options = store.engine === 'embedded' ? { chunkSize: EMBEDDED_CHUNK, ...given } : given;
  const cursor = await store.cursor();
  let reached = cursor?.complete ? cursor.revision : 0;
  if (cursor && !cursor.complete) {
    const half =
      (await snapshotRevision(sql, store.engine)) === cursor.revision ? snapshot : changesOf;
    reached = await applyAll(half(sql, cursor.revision, options), store, options, cursor.chunk);
  } else if (!cursor) {
    const revision = await sql.revision();
    if (revision === 0) return 0;
    await rememberSnapshot(sql, store.engine, revision);
    reached = await applyAll(snapshot(sql, revision, options), store, options, -1);
  }
  return Math.max(reached, await applyAll(changes(sql, reached, options), store, options, -1));
}

/** Drops the view and builds it again from the truth. */
export async function rebuildView(sql: Sql, store: View, options: FollowOptions): Promise<number> {
  await store.clear(options.token);
  failpoint('view:cleared');
  return followView(sql, store, options);
}

async function applyAll(
  chunks: AsyncIterable<Chunk>,
  store: View,
  options: FollowOptions,
  done: number,
): Promise<number> {
  let reached = 0;
  let skip = done;
  for await (const chunk of chunks) {
    if (chunk.index > skip) {
      await store.apply(chunk, options.token);
      options.onChunk?.(chunk);
      failpoint('view:chunk');
    }
    if (!chunk.last) continue;
    skip = -1;
    reached = chunk.revision;
    options.onRevision?.(reached);
    failpoint('view:revision');
  }
  return reached;
}

async function snapshotRevision(sql: Sql, view: string): Promise<number | null> {
  const [row] = await sql.query<{ snapshot_revision: number }>(
    `SELECT snapshot_revision FROM view_state WHERE view = $1`,
    [view],
  );
  return row?.snapshot_revision ?? null;
}

async function rememberSnapshot(sql: Sql, view: string, revision: number): Promise<void> {
  await sql.execute(
    `INSERT INTO view_state (view, snapshot_revision) VALUES ($1, $2::bigint) ON CONFLICT (view) DO UPDATE SET snapshot_revision = excluded.snapshot_revision`,
    [view, revision],
  );
}
