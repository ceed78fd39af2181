/** Migration 6: how far the writer has taken in the analysts' inbox, what came of the entries that the inbox has not been told of yet, and which entry made a file or judgement, or took a judgement back. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from './for-engine.ts';

export function inboxTaken(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, indexes);
}

const tables = [
  `CREATE TABLE inbox_taken (last BIGINT NOT NULL)`,
  `INSERT INTO inbox_taken (last) VALUES (0)`,
  `CREATE TABLE inbox_outcome (number BIGINT NOT NULL, state TEXT NOT NULL, code TEXT, revision BIGINT)`,
  `ALTER TABLE file ADD COLUMN inbox_number BIGINT`,
  `ALTER TABLE judgement ADD COLUMN inbox_number BIGINT`,
  `ALTER TABLE judgement ADD COLUMN retracted_number BIGINT`,
];

const indexes = [
  `CREATE INDEX file_inbox ON file (inbox_number) WHERE inbox_number IS NOT NULL`,
  `CREATE INDEX judgement_inbox ON judgement (inbox_number) WHERE inbox_number IS NOT NULL`,
];
