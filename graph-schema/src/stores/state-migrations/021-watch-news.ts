/** State migration 21: the revision after which what files say is news to a watch. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function watchNews(dialect: SqlDialect): string[] {
  return forEngine(
    dialect,
    [
      // NULL: whatever the daemon finds when it first runs is none.
      `ALTER TABLE watch ADD COLUMN news_after BIGINT`,
      `UPDATE watch SET news_after = (SELECT max(revision) FROM feed_cursor WHERE consumer = 'alerts')`,
    ],
    [],
  );
}
