/** State migration 17: watches whose forecast is still to be held against their weekly allowance, and those that were switched off for it. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function watchAllowance(dialect: SqlDialect): string[] {
  // per_week: what it would bring; NULL = not counted yet. A watch that keeps to its allowance has no row.
  return forEngine(
    dialect,
    [
      `CREATE TABLE watch_allowance (watch_id UUID PRIMARY KEY, version BIGINT NOT NULL, per_week DOUBLE PRECISION)`,
    ],
    [],
  );
}
