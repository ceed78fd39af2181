/** State migration 14: where positions come in, and what of it could not be read. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function positionFeedTables(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, [
    `CREATE INDEX position_quarantine_newest ON position_quarantine (feed_id, number DESC)`,
  ]);
}

const tables = [
  // settings: JSON by kind (senders, user, topic, cipher); key_hash: SHA-256 of the key, which nobody can read again.
  `CREATE TABLE position_feed (
    feed_id UUID PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, datum TEXT NOT NULL, settings TEXT NOT NULL, per_minute BIGINT NOT NULL,
    active BOOLEAN NOT NULL, key_hash TEXT, version BIGINT NOT NULL, changed_by TEXT NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL)`,
  // place: row, line or byte; sample: the beginning of what came. The newest of each feed are kept.
  `CREATE TABLE position_quarantine (
    feed_id UUID NOT NULL, number BIGINT NOT NULL, received_at TIMESTAMP NOT NULL, code TEXT NOT NULL, place TEXT NOT NULL, sample TEXT,
    PRIMARY KEY (feed_id, number))`,
  `CREATE TABLE position_refusal (
    feed_id UUID NOT NULL, code TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, refused BIGINT NOT NULL, last_at TIMESTAMP NOT NULL,
    PRIMARY KEY (feed_id, code))`,
];
