/** How long positions are kept, and what of it has been done: versions of the policy in the small state. */
import { sqlTime } from '@phecda/alerts/store/sql-time';
import type { StateStore } from '@phecda/graph-schema/ports/state-store';

export interface RetentionPolicy {
  /** Days that every fix is kept; null: always. */
  readonly wholeDays: number | null;
  /** After that one fix of a mover in so many minutes, and the ends of stops, silences and visits to zones. */
  readonly thinMinutes: number;
  /** Days after which nothing is kept; null: never. */
  readonly keepDays: number | null;
}

export interface RetentionVersion extends RetentionPolicy {
  readonly version: number;
  readonly author: string;
  readonly reason: string;
  readonly at: string;
}

/** Milliseconds UTC; null: not yet. */
export interface RetentionDone {
  readonly thinnedBefore: number | null;
  readonly thinMinutes: number | null;
  readonly removedBefore: number | null;
  readonly doneAt: string | null;
}

export const keepAll: RetentionPolicy = { wholeDays: null, thinMinutes: 10, keepDays: null };

type Step = 'thin' | 'remove';
const dayMs = 86_400_000;

export class RetentionStore {
  readonly #state: StateStore;
  readonly #clock: () => Date;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#clock = clock;
  }

  /** Newest first; the first is in force. */
  versions(): Promise<RetentionVersion[]> {
    return this.#state.query<RetentionVersion>(
      `SELECT version, whole_days AS "wholeDays", thin_minutes AS "thinMinutes", keep_days AS "keepDays", author, reason, made_at AS "at" FROM position_policy ORDER BY version DESC`,
    );
  }

  async current(): Promise<RetentionPolicy> {
    return (await this.versions())[0] ?? keepAll;
  }

  /** @returns false when somebody changed it after `version` */
  change(
    version: number,
    { wholeDays, thinMinutes, keepDays }: RetentionPolicy,
    author: string,
    reason: string,
  ): Promise<boolean> {
    return this.#state.transaction(async (tx) => {
      const [last] = await tx.query<{ n: number | null }>(
        `SELECT max(version) AS n FROM position_policy`,
      );
      if ((last?.n ?? 0) !== version) return false;
      await tx.execute(
        `INSERT INTO position_policy (version, whole_days, thin_minutes, keep_days, author, reason, made_at)
         VALUES (CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS BIGINT), $5, $6, CAST($7 AS TIMESTAMP))`,
        [version + 1, wholeDays, thinMinutes, keepDays, author, reason, sqlTime(this.#clock())],
      );
      return true;
    });
  }

  async done(): Promise<RetentionDone> {
    const rows = await this.#state.query<{
      name: Step;
      before: number;
      minutes: number;
      at: string;
    }>(`SELECT name, before, minutes, done_at AS at FROM position_thinned ORDER BY done_at DESC`);
    const of = (step: Step) => rows.find(({ name }) => name === step);
    return {
      thinnedBefore: of('thin')?.before ?? null,
      thinMinutes: of('thin')?.minutes ?? null,
      removedBefore: of('remove')?.before ?? null,
      doneAt: rows[0]?.at ?? null,
    };
  }

  /** Milliseconds UTC before which fixes are thinned, or would be by now; null: none are. */
  async thinnedBefore(): Promise<number | null> {
    const { thinBefore } = cutoffs(await this.current(), this.#clock().getTime());
    const { thinnedBefore } = await this.done();
    if (thinBefore === null || thinnedBefore === null) return thinBefore ?? thinnedBefore;
    return Math.max(thinBefore, thinnedBefore);
  }

  async note(step: Step, before: number, minutes: number, removed: number): Promise<void> {
    await this.#state.execute(
      `INSERT INTO position_thinned (name, before, minutes, removed, done_at) VALUES ($1, CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS BIGINT), CAST($5 AS TIMESTAMP))
       ON CONFLICT (name) DO UPDATE SET before = GREATEST(position_thinned.before, excluded.before), minutes = excluded.minutes, removed = position_thinned.removed + excluded.removed, done_at = excluded.done_at`,
      [step, before, minutes, removed, sqlTime(this.#clock())],
    );
  }
}

/** Moments, milliseconds UTC, on whole days of UTC; null: none. */
export function cutoffs(
  { wholeDays, keepDays }: RetentionPolicy,
  now: number,
): { thinBefore: number | null; removeBefore: number | null } {
  const before = (days: number): number => Math.floor(now / dayMs) * dayMs - days * dayMs;
  return {
    thinBefore: wholeDays === null ? null : before(wholeDays),
    removeBefore: keepDays === null ? null : before(keepDays),
  };
}
