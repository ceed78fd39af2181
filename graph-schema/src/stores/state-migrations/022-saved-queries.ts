/** State migration 22: searches that somebody keeps for everybody. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function savedQueries(dialect: SqlDialect): string[] {
  return forEngine(
    dialect,
    [
      // content: JSON in the shape of its kind.
      `CREATE TABLE saved_query (
        query_id UUID PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, content TEXT NOT NULL, actor TEXT NOT NULL, made_at TIMESTAMP NOT NULL)`,
    ],
    [],
  );
}
