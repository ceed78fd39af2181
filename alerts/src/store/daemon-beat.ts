/** The beat of each daemon: who works, how far it is, and what fails. */
import type { StateReader, StateStore } from '@phecda/graph-schema';
import { sqlTime } from './sql-time.ts';

export interface DaemonBeat {
  readonly name: string;
  readonly at: Date;
  readonly revision: number;
  /** Step that failed last; null: all is well. */
  readonly problem: string | null;
}

export async function beat(
  state: StateStore,
  { name, at, revision, problem }: DaemonBeat,
): Promise<void> {
  await state.execute(
    `INSERT INTO alert_daemon (name, beat_at, revision, problem, figures) VALUES ($1, CAST($2 AS TIMESTAMP), CAST($3 AS BIGINT), $4, '{}')
     ON CONFLICT (name) DO UPDATE SET beat_at = EXCLUDED.beat_at, revision = EXCLUDED.revision, problem = EXCLUDED.problem`,
    [name, sqlTime(at), revision, problem],
  );
}

/** The one that beat last first. */
export async function daemonBeats(state: StateReader): Promise<DaemonBeat[]> {
  const rows = await state.query<{
    name: string;
    beat_at: string;
    revision: number;
    problem: string | null;
  }>(
    `SELECT name, beat_at, revision, problem FROM alert_daemon ORDER BY beat_at DESC, name LIMIT 20`,
  );
  return rows.map(({ name, beat_at, revision, problem }) => ({
    name,
    at: new Date(beat_at),
    revision,
    problem,
  }));
}
