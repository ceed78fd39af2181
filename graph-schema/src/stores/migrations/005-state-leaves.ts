/** Migration 5: the small state has left the truth's file for one of its own, where it waits for no commit of the truth. In PostgreSQL its tables stay where they are. */
import type { SqlDialect } from '../../ports/sql.ts';

export function stateLeaves({ engine }: SqlDialect): string[] {
  if (engine === 'postgres') return [];
  return ['investigation', 'setting', 'upload', 'job', 'view_state'].map(
    (table) => `DROP TABLE ${table}`,
  );
}
