/** Jobs in the small state. A change of a running job counts only while it is this process's: the try's number fences off whoever lost it. */
import type { SqlValue } from '@phecda/graph-schema/ports/sql';
import type { StateStore } from '@phecda/graph-schema/ports/state-store';
import type { Job, JobProblem, JobState } from './job.ts';

/** A job with what only the queue looks at. */
export interface StoredJob {
  readonly job: Job;
  readonly input: unknown;
  /** Data folder on whose disk the input lies; null: any process can do it. */
  readonly home: string | null;
  /** Process that does it. */
  readonly runner: string | null;
  readonly beat: number;
  readonly attempt: number;
}

export interface JobFilter {
  readonly kinds?: readonly string[];
  readonly states?: readonly JobState[];
  /** Part of the title or of the owner's name. */
  readonly text?: string;
}

interface JobRow {
  readonly job_id: string;
  readonly kind: string;
  readonly title: string;
  readonly input: string;
  readonly owner: string;
  readonly home: string | null;
  readonly runner: string | null;
  readonly beat: number;
  readonly attempt: number;
  readonly state: JobState;
  readonly phase: string;
  readonly unit: string | null;
  readonly done: number;
  readonly total: number | null;
  readonly rate: number | null;
  readonly seconds_left: number | null;
  readonly cancel_requested: boolean;
  readonly past_return: boolean;
  readonly result: string | null;
  readonly problems: string;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
}

const columns = `job_id, kind, title, input, owner, home, runner, beat, attempt, state, phase, unit, done, total, rate, seconds_left,
  cancel_requested, past_return, result, problems, created_at, started_at, ended_at`;
const active = `state IN ('queued', 'running')`;

export class JobTable {
  readonly #state: StateStore;
  /** Whether other processes may run jobs of this table. */
  readonly shared: boolean;

  constructor(state: StateStore) {
    this.#state = state;
    this.shared = state.engine === 'postgres';
  }

