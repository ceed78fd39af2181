/** State migration 4: one table for every kind of long work. What the import queue kept is carried over. */
import type { SqlDialect } from '../../ports/sql.ts';
import type { StateTransaction } from '../../ports/state-store.ts';
import { forEngine } from '../migrations/for-engine.ts';

export function jobTable(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, [
    `CREATE INDEX job_active ON job (created_at, job_id) WHERE state IN ('queued', 'running')`,
    `CREATE INDEX job_newest ON job (created_at DESC, job_id)`,
  ]);
}

const tables = [
  `CREATE TABLE job_before (
    job_id UUID, kind TEXT, file_name TEXT, state TEXT, phase TEXT, done BIGINT, total BIGINT,
    input TEXT, summary TEXT, problems TEXT, file_id UUID, actor TEXT, created_at TIMESTAMP, updated_at TIMESTAMP)`,
  `INSERT INTO job_before SELECT job_id, kind, file_name, state, phase, done, total, input, summary, problems, file_id, actor, created_at, updated_at FROM job`,
  `DROP TABLE job`,
  // input, result, problems: JSON. home: the data folder on whose disk the input lies. runner: the process that does it; beat: moved by it, so that one that stands still is seen without clocks.
  `CREATE TABLE job (
    job_id UUID PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, input TEXT NOT NULL, owner TEXT NOT NULL, home TEXT, runner TEXT,
    beat BIGINT NOT NULL, attempt BIGINT NOT NULL, state TEXT NOT NULL, phase TEXT NOT NULL, unit TEXT, done BIGINT NOT NULL, total BIGINT,
    rate DOUBLE PRECISION, seconds_left DOUBLE PRECISION, cancel_requested BOOLEAN NOT NULL, past_return BOOLEAN NOT NULL,
    result TEXT, problems TEXT NOT NULL, created_at TIMESTAMP NOT NULL, started_at TIMESTAMP, ended_at TIMESTAMP, updated_at TIMESTAMP NOT NULL)`,
];

interface JobBefore {
  readonly job_id: string;
  readonly kind: string;
  readonly file_name: string;
  readonly state: string;
  readonly done: number;
  readonly total: number | null;
  readonly input: string;
  readonly summary: string | null;
  readonly problems: string | null;
  readonly file_id: string | null;
  readonly actor: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export async function carryJobsOver(tx: StateTransaction): Promise<void> {
  for (const row of await tx.query<JobBefore>(`SELECT * FROM job_before`)) {
    const over = ['done', 'failed', 'cancelled'].includes(row.state);
    const result = JSON.stringify({
      summary: row.summary === null ? null : (JSON.parse(row.summary) as unknown),
      fileId: row.file_id,
    });
    const [created, updated] = [row.created_at, row.updated_at].map((at) =>
      at.replace('T', ' ').replace('Z', ''),
    );
    await tx.execute(
      `INSERT INTO job (job_id, kind, title, input, owner, beat, attempt, state, phase, done, total, cancel_requested, past_return, result, problems, created_at, started_at, ended_at, updated_at)
       VALUES (CAST($1 AS UUID), $2, $3, $4, $5, 0, 0, $6, $6, CAST($7 AS BIGINT), CAST($8 AS BIGINT), FALSE, $9, $10, $11, CAST($12 AS TIMESTAMP), CAST($12 AS TIMESTAMP), CAST($13 AS TIMESTAMP), CAST($14 AS TIMESTAMP))`,
      [
        row.job_id,
        row.kind,
        row.file_name,
        row.input,
        row.actor,
        over ? row.state : 'queued',
        over ? row.done : 0,
        over ? row.total : null,
        row.state === 'done',
        row.state === 'done' ? result : null,
        row.problems ?? '[]',
        created ?? '',
        over ? (updated ?? '') : null,
        updated ?? '',
      ],
    );
  }
  await tx.execute(`DROP TABLE job_before`);
}
