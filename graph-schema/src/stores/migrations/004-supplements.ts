/** Migration 4: a file can add its rows to those of a snapshot. `live` of such a file = it is loaded and its snapshot is live. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from './for-engine.ts';

export function supplementColumn(dialect: SqlDialect): string[] {
  return forEngine(dialect, [`ALTER TABLE file ADD COLUMN supplements UUID`], []);
}
