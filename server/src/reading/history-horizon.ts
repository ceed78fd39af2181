/** How far back questions about the past reach. */
import { historyHorizon } from '@phecda/graph-schema/truth/history-horizon';
import type { ViewedTruth } from './truth.ts';

export interface HistoryReach {
  /** The graph is whole as of this revision and later. */
  readonly revision: number;
  /** When it was made. */
  readonly at: string;
}

/** null: from the beginning. */
export async function readHistoryReach(truth: ViewedTruth): Promise<HistoryReach | null> {
  const revision = await historyHorizon(truth);
  if (revision === 0) return null;
  const [row] = await truth.query<{ made_at: string }>(
    `SELECT made_at FROM revision WHERE revision = CAST($1 AS BIGINT)`,
    [revision],
  );
  return row ? { revision, at: row.made_at } : null;
}
