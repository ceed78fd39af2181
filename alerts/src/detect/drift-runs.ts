/** The second way in: finished runs of drift tracking, which follow a revision by a while. Each is looked at once. */
import type { StateReader, StateTransaction } from '@phecda/graph-schema';
import { z } from 'zod';

const driftAnswer = z.object({
  candidates: z.array(
    z.object({ record: z.string(), type: z.string(), score: z.number(), member: z.boolean() }),
  ),
});

export interface DriftRun extends z.output<typeof driftAnswer> {
  readonly id: string;
  readonly gang: string;
  readonly revision: number;
}

interface Row {
  readonly run_id: string;
  readonly subject: string;
  readonly revision: number;
  readonly result: string;
}

export interface UnseenRun {
  readonly run: DriftRun;
  /** The run of the same gang before it; null: it is the first. */
  readonly before: DriftRun | null;
}

/** Oldest first. */
export async function unseenRuns(state: StateReader): Promise<UnseenRun[]> {
  const rows = await state.query<Row>(
    `SELECT r.run_id, r.subject, r.revision, r.result FROM analysis_run r
     WHERE r.question = 'drift' AND r.subject IS NOT NULL AND NOT EXISTS (SELECT 1 FROM alert_run a WHERE a.run_id = r.run_id)
     ORDER BY r.made_at, r.run_id LIMIT 20`,
  );
  const answer: UnseenRun[] = [];
  for (const row of rows) {
    const [before] = await state.query<Row>(
      `SELECT b.run_id, b.subject, b.revision, b.result FROM analysis_run b, analysis_run r
       WHERE r.run_id = CAST($1 AS UUID) AND b.question = 'drift' AND b.subject = r.subject AND b.run_id <> r.run_id AND b.made_at <= r.made_at
       ORDER BY b.made_at DESC, b.run_id LIMIT 1`,
      [row.run_id],
    );
    answer.push({ run: toRun(row), before: before ? toRun(before) : null });
  }
  return answer;
}

/** Of a run and those before it of its gang, the last that was there when a watch was made; null: none was. */
export async function runAsOf(
  state: StateReader,
  { id, gang }: DriftRun,
  at: string,
): Promise<DriftRun | null> {
  const [row] = await state.query<Row>(
    `SELECT b.run_id, b.subject, b.revision, b.result FROM analysis_run b, analysis_run r
     WHERE r.run_id = CAST($1 AS UUID) AND b.question = 'drift' AND b.subject = $2 AND b.made_at <= r.made_at AND b.made_at <= CAST($3 AS TIMESTAMP)
     ORDER BY b.made_at DESC, b.run_id LIMIT 1`,
    [id, gang, at],
  );
  return row ? toRun(row) : null;
}

/** @returns false when another daemon has taken it. */
export async function takeRun(tx: StateTransaction, { id }: DriftRun): Promise<boolean> {
  return (
    (await tx.execute(
      `INSERT INTO alert_run (run_id) VALUES (CAST($1 AS UUID)) ON CONFLICT DO NOTHING`,
      [id],
    )) === 1
  );
}

/** A run in the shape of an earlier version names nobody. */
function toRun({ run_id: id, subject: gang, revision, result }: Row): DriftRun {
  return {
    id,
    gang,
    revision,
    ...(driftAnswer.safeParse(JSON.parse(result)).data ?? { candidates: [] }),
  };
}
