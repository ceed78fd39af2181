/** Brings a shared graph view to the newest revision: waits for a server that keeps it, and takes over when nobody does. */
import { StaleWriterError, type GraphStore } from '@phecda/graph-schema/ports/graph-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import type { FeedOptions } from '@phecda/graph-schema/truth/feed';
import { followView, isRebuildDue } from '../follow-view.ts';
import { waitForView } from './view-beat.ts';

export interface BringUpOptions extends FeedOptions {
  /** Milliseconds without a sign of life after which this process writes the view itself. */
  readonly patience?: number;
}

/** @returns the revision that the view holds. */
export async function bringViewUp(
  sql: Sql,
  graph: GraphStore,
  { patience = 3_000, ...options }: BringUpOptions,
): Promise<number> {
  const wanted = await sql.revision();
  const follow = async (): Promise<number> =>
    followView(sql, graph, { ...options, token: await sql.takeToken('view') });
  if (graph.engine === 'embedded' || (await isRebuildDue(sql))) return follow();
  while (!(await waitForView(sql, graph, wanted, { patience }))) {
    try {
      return await follow();
    } catch (error) {
      if (!(error instanceof StaleWriterError)) throw error; // else somebody took it over meanwhile
    }
  }
  return (await graph.cursor())?.revision ?? 0;
}
