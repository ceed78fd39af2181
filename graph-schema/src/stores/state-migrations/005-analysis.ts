/** State migration 5: finished analyses, confirmed gangs with their history, and the verdicts on proposed groups. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function analysisTables(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, [
    `CREATE INDEX analysis_run_newest ON analysis_run (question, made_at DESC)`,
  ]);
}

const tables = [
  // parameters, result: JSON in the shape of the question.
  `CREATE TABLE analysis_run (
    run_id UUID PRIMARY KEY, question TEXT NOT NULL, parameters TEXT NOT NULL, revision BIGINT NOT NULL, actor TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL, seconds DOUBLE PRECISION NOT NULL, result TEXT NOT NULL)`,
  // members: JSON list of record and role; origin: JSON, the run and group, the case, or a selection.
  `CREATE TABLE gang (
    gang_id UUID PRIMARY KEY, name TEXT NOT NULL, monitored BOOLEAN NOT NULL, members TEXT NOT NULL, origin TEXT NOT NULL, version BIGINT NOT NULL,
    actor TEXT NOT NULL, reason TEXT NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE gang_line (
    gang_id UUID NOT NULL, number BIGINT NOT NULL, made_at TIMESTAMP NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL, reason TEXT NOT NULL,
    records TEXT NOT NULL, PRIMARY KEY (gang_id, number))`,
  `CREATE TABLE group_verdict (
    group_key TEXT PRIMARY KEY, verdict TEXT NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL, made_at TIMESTAMP NOT NULL, gang_id UUID)`,
];
