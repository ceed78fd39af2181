/** State migration 10: watches with their history, the address book, alerts, the outbox of what is sent about them, silences, and the beat of the daemon. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function alertTables(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, [
    `CREATE INDEX alert_newest ON alert (number DESC)`,
    `CREATE INDEX alert_subject ON alert (watch_id, subject)`,
    `CREATE INDEX delivery_due ON delivery (next_at) WHERE state IN ('pending', 'retry', 'sending')`,
  ]);
}

const tables = [
  // content: JSON, what the watch says; version counts up with every change of it.
  `CREATE TABLE watch (
    watch_id UUID PRIMARY KEY, version BIGINT NOT NULL, name TEXT NOT NULL, active BOOLEAN NOT NULL, content TEXT NOT NULL,
    owner TEXT NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE watch_version (
    watch_id UUID NOT NULL, version BIGINT NOT NULL, made_at TIMESTAMP NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL,
    name TEXT NOT NULL, active BOOLEAN NOT NULL, content TEXT NOT NULL, PRIMARY KEY (watch_id, version))`,
  // quiet: JSON, hours in which only level 5 is sent; NULL = none.
  `CREATE TABLE contact (
    contact_id UUID PRIMARY KEY, name TEXT NOT NULL, language TEXT NOT NULL, email TEXT, phone TEXT, quiet TEXT, superior UUID,
    updated_by TEXT NOT NULL, updated_at TIMESTAMP NOT NULL)`,
  // key: of watch version, target and path. subject: what alerts of one watch have in common when one stands under another (parent).
  // path: JSON list of records; facts: JSON list of declarations; detail: JSON, what its words are made from. held: why nothing is sent.
  `CREATE TABLE alert (
    alert_id UUID PRIMARY KEY, number BIGINT NOT NULL, key TEXT NOT NULL UNIQUE, subject TEXT NOT NULL, watch_id UUID NOT NULL, watch_version BIGINT NOT NULL,
    condition TEXT NOT NULL, level BIGINT NOT NULL, target TEXT NOT NULL, path TEXT NOT NULL, facts TEXT NOT NULL, detail TEXT NOT NULL,
    revision BIGINT NOT NULL, fact_day TEXT, parent UUID, held TEXT, status TEXT NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
    acknowledged_by TEXT, acknowledged_at TIMESTAMP)`,
  `CREATE TABLE alert_event (
    alert_id UUID NOT NULL, number BIGINT NOT NULL, made_at TIMESTAMP NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (alert_id, number))`,
  // A message to one contact by one channel. alerts: JSON list; message: JSON, as it was first sent; lease: of the sender that has it now.
  `CREATE TABLE delivery (
    delivery_id UUID PRIMARY KEY, group_key TEXT NOT NULL, contact_id UUID NOT NULL, contact_name TEXT NOT NULL, channel TEXT NOT NULL, address TEXT NOT NULL,
    language TEXT NOT NULL, level BIGINT NOT NULL, alerts TEXT NOT NULL, message TEXT, state TEXT NOT NULL, attempts BIGINT NOT NULL,
    next_at TIMESTAMP NOT NULL, lease TEXT, lease_until TIMESTAMP, peer_id TEXT, problem TEXT, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL)`,
  // matcher: JSON, watch, target or condition.
  `CREATE TABLE silence (
    silence_id UUID PRIMARY KEY, matcher TEXT NOT NULL, until_at TIMESTAMP NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL, made_at TIMESTAMP NOT NULL, ended_by TEXT)`,
  // figures: JSON.
  `CREATE TABLE alert_daemon (name TEXT PRIMARY KEY, beat_at TIMESTAMP NOT NULL, revision BIGINT NOT NULL, problem TEXT, figures TEXT NOT NULL)`,
];
