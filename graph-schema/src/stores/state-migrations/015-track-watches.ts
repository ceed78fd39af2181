/** State migration 15: by which end a corridor was entered and left, who was silent for longer than usual, what terminals are bound to, and how long positions are kept. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function trackWatchTables(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, [
    `CREATE INDEX mover_silence_number ON mover_silence (number)`,
  ]);
}

const tables = [
  // Of an exit from a corridor: 'start', 'end' or 'side', NULL = not known; certain: it cannot have gone by the end that it should have.
  `ALTER TABLE zone_event ADD COLUMN came_by TEXT`,
  `ALTER TABLE zone_event ADD COLUMN left_by TEXT`,
  `ALTER TABLE zone_event ADD COLUMN certain BOOLEAN`,
  // number, standing: as of zone_event. minutes, times: of the watches that ask for it. since: the last fix; due: when it had been silent for too long;
  // habit_ms, limit_ms: its own usual and the least silence that counts, both in time on duty.
  `CREATE TABLE mover_silence (
    number BIGINT NOT NULL, mover TEXT NOT NULL, mover_name TEXT NOT NULL, minutes BIGINT NOT NULL, times BIGINT NOT NULL, since BIGINT NOT NULL,
    due BIGINT NOT NULL, habit_ms BIGINT NOT NULL, limit_ms BIGINT NOT NULL, standing BOOLEAN NOT NULL, found_at TIMESTAMP NOT NULL,
    PRIMARY KEY (mover, since, minutes, times))`,
  // Each row is one saying of somebody; ended_at: by another saying, nothing is ever changed besides. valid_*: milliseconds UTC, NULL = open.
  `CREATE TABLE device_binding (
    binding_id UUID PRIMARY KEY, scheme TEXT NOT NULL, value TEXT NOT NULL, record_id UUID NOT NULL, valid_from BIGINT, valid_to BIGINT,
    author TEXT NOT NULL, reason TEXT NOT NULL, made_at TIMESTAMP NOT NULL, ended_by TEXT, ended_reason TEXT, ended_at TIMESTAMP)`,
  // The newest row is in force; days and minutes NULL = never. *_before: what the job has done, milliseconds UTC.
  `CREATE TABLE position_policy (
    version BIGINT PRIMARY KEY, whole_days BIGINT, thin_minutes BIGINT NOT NULL, keep_days BIGINT, author TEXT NOT NULL, reason TEXT NOT NULL, made_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE position_thinned (name TEXT PRIMARY KEY, before BIGINT NOT NULL, minutes BIGINT NOT NULL, removed BIGINT NOT NULL, done_at TIMESTAMP NOT NULL)`,
];
