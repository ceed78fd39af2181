/** Keeps a graph view behind the truth: applies what it has missed as one change, chunk by chunk, and goes on where a crash left off. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import type { Chunk, GraphStore } from '@phecda/graph-schema/ports/graph-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { historyHorizon } from '@phecda/graph-schema/truth/history-horizon';
import { feedOf, textFeedOf, type Feed, type FeedOptions } from '@phecda/graph-schema/truth/feed';
import type { TextChunk } from '@phecda/graph-schema/truth/row-texts';
import { withBeat } from './view/view-beat.ts';

export interface FollowOptions extends FeedOptions {
  readonly token: number;
  /** How many entities and relations of the view a chunk has changed. */
  readonly onChunk?: (changes: number) => void;
  /** The view holds this revision completely. */
  readonly onRevision?: (revision: number) => void;
}

/** What is followed: a graph store, or a projection beside one. */
export interface View extends Pick<GraphStore, 'engine' | 'cursor' | 'apply' | 'clear'> {
  /** Taken instead of `apply` by a view in another thread, which reads the rows itself. */
  applyTexts?(chunk: TextChunk, token: number): Promise<void>;
}

/** A view in memory is never found half built by another process: small chunks keep what is on its way small. */
const EMBEDDED_CHUNK = 2_000;

/** @returns the revision that the view has reached. */
export async function followView(sql: Sql, store: View, given: FollowOptions): Promise<number> {
  const options = store.engine === 'embedded' ? { chunkSize: EMBEDDED_CHUNK, ...given } : given;
  const { token } = options;
  return withBeat(sql, store, () =>
    store.applyTexts === undefined
      ? follow(sql, store, feedOf(sql, options), (chunk) => store.apply(chunk, token), options)
      : follow(
          sql,
          store,
          textFeedOf(sql, options),
          (chunk) => store.applyTexts!(chunk, token),
          options,
        ),
  );
}

type AnyChunk = Chunk<unknown, unknown>;

async function follow<C extends AnyChunk>(
  sql: Sql,
  store: View,
  feed: Feed<C>,
  apply: (chunk: C) => Promise<void>,
  options: FollowOptions,
): Promise<number> {
  if (store.engine !== 'embedded' && (await isRebuildDue(sql))) {
    await store.clear(options.token);
    failpoint('view:cleared');
    await sql.write((tx) => tx.execute(`DELETE FROM deployment WHERE name = 'rebuild-view'`));
  }
  const cursor = await store.cursor();
  let reached = cursor?.complete ? cursor.revision : 0;
  if (cursor?.complete === false) {
    // What a view in memory was built from is known to nobody else: another process may have begun a range of its own.
    const range = store.engine === 'embedded' ? null : await rememberedRange(sql, store.engine);
    const begun = range?.upTo === cursor.revision;
    const told =
      range !== null && (range.after === 0 || range.after >= (await historyHorizon(sql)));
    if (told && (begun || range.after === cursor.revision))
      reached = await applyAll(
        feed.between(range.after, range.upTo),
        apply,
        options,
        begun ? cursor.chunk : -1,
      );
    else await store.clear(options.token);
  }
  const newest = await sql.revision();
  if (newest <= reached) return reached;
  if (reached > 0 && reached < (await historyHorizon(sql))) reached = await cleared(store, options);
  if (store.engine !== 'embedded') await rememberRange(sql, store.engine, reached, newest);
  const now = await applyAll(feed.between(reached, newest), apply, options, -1);
  // What it removed may have gone from the truth before it was read.
  if (reached === 0 || reached >= (await historyHorizon(sql))) return now;
  await cleared(store, options);
  return follow(sql, store, feed, apply, options);
}

/** The rows that would tell what has been removed since are gone: it is built anew. */
async function cleared(store: View, options: FollowOptions): Promise<number> {
  await store.clear(options.token);
  failpoint('view:cleared');
  return 0;
}

/** Ids were renamed without a revision: a view that outlives its process has to be built anew. One in memory always is. */
export async function isRebuildDue(sql: Sql): Promise<boolean> {
  return (await sql.query(`SELECT name FROM deployment WHERE name = 'rebuild-view'`)).length > 0;
}

/** Drops the view and builds it again from the truth. */
export async function rebuildView(sql: Sql, store: View, options: FollowOptions): Promise<number> {
  await withBeat(sql, store, () => store.clear(options.token));
  failpoint('view:cleared');
  return followView(sql, store, options);
}

async function applyAll<C extends AnyChunk>(
  chunks: AsyncIterable<C>,
  apply: (chunk: C) => Promise<void>,
  options: FollowOptions,
  done: number,
): Promise<number> {
  let reached = 0;
  let skip = done;
  for await (const chunk of readAhead(chunks)) {
    if (chunk.index > skip) {
      await apply(chunk);
      options.onChunk?.(changesIn(chunk));
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

function changesIn(chunk: AnyChunk): number {
  return (
    chunk.removeRelations.length +
    chunk.removeEntities.length +
    chunk.upsertEntities.length +
    chunk.upsertRelations.length
  );
}

/** Reads the next chunk while one is applied. */
async function* readAhead<C>(chunks: AsyncIterable<C>): AsyncIterable<C> {
  const iterator = chunks[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done === true) return;
      next = iterator.next();
      next.catch(() => undefined); // awaited in the next round, or given up with the whole
      yield value;
    }
  } finally {
    await next.catch(() => undefined);
    await iterator.return?.();
  }
}

/** The range that a half-built view is on its way through; null when nobody knows it. */
async function rememberedRange(
  sql: Sql,
  view: string,
): Promise<{ after: number; upTo: number } | null> {
  const [row] = await sql.state.query<{ after: number | null; up_to: number }>(
    `SELECT after_revision AS after, snapshot_revision AS up_to FROM view_state WHERE view = $1`,
    [view],
  );
  return row === undefined || row.after === null ? null : { after: row.after, upTo: row.up_to };
}

async function rememberRange(sql: Sql, view: string, after: number, upTo: number): Promise<void> {
  await sql.state.execute(
    `INSERT INTO view_state (view, snapshot_revision, after_revision) VALUES ($1, $2::bigint, $3::bigint)
     ON CONFLICT (view) DO UPDATE SET snapshot_revision = excluded.snapshot_revision, after_revision = excluded.after_revision`,
    [view, upTo, after],
  );
}
