/** Import jobs: small state beside the truth. */
import type { Sql } from '@phecda/graph-schema/ports/sql';
import type { StateStore } from '@phecda/graph-schema/ports/state-store';
import type {
  ImportJob,
  ImportProblem,
  ImportSummary,
  JobKind,
  JobRequest,
  JobState,
} from './import-job.ts';

interface JobRow {
  readonly job_id: string;
  readonly kind: JobKind;
  readonly file_name: string;
  readonly state: JobState;
  readonly phase: string;
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

/** A job whose process has not spoken for this long has lost it. With DuckDB there is only this process, so none is waited for. */
const LOST_AFTER = 30_000;
const columns = `job_id, kind, file_name, state, phase, done, total, input, summary, problems, file_id, actor, created_at, updated_at`;

export class JobTable {
  readonly #sql: Sql;
  readonly #state: StateStore;
  /** Whether other processes may run jobs of this table. */
  readonly shared: boolean;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#state = sql.state;
    this.shared = sql.engine === 'postgres';
  }

  async insert(job: ImportJob, request: JobRequest): Promise<void> {
    await this.#state.execute(
      `INSERT INTO job (job_id, kind, file_name, state, phase, done, total, input, summary, problems, file_id, actor, created_at, updated_at)
       VALUES ($1::uuid, $2, $3, $4, $5, $6::bigint, $7::bigint, $8, $9, $10, $11::uuid, $12, $13::timestamp, $14::timestamp)`,
      [
        job.id,
        job.kind,
        job.fileName,
        job.state,
        job.phase,
        job.done,
        job.total,
        JSON.stringify(request.input),
        null,
        JSON.stringify(job.problems),
        job.fileId,
        job.actor,
        plain(job.createdAt),
        plain(job.updatedAt),
      ],
    );
  }

  async save(job: ImportJob): Promise<void> {
    await this.#state.execute(
      `UPDATE job SET state = $2, phase = $3, done = $4::bigint, total = $5::bigint, summary = $6, problems = $7, file_id = $8::uuid, updated_at = $9::timestamp WHERE job_id = $1::uuid`,
      [
        job.id,
        job.state,
        job.phase,
        job.done,
        job.total,
        job.summary === null ? null : JSON.stringify(job.summary),
        JSON.stringify(job.problems),
        job.fileId,
        plain(job.updatedAt),
      ],
    );
  }

  async touch(jobId: string, now: number): Promise<void> {
    await this.#state.execute(`UPDATE job SET updated_at = $2::timestamp WHERE job_id = $1::uuid`, [
      jobId,
      plain(new Date(now).toISOString()),
    ]);
  }

  async find(jobId: string): Promise<ImportJob | null> {
    const [row] = await this.#state.query<JobRow>(
      `SELECT ${columns} FROM job WHERE job_id = $1::uuid`,
      [jobId],
    );
    return row === undefined ? null : jobOf(row);
  }

  async newest(limit: number): Promise<ImportJob[]> {
    const rows = await this.#state.query<JobRow>(
      `SELECT ${columns} FROM job ORDER BY created_at DESC, job_id LIMIT ${Math.max(1, Math.min(1_000, Math.trunc(limit)))}`,
    );
    return rows.map(jobOf);
  }

  /** Unfinished jobs without a living owner, oldest first, claimed for this process. */
  async interrupted(now: number): Promise<{ job: ImportJob; request: JobRequest }[]> {
    const before = new Date(this.shared ? now - LOST_AFTER : now + LOST_AFTER).toISOString();
    const rows = await this.#state.query<JobRow>(
      `SELECT ${columns} FROM job WHERE state IN ('queued', 'preparing', 'applying', 'viewing') AND updated_at < $1::timestamp ORDER BY created_at, job_id`,
      [plain(before)],
    );
    const claimed: { job: ImportJob; request: JobRequest }[] = [];
    for (const row of rows) {
      const taken = await this.#state.execute(
        `UPDATE job SET updated_at = $2::timestamp WHERE job_id = $1::uuid AND updated_at = $3::timestamp`,
        [row.job_id, plain(new Date(now).toISOString()), plain(row.updated_at)],
      );
      // The text was written by `insert` above, from a typed request.
      if (taken === 1)
        claimed.push({
          job: jobOf(row),
          request: { kind: row.kind, input: JSON.parse(row.input) as never },
        });
    }
    return claimed;
  }

  async fileName(fileId: string): Promise<string | null> {
    const [row] = await this.#sql.query<{ name: string }>(
      `SELECT name FROM file WHERE file_id = $1::uuid`,
      [fileId],
    );
    return row?.name ?? null;
  }
}

function jobOf(row: JobRow): ImportJob {
  return {
    id: row.job_id,
    kind: row.kind,
    fileName: row.file_name,
    state: row.state,
    phase: row.phase,
    done: row.done,
    total: row.total,
    rowsPerSecond: null,
    secondsLeft: null,
    summary: row.summary === null ? null : (JSON.parse(row.summary) as ImportSummary),
    problems: row.problems === null ? [] : (JSON.parse(row.problems) as ImportProblem[]),
    fileId: row.file_id,
    actor: row.actor,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Both engines keep time stamps without a zone, in UTC. */
function plain(iso: string): string {
  return iso.replace('T', ' ').replace('Z', '');
}
