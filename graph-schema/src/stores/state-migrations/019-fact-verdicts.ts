/** State migration 19: what people have judged of single facts that hold a proposed group together. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function factVerdicts(dialect: SqlDialect): string[] {
  return forEngine(
    dialect,
    [
      // fact: the record of a thing or party, or those of both ends of a relation, by a blank, in order. apart: TRUE = it ties nobody.
      `CREATE TABLE fact_verdict (
        fact TEXT PRIMARY KEY, apart BOOLEAN NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL, made_at TIMESTAMP NOT NULL)`,
    ],
    [],
  );
}
