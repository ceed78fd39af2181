/** Brings a shared graph view to the newest revision: waits for a server that keeps it, and takes over when nobody moves it. */
import { StaleWriterError, type GraphStore } from '@phecda/graph-schema/ports/graph-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import type { FeedOptions } from '@phecda/graph-schema/truth/feed';
import { followView, isRebuildDue } from '../follow-view.ts';

const lookEvery = 200;

export interface BringUpOptions extends FeedOptions {
  /** Milliseconds without any move after which this process writes the view itself. */
  readonly patience?: number;
}

/** @returns the revision that the view holds. */
export async function bringViewUp(
  sql: Sql,
  graph: GraphStore,
  { patience = 3_000, ...options }: BringUpOptions,
): Promise<number> {
  const wanted = await sql.revision();
  if (graph.engine === 'embedded' || (await isRebuildDue(sql)))
    return followView(sql, graph, { ...options, token: await sql.takeToken('view') });
  let place = '';
  let still = 0;
  for (;;) {
    const cursor = await graph.cursor();
    if (
      wanted === 0 ||
      (cursor !== null &&
        (cursor.revision > wanted || (cursor.revision === wanted && cursor.complete)))
    )
      return cursor?.revision ?? 0;
    const now = cursor === null ? '' : `${cursor.revision} ${cursor.chunk}`;
    still = now === place ? still + lookEvery : 0;
    place = now;
    if (still >= patience) {
      try {
        return await followView(sql, graph, { ...options, token: await sql.takeToken('view') });
      } catch (error) {
        if (!(error instanceof StaleWriterError)) throw error;
        still = 0; // somebody else took it over meanwhile
      }
    }
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
  }
}