  async insert(job: Job, input: unknown, home: string | null): Promise<void> {
    await this.#state.execute(
      `INSERT INTO job (job_id, kind, title, input, owner, home, beat, attempt, state, phase, done, cancel_requested, past_return, problems, created_at, updated_at)
       VALUES (CAST($1 AS UUID), $2, $3, $4, $5, $6, 0, 0, 'queued', 'queued', 0, FALSE, FALSE, '[]', CAST($7 AS TIMESTAMP), CAST($7 AS TIMESTAMP))`,
      [job.id, job.kind, job.title, JSON.stringify(input), job.owner, home, plain(job.createdAt)],
    );
  }

  async find(id: string): Promise<StoredJob | null> {
    const [row] = await this.#state.query<JobRow>(
      `SELECT ${columns} FROM job WHERE job_id = CAST($1 AS UUID)`,
      [id],
    );
    return row === undefined ? null : stored(row);
  }

  /** Newest first. */
  async list(
    filter: JobFilter,
    limit: number,
    offset: number,
  ): Promise<{ jobs: Job[]; total: number }> {
    const parameters: SqlValue[] = [];
    const given = (value: string): string => `$${parameters.push(value)}`;
    const among = (column: string, values: readonly string[]): string =>
      `${column} IN (${values.map((value) => `CAST(${given(value)} AS TEXT)`).join(', ')})`;
    const conditions: string[] = [];
    if (filter.kinds?.length) conditions.push(among('kind', filter.kinds));
    if (filter.states?.length) conditions.push(among('state', filter.states));
    if (filter.text)
      conditions.push(
        `position(lower(CAST(${given(filter.text)} AS TEXT)) IN lower(title || ' ' || owner)) > 0`,
      );
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const [rows, [count]] = await Promise.all([
      this.#state.query<JobRow>(
        `SELECT ${columns} FROM job ${where} ORDER BY created_at DESC, job_id LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
        parameters,
      ),
      this.#state.query<{ total: number }>(
        `SELECT count(*) AS total FROM job ${where}`,
        parameters,
      ),
    ]);
    return { jobs: rows.map((row) => stored(row).job), total: count?.total ?? 0 };
  }

  /** Oldest first. */
  async active(): Promise<StoredJob[]> {
    const rows = await this.#state.query<JobRow>(
      `SELECT ${columns} FROM job WHERE ${active} ORDER BY created_at, job_id`,
    );
    return rows.map(stored);
  }

  /** True when the job is now this runner's: it was waiting, or its runner had stood still at `beat`. */
  async claim({ job, beat, attempt }: StoredJob, runner: string, at: string): Promise<boolean> {
    const changed = await this.#state.execute(
      `UPDATE job SET state = 'running', runner = $2, beat = beat + 1, attempt = attempt + 1, started_at = COALESCE(started_at, CAST($3 AS TIMESTAMP)), updated_at = CAST($3 AS TIMESTAMP)
       WHERE job_id = CAST($1 AS UUID) AND ${active} AND beat = CAST($4 AS BIGINT) AND attempt = CAST($5 AS BIGINT)`,
      [job.id, runner, plain(at), beat, attempt],
    );
    return changed === 1;
  }

  /** Moves the beats of jobs that this process runs and, given its data folder, of what waits for it alone. Not of all that bear its name: a claim whose answer was lost is run by nobody. */
  async beat(runner: string, running: readonly string[], home: string | null): Promise<void> {
    const ids = running.map((_, i) => `CAST($${i + 3} AS UUID)`).join(', ');
    const mine = ids === '' ? 'FALSE' : `job_id IN (${ids})`;
    await this.#state.execute(
      `UPDATE job SET beat = beat + 1 WHERE (state = 'running' AND runner = $1 AND ${mine}) OR (state = 'queued' AND home = CAST($2 AS TEXT))`,
      [runner, home, ...running],
    );
  }

  /** How far it is. False when it is this try's no more. */
  async save(job: Job, attempt: number, at: string): Promise<boolean> {
    const changed = await this.#state.execute(
      `UPDATE job SET beat = beat + 1, phase = $3, unit = $4, done = CAST($5 AS BIGINT), total = CAST($6 AS BIGINT), rate = CAST($7 AS DOUBLE PRECISION),
         seconds_left = CAST($8 AS DOUBLE PRECISION), problems = $9, updated_at = CAST($10 AS TIMESTAMP)
       WHERE job_id = CAST($1 AS UUID) AND attempt = CAST($2 AS BIGINT) AND state = 'running'`,
      [
        job.id,
        attempt,
        job.phase,
        job.unit,
        job.done,
        job.total,
        job.rate,
        job.secondsLeft,
        JSON.stringify(job.problems),
        plain(at),
      ],
    );
    return changed === 1;
  }

  /** False when it was cancelled, or is this try's no more. */
  async passReturn(id: string, attempt: number): Promise<boolean> {
    const changed = await this.#state.execute(
      `UPDATE job SET past_return = TRUE, beat = beat + 1 WHERE job_id = CAST($1 AS UUID) AND attempt = CAST($2 AS BIGINT) AND state = 'running' AND NOT cancel_requested`,
      [id, attempt],
    );
    return changed === 1;
  }

  async finish(job: Job, attempt: number): Promise<boolean> {
    const changed = await this.#state.execute(
      `UPDATE job SET beat = beat + 1, state = $3, phase = $3, done = CAST($4 AS BIGINT), total = CAST($5 AS BIGINT), rate = NULL, seconds_left = NULL,
         result = $6, problems = $7, ended_at = CAST($8 AS TIMESTAMP), updated_at = CAST($8 AS TIMESTAMP)
       WHERE job_id = CAST($1 AS UUID) AND attempt = CAST($2 AS BIGINT) AND ${active}`,
      [
        job.id,
        attempt,
        job.state,
        job.done,
        job.total,
        job.result === null ? null : JSON.stringify(job.result),
        JSON.stringify(job.problems),
        plain(job.endedAt ?? new Date().toISOString()),
      ],
    );
    return changed === 1;
  }

  /** Gives a job back whose try was ended in order. */
  async release(id: string, attempt: number): Promise<void> {
    await this.#state.execute(
      `UPDATE job SET state = 'queued', phase = 'queued', runner = NULL, beat = beat + 1 WHERE job_id = CAST($1 AS UUID) AND attempt = CAST($2 AS BIGINT) AND state = 'running'`,
      [id, attempt],
    );
  }

  /** Before its point of no return: then it never takes effect. False when it is past it or over. */
  async requestCancel(id: string, at: string): Promise<boolean> {
    const requested = await this.#state.execute(
      `UPDATE job SET cancel_requested = TRUE, beat = beat + 1 WHERE job_id = CAST($1 AS UUID) AND ${active} AND NOT past_return`,
      [id],
    );
    if (requested === 0) return false;
    await this.#state.execute(
      `UPDATE job SET state = 'cancelled', phase = 'cancelled', ended_at = CAST($2 AS TIMESTAMP), updated_at = CAST($2 AS TIMESTAMP)
       WHERE job_id = CAST($1 AS UUID) AND state = 'queued'`,
      [id, plain(at)],
    );
    return true;
  }

  /** Forgets jobs of the kind that ended before. */
  async forget(kind: string, before: string): Promise<void> {
    await this.#state.execute(
      `DELETE FROM job WHERE kind = $1 AND NOT ${active} AND ended_at < CAST($2 AS TIMESTAMP)`,
      [kind, plain(before)],
    );
  }
}

function stored(row: JobRow): StoredJob {
  // Both texts were written by this table.
  const problems = JSON.parse(row.problems) as JobProblem[];
  const result: unknown = row.result === null ? null : JSON.parse(row.result);
  return {
    job: {
      id: row.job_id,
      kind: row.kind,
      title: row.title,
      owner: row.owner,
      state: row.state,
      phase: row.phase,
      unit: row.unit,
      done: row.done,
      total: row.total,
      rate: row.rate,
      secondsLeft: row.seconds_left,
      cancelRequested: row.cancel_requested,
      pastReturn: row.past_return,
      result,
      problems,
      createdAt: row.created_at,
      startedAt: row.started_at,
      endedAt: row.ended_at,
    },
    input: JSON.parse(row.input) as unknown,
    home: row.home,
    runner: row.runner,
    beat: row.beat,
    attempt: row.attempt,
  };
}

/** Both engines keep time stamps without a zone, in UTC. */
function plain(iso: string): string {
  return iso.replace('T', ' ').replace('Z', '');
}
