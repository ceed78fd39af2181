/** State migration 16: who of the address book is told of faults of the alert system itself. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function administrators(dialect: SqlDialect): string[] {
  // NULL: no.
  return forEngine(dialect, [`ALTER TABLE contact ADD COLUMN administrator BOOLEAN`], []);
}
