/** Migration 13: how far back the rows of the graph reach. No row = from the beginning. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from './for-engine.ts';

export function historyHorizon(dialect: SqlDialect): string[] {
  // The graph is whole as of this revision and later; rows that ended by then are removed.
  return forEngine(dialect, [`CREATE TABLE history_horizon (revision BIGINT NOT NULL)`], []);
}
