/** Finished runs of analyses with what they answered; the newest of each question are kept. */
import type { StateStore } from '@phecda/graph-schema';
import type { z } from 'zod';

export interface RunSummary {
  readonly id: string;
  readonly question: string;
  /** What it was asked about, such as a gang; null = the graph as such. */
  readonly subject: string | null;
  readonly parameters: unknown;
  /** Revision of the truth that the run saw. */
  readonly revision: number;
  readonly actor: string;
  readonly at: string;
  readonly seconds: number;
}

interface Row {
  readonly run_id: string;
  readonly question: string;
  readonly subject: string | null;
  readonly parameters: string;
  readonly revision: number;
  readonly actor: string;
  readonly made_at: string;
  readonly seconds: number;
}

/** Runs kept per question and subject. */
const MOST_KEPT = 100;

/** Answers kept at hand: a few megabytes each at most. */
const MOST_READ = 4;

const columns = 'run_id, question, subject, parameters, revision, actor, made_at, seconds';

export class RunStore {
  readonly #state: StateStore;
  /** Answers never change: a page asks for one group after the other. */
  readonly #read = new Map<string, unknown>();

  constructor(state: StateStore) {
    this.#state = state;
  }

  /** A second time with the same id changes nothing. */
  async keep(run: RunSummary, result: unknown): Promise<void> {
    await this.#state.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO analysis_run (run_id, question, parameters, revision, actor, made_at, seconds, result, subject)
         VALUES (CAST($1 AS UUID), $2, $3, CAST($4 AS BIGINT), $5, CAST($6 AS TIMESTAMP), CAST($7 AS DOUBLE PRECISION), $8, CAST($9 AS TEXT)) ON CONFLICT DO NOTHING`,
        [
          run.id,
          run.question,
          JSON.stringify(run.parameters),
          run.revision,
          run.actor,
          run.at.replace('T', ' ').replace('Z', ''),
          run.seconds,
          JSON.stringify(result),
          run.subject,
        ],
      );
      await tx.execute(
        `DELETE FROM analysis_run WHERE question = $1 AND COALESCE(subject, '') = $2 AND run_id NOT IN (
           SELECT run_id FROM analysis_run WHERE question = $1 AND COALESCE(subject, '') = $2 ORDER BY made_at DESC, run_id LIMIT ${MOST_KEPT})`,
        [run.question, run.subject ?? ''],
      );
    });
  }

  /** Newest first. */
  async list(question: string | null, limit: number): Promise<RunSummary[]> {
    const rows = await this.#state.query<Row>(
      `SELECT ${columns} FROM analysis_run ${question === null ? '' : 'WHERE question = $1'}
       ORDER BY made_at DESC, run_id LIMIT ${Math.trunc(limit)}`,
      question === null ? [] : [question],
    );
    return rows.map(toSummary);
  }

  /** Runs of a question about one subject, newest first. */
  async about(question: string, subject: string): Promise<RunSummary[]> {
    const rows = await this.#state.query<Row>(
      `SELECT ${columns} FROM analysis_run WHERE question = $1 AND subject = $2 ORDER BY made_at DESC, run_id`,
      [question, subject],
    );
    return rows.map(toSummary);
  }

  async find(id: string): Promise<RunSummary | null> {
    const [row] = await this.#state.query<Row>(
      `SELECT ${columns} FROM analysis_run WHERE run_id = CAST($1 AS UUID)`,
      [id],
    );
    return row ? toSummary(row) : null;
  }

  /** A run of this question and what it answered; null for an unknown one, for one of another question, and for one whose answer has the shape of an earlier version. */
  async answer<Shape extends z.ZodType>(
    id: string,
    question: string,
    shape: Shape,
  ): Promise<{ readonly summary: RunSummary; readonly result: z.output<Shape> } | null> {
    const summary = await this.find(id);
    if (summary?.question !== question) return null;
    const known = this.#read.get(id);
    if (known !== undefined) return { summary, result: known as z.output<Shape> };
    const [row] = await this.#state.query<{ result: string }>(
      `SELECT result FROM analysis_run WHERE run_id = CAST($1 AS UUID)`,
      [id],
    );
    const parsed = row && shape.safeParse(JSON.parse(row.result));
    if (!parsed?.success) return null;
    this.#read.set(id, parsed.data);
    for (const [oldest] of [...this.#read].slice(0, -MOST_READ)) this.#read.delete(oldest);
    return { summary, result: parsed.data };
  }

  async remove(id: string): Promise<boolean> {
    return (
      (await this.#state.execute(`DELETE FROM analysis_run WHERE run_id = CAST($1 AS UUID)`, [
        id,
      ])) > 0
    );
  }
}

function toSummary(row: Row): RunSummary {
  return {
    id: row.run_id,
    question: row.question,
    subject: row.subject,
    parameters: JSON.parse(row.parameters) as unknown,
    revision: row.revision,
    actor: row.actor,
    at: row.made_at,
    seconds: row.seconds,
  };
}
