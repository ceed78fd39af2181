/** State migration 13: what delivery keeps beside the outbox: doubts, pauses of a channel, links by which an alert is acknowledged, escalations, canaries. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function alertDelivery(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, [
    `CREATE INDEX delivery_recipient ON delivery (contact_id, channel, created_at)`,
    `CREATE INDEX alert_open_since ON alert (created_at) WHERE status = 'new'`,
  ]);
}

const tables = [
  // How often its fate was not known. NULL: never.
  `ALTER TABLE delivery ADD COLUMN doubts BIGINT`,
  // What the provider said of it after it was taken.
  `ALTER TABLE delivery ADD COLUMN receipt TEXT`,
  `ALTER TABLE contact ADD COLUMN webhook TEXT`,
  // When the superiors of its recipients were told.
  `ALTER TABLE alert ADD COLUMN escalated_at TIMESTAMP`,
  // A provider that takes nothing now: one message tries again after until_at, the others wait behind it.
  `CREATE TABLE channel_pause (channel TEXT PRIMARY KEY, since TIMESTAMP NOT NULL, until_at TIMESTAMP NOT NULL, failures BIGINT NOT NULL, problem TEXT NOT NULL)`,
  // Of a message; the token itself is in the message alone. alerts: JSON list.
  `CREATE TABLE alert_link (
    token_hash TEXT PRIMARY KEY, delivery_id UUID NOT NULL, contact_name TEXT NOT NULL, alerts TEXT NOT NULL, expires_at TIMESTAMP NOT NULL, used_at TIMESTAMP)`,
  // problem: step that did not come about in time.
  `CREATE TABLE alert_canary (day TEXT PRIMARY KEY, daemon TEXT NOT NULL, started_at TIMESTAMP NOT NULL, finished_at TIMESTAMP, millis BIGINT, problem TEXT)`,
];
