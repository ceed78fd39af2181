/** Silences: what nobody is to hear of until when, by whom and why. */
import { randomUUID } from 'node:crypto';
import type { StateReader, StateStore } from '@phecda/graph-schema';
import { z } from 'zod';
import { sqlTime } from './sql-time.ts';

export const silenceMatcher = z.strictObject({
  watch: z.guid().nullable(),
  /** Record: of the target, or of anything on the path. */
  target: z.guid().nullable(),
  condition: z.string().nullable(),
});
export type SilenceMatcher = z.output<typeof silenceMatcher>;

export interface Silence {
  readonly id: string;
  readonly matcher: SilenceMatcher;
  readonly until: string;
  readonly reason: string;
  readonly actor: string;
  readonly madeAt: string;
  readonly endedBy: string | null;
}

interface Row {
  readonly silence_id: string;
  readonly matcher: string;
  readonly until_at: string;
  readonly reason: string;
  readonly actor: string;
  readonly made_at: string;
  readonly ended_by: string | null;
}

/** Newest first. */
export async function readSilences(state: StateReader): Promise<Silence[]> {
  const rows = await state.query<Row>(
    `SELECT * FROM silence ORDER BY made_at DESC, silence_id LIMIT 1000`,
  );
  return rows.map((row) => ({
    id: row.silence_id,
    matcher: silenceMatcher.parse(JSON.parse(row.matcher)),
    until: row.until_at,
    reason: row.reason,
    actor: row.actor,
    madeAt: row.made_at,
    endedBy: row.ended_by,
  }));
}

export class SilenceStore {
  readonly #state: StateStore;
  readonly #now: () => string;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#now = () => sqlTime(clock());
  }

  list(): Promise<Silence[]> {
    return readSilences(this.#state);
  }

  async add(matcher: SilenceMatcher, until: Date, reason: string, actor: string): Promise<string> {
    const id = randomUUID();
    await this.#state.execute(
      `INSERT INTO silence (silence_id, matcher, until_at, reason, actor, made_at)
       VALUES (CAST($1 AS UUID), $2, CAST($3 AS TIMESTAMP), $4, $5, CAST($6 AS TIMESTAMP))`,
      [id, JSON.stringify(matcher), sqlTime(until), reason, actor, this.#now()],
    );
    return id;
  }

  async end(id: string, actor: string): Promise<boolean> {
    return (
      (await this.#state.execute(
        `UPDATE silence SET ended_by = $2 WHERE silence_id = CAST($1 AS UUID) AND ended_by IS NULL`,
        [id, actor],
      )) === 1
    );
  }
}
