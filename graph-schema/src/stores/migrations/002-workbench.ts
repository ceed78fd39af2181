/** Migration 2: small state beside the truth: investigations, settings, uploads, import jobs, and how far the view is. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from './for-engine.ts';

export function workbenchTables(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, []);
}

const tables = [
  `CREATE TABLE investigation (
    investigation_id UUID PRIMARY KEY, title TEXT NOT NULL, notes TEXT NOT NULL, version BIGINT NOT NULL, actor TEXT NOT NULL, nodes BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP, state TEXT NOT NULL)`,
  `CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
  `CREATE TABLE upload (
    upload_id UUID PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, bytes BIGINT NOT NULL, sha256 TEXT, actor TEXT NOT NULL, made_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE job (
    job_id UUID PRIMARY KEY, kind TEXT NOT NULL, file_name TEXT NOT NULL, state TEXT NOT NULL, phase TEXT NOT NULL, done BIGINT NOT NULL, total BIGINT,
    input TEXT NOT NULL, summary TEXT, problems TEXT, file_id UUID, actor TEXT NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL)`,
  // A view built from a snapshot remembers which revision that was, so that a half-built one goes on with the same chunks.
  `CREATE TABLE view_state (view TEXT PRIMARY KEY, snapshot_revision BIGINT NOT NULL)`,
];
