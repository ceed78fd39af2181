/** State migration 12: runs of drift tracking that alerts were looked for in, what history would have fired, and groups of the address book. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function alertDesk(dialect: SqlDialect): string[] {
  return forEngine(
    dialect,
    [
      `CREATE TABLE alert_run (run_id UUID PRIMARY KEY)`,
      `CREATE TABLE alert_counted (revision BIGINT NOT NULL, watch_id UUID NOT NULL, found BIGINT NOT NULL, PRIMARY KEY (revision, watch_id))`,
      // members: JSON list of contacts.
      `CREATE TABLE contact_group (group_id UUID PRIMARY KEY, name TEXT NOT NULL, members TEXT NOT NULL, updated_by TEXT NOT NULL, updated_at TIMESTAMP NOT NULL)`,
    ],
    [],
  );
}
