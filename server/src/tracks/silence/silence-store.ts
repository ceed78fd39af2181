/** Silences that were found, in the small state, where the alerts read them; what a late fix fills stands no more. */
import type { StateStore } from '@phecda/graph-schema/ports/state-store';
import { lockNumbers } from '@phecda/alerts/store/alert-number-lock';
import { sqlTime } from '@phecda/alerts/store/sql-time';

export interface SilenceFacts {
  /** Record. */
  readonly mover: string;
  readonly moverName: string;
  /** Settings of the watches that ask for it. */
  readonly minutes: number;
  readonly times: number;
  /** Milliseconds UTC: the last fix, and when it had been silent for too long. */
  readonly since: number;
  readonly due: number;
  /** Milliseconds on duty. */
  readonly habitMs: number;
  readonly limitMs: number;
}

const columns = `mover, mover_name AS "moverName", minutes, times, since, due, habit_ms AS "habitMs", limit_ms AS "limitMs"`;
const isIt = `mover = $1 AND since = CAST($2 AS BIGINT) AND minutes = CAST($3 AS BIGINT) AND times = CAST($4 AS BIGINT)`;

export class SilenceStore {
  readonly #state: StateStore;
  readonly #clock: () => Date;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#clock = clock;
  }

  /** Newest first. */
  standing(since: number, limit: number): Promise<SilenceFacts[]> {
    return this.#state.query<SilenceFacts>(
      `SELECT ${columns} FROM mover_silence WHERE standing AND since >= CAST($1 AS BIGINT) ORDER BY since DESC LIMIT ${Math.trunc(limit)}`,
      [since],
    );
  }

  /** What is known already stays as it was found. */
  async change(found: readonly SilenceFacts[], gone: readonly SilenceFacts[]): Promise<void> {
    if (found.length === 0 && gone.length === 0) return;
    await this.#state.transaction(async (tx) => {
      await lockNumbers(tx, this.#state.engine);
      const [last] = await tx.query<{ n: number | null }>(
        `SELECT max(number) AS n FROM mover_silence`,
      );
      let number = last?.n ?? 0;
      for (const { mover, since, minutes, times } of gone)
        await tx.execute(
          `UPDATE mover_silence SET standing = false, number = CAST($5 AS BIGINT) WHERE ${isIt} AND standing`,
          [mover, since, minutes, times, ++number],
        );
      for (const one of found) {
        const { mover, since, minutes, times } = one;
        const [known] = await tx.query<{ standing: boolean }>(
          `SELECT standing FROM mover_silence WHERE ${isIt}`,
          [mover, since, minutes, times],
        );
        if (known?.standing === true) continue;
        await tx.execute(`DELETE FROM mover_silence WHERE ${isIt}`, [mover, since, minutes, times]);
        await tx.execute(
          `INSERT INTO mover_silence (number, mover, mover_name, minutes, times, since, due, habit_ms, limit_ms, standing, found_at)
           VALUES (CAST($1 AS BIGINT), $2, $3, CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT), CAST($8 AS BIGINT), CAST($9 AS BIGINT), true, CAST($10 AS TIMESTAMP))`,
          [
            ++number,
            mover,
            one.moverName,
            minutes,
            times,
            since,
            Math.round(one.due),
            Math.round(one.habitMs),
            Math.round(one.limitMs),
            sqlTime(this.#clock()),
          ],
        );
      }
    });
  }
}
