/** State migration 6: runs are kept per subject, such as a gang, and candidates that people dismissed stay as labelled negatives. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function driftTables(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, []);
}

const tables = [
  `ALTER TABLE analysis_run ADD COLUMN subject TEXT`,
  // record: of the candidate; run_id, score, parts (JSON): what it was dismissed against.
  `CREATE TABLE drift_dismissal (
    gang_id UUID NOT NULL, record TEXT NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL, made_at TIMESTAMP NOT NULL,
    run_id UUID NOT NULL, score DOUBLE PRECISION NOT NULL, parts TEXT NOT NULL, PRIMARY KEY (gang_id, record))`,
];
