/** State migration 7: targeting lists (布控) and what was done with each. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function targetingTables(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, [
    `CREATE INDEX targeting_list_newest ON targeting_list (updated_at DESC)`,
  ]);
}

const tables = [
  // origin: JSON, the gang, the run and group, or a selection; lines: JSON list of what is to be inspected.
  `CREATE TABLE targeting_list (
    list_id UUID PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL, origin TEXT NOT NULL, lines TEXT NOT NULL, version BIGINT NOT NULL,
    reason TEXT NOT NULL, drafted_by TEXT NOT NULL, approved_by TEXT, approved_at TIMESTAMP, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL)`,
  // version: of the list after the act; added, removed, changed: lines.
  `CREATE TABLE targeting_event (
    list_id UUID NOT NULL, version BIGINT NOT NULL, made_at TIMESTAMP NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL, reason TEXT NOT NULL,
    added BIGINT NOT NULL, removed BIGINT NOT NULL, changed BIGINT NOT NULL, PRIMARY KEY (list_id, version))`,
];
