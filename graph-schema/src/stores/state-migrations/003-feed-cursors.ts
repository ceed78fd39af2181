/** State migration 3: how far each durable consumer of changes is; moved in the transaction of its effect. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function feedCursors(dialect: SqlDialect): string[] {
  return forEngine(
    dialect,
    [`CREATE TABLE feed_cursor (consumer TEXT PRIMARY KEY, revision BIGINT NOT NULL)`],
    [],
  );
}
