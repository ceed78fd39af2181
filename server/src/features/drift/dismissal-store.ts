/** Candidates of drift that people dismissed, with what spoke for them: labelled negatives. */
import type { StateStore } from '@phecda/graph-schema';

export interface Dismissal {
  readonly gang: string;
  /** Of the candidate. */
  readonly record: string;
  readonly reason: string;
  readonly actor: string;
  readonly at: string;
  readonly run: string;
  readonly score: number;
  readonly parts: unknown;
}

interface Row {
  readonly gang_id: string;
  readonly record: string;
  readonly reason: string;
  readonly actor: string;
  readonly made_at: string;
  readonly run_id: string;
  readonly score: number;
  readonly parts: string;
}

export class DismissalStore {
  readonly #state: StateStore;
  readonly #now: () => string;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#now = () => clock().toISOString().replace('T', ' ').replace('Z', '');
  }

  /** A second one takes the place of the first. */
  async dismiss(given: Omit<Dismissal, 'at'>): Promise<void> {
    await this.#state.transaction(async (tx) => {
      await tx.execute(
        `DELETE FROM drift_dismissal WHERE gang_id = CAST($1 AS UUID) AND record = $2`,
        [given.gang, given.record],
      );
      await tx.execute(
        `INSERT INTO drift_dismissal (gang_id, record, reason, actor, made_at, run_id, score, parts)
         VALUES (CAST($1 AS UUID), $2, $3, $4, CAST($5 AS TIMESTAMP), CAST($6 AS UUID), CAST($7 AS DOUBLE PRECISION), $8)`,
        [
          given.gang,
          given.record,
          given.reason,
          given.actor,
          this.#now(),
          given.run,
          given.score,
          JSON.stringify(given.parts),
        ],
      );
    });
  }

  async of(gang: string): Promise<Dismissal[]> {
    const rows = await this.#state.query<Row>(
      `SELECT gang_id, record, reason, actor, made_at, run_id, score, parts FROM drift_dismissal
       WHERE gang_id = CAST($1 AS UUID) ORDER BY made_at DESC, record`,
      [gang],
    );
    return rows.map(({ gang_id, made_at, run_id, parts, ...row }) => ({
      ...row,
      gang: gang_id,
      at: made_at,
      run: run_id,
      parts: JSON.parse(parts) as unknown,
    }));
  }

  async forget(gang: string, record: string): Promise<boolean> {
    return (
      (await this.#state.execute(
        `DELETE FROM drift_dismissal WHERE gang_id = CAST($1 AS UUID) AND record = $2`,
        [gang, record],
      )) > 0
    );
  }
}
