/** State migration 25: watches that do not look at all of their targets. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function watchReach(dialect: SqlDialect): string[] {
  return forEngine(
    dialect,
    [
      // As of a version of the watch and a revision; a watch that looks at all has no row.
      `CREATE TABLE watch_reach (watch_id UUID PRIMARY KEY, version BIGINT NOT NULL, followed BIGINT NOT NULL, left_out BIGINT NOT NULL, revision BIGINT NOT NULL)`,
    ],
    [],
  );
}
