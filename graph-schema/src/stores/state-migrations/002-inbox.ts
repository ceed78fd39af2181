/** State migration 2: the analysts' inbox. Numbers are given under the counter's lock, so that no smaller one becomes visible after a greater one. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function inboxState(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, indexes);
}

const tables = [
  `CREATE TABLE inbox_counter (last BIGINT NOT NULL)`,
  `INSERT INTO inbox_counter (last) VALUES (0)`,
  // dedupe_key: chosen by the sender, so that sending twice enters once. said: JSON.
  `CREATE TABLE inbox (
    number BIGINT PRIMARY KEY, author TEXT NOT NULL, dedupe_key TEXT NOT NULL, said TEXT NOT NULL, made_at TIMESTAMP NOT NULL,
    state TEXT NOT NULL, code TEXT, revision BIGINT, settled_at TIMESTAMP, UNIQUE (author, dedupe_key))`,
];

const indexes = [`CREATE INDEX inbox_pending ON inbox (number) WHERE state = 'pending'`];
