/** Migration 10: why a revision is; NULL = something was said or taken back. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from './for-engine.ts';

export function revisionCause(dialect: SqlDialect): string[] {
  return forEngine(dialect, [`ALTER TABLE revision ADD COLUMN cause TEXT`], []);
}
