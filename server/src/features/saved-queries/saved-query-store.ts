/** Searches that somebody keeps for everybody, to be asked again with one click. */
import { randomUUID } from 'node:crypto';
import type { StateStore } from '@phecda/graph-schema';
import { fieldOperators } from '@phecda/graph-schema/truth/field-conditions';
import { z } from 'zod';

const text = z.string().trim().min(1).max(1_000);

/** What each kind of query asks. */
export const savedContent = {
  fields: z.strictObject({
    type: z.string().min(1).max(100),
    conditions: z
      .array(
        z.strictObject({
          attribute: z.string().min(1).max(100),
          operator: z.enum(fieldOperators),
          value: text,
        }),
      )
      .min(1)
      .max(8),
  }),
  list: z.strictObject({ items: z.array(text).min(1).max(500) }),
};
export type SavedKind = keyof typeof savedContent;

export interface SavedQuery {
  readonly id: string;
  readonly name: string;
  readonly kind: SavedKind;
  readonly content: unknown;
  readonly actor: string;
  readonly at: string;
}

interface Row extends Omit<SavedQuery, 'content'> {
  readonly content: string;
}

const columns = 'query_id AS id, name, kind, content, actor, made_at AS at';

export class SavedQueryStore {
  readonly #state: StateStore;
  readonly #now: () => string;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#now = () => clock().toISOString().replace('T', ' ').replace('Z', '');
  }

  async list(): Promise<SavedQuery[]> {
    const rows = await this.#state.query<Row>(
      `SELECT ${columns} FROM saved_query ORDER BY name, query_id`,
    );
    return rows.map((row) => ({ ...row, content: JSON.parse(row.content) as unknown }));
  }

  async save(given: Pick<SavedQuery, 'name' | 'kind' | 'content' | 'actor'>): Promise<SavedQuery> {
    const id = randomUUID();
    await this.#state.execute(
      `INSERT INTO saved_query (query_id, name, kind, content, actor, made_at) VALUES (CAST($1 AS UUID), $2, $3, $4, $5, CAST($6 AS TIMESTAMP))`,
      [id, given.name, given.kind, JSON.stringify(given.content), given.actor, this.#now()],
    );
    const kept = (await this.list()).find((one) => one.id === id);
    if (kept === undefined) throw new Error('a query that was just kept is gone');
    return kept;
  }

  async remove(id: string): Promise<boolean> {
    return (
      (await this.#state.execute(`DELETE FROM saved_query WHERE query_id = CAST($1 AS UUID)`, [
        id,
      ])) > 0
    );
  }
}
