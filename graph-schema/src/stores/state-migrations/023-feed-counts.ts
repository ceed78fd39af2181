/** State migration 23: what each feed of positions has brought. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function feedCounts(dialect: SqlDialect): string[] {
  return forEngine(
    dialect,
    [
      // since: of the first that was counted; last_*: milliseconds UTC.
      `CREATE TABLE position_feed_count (
        feed_id UUID PRIMARY KEY, stored BIGINT NOT NULL, duplicate BIGINT NOT NULL, marked BIGINT NOT NULL,
        last_fix BIGINT, last_received BIGINT NOT NULL, since TIMESTAMP NOT NULL)`,
    ],
    [],
  );
}
