/** Migration 12: a file can be said to be history: what it brings is recorded, and is no news. NULL = it is not. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from './for-engine.ts';

export function historyFiles(dialect: SqlDialect): string[] {
  return forEngine(dialect, [`ALTER TABLE file ADD COLUMN history BOOLEAN`], []);
}
