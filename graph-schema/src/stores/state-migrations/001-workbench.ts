/** State migration 1: investigations, settings, uploads, import jobs, and how far the view is. In PostgreSQL the truth's migration 2 has made these tables. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function workbenchState(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, []);
}

const tables = [
  `CREATE TABLE IF NOT EXISTS investigation (
    investigation_id UUID PRIMARY KEY, title TEXT NOT NULL, notes TEXT NOT NULL, version BIGINT NOT NULL, actor TEXT NOT NULL, nodes BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP, state TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS upload (
    upload_id UUID PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, bytes BIGINT NOT NULL, sha256 TEXT, actor TEXT NOT NULL, made_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS job (
    job_id UUID PRIMARY KEY, kind TEXT NOT NULL, file_name TEXT NOT NULL, state TEXT NOT NULL, phase TEXT NOT NULL, done BIGINT NOT NULL, total BIGINT,
    input TEXT NOT NULL, summary TEXT, problems TEXT, file_id UUID, actor TEXT NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL)`,
  // A view built from a snapshot remembers which revision that was, so that a half-built one goes on with the same chunks.
  `CREATE TABLE IF NOT EXISTS view_state (view TEXT PRIMARY KEY, snapshot_revision BIGINT NOT NULL)`,
];
