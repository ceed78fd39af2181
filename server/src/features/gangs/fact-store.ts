/** What people have judged of single facts that hold a proposed group together. */
import type { StateStore } from '@phecda/graph-schema';
import { MOST_LEFT_OUT } from '../../analysis/questions/left-out.ts';

/** The record of a thing or party, or those of both ends of a relation. */
export type Fact = readonly string[];

export interface FactVerdict {
  /** It ties nobody: later analyses leave it out. */
  readonly apart: boolean;
  readonly reason: string;
  readonly actor: string;
  readonly at: string;
}

const keyOf = (fact: Fact): string => [...fact].sort().join(' ');

export class FactStore {
  readonly #state: StateStore;
  readonly #now: () => string;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#now = () => clock().toISOString().replace('T', ' ').replace('Z', '');
  }

  async find(fact: Fact): Promise<FactVerdict | null> {
    const [row] = await this.#state.query<FactVerdict>(
      `SELECT apart, reason, actor, made_at AS at FROM fact_verdict WHERE fact = $1`,
      [keyOf(fact)],
    );
    return row ?? null;
  }

  /** A second verdict takes the place of the first. */
  async judge(fact: Fact, apart: boolean, reason: string, actor: string): Promise<void> {
    await this.#state.transaction(async (tx) => {
      await tx.execute(`DELETE FROM fact_verdict WHERE fact = $1`, [keyOf(fact)]);
      await tx.execute(
        `INSERT INTO fact_verdict (fact, apart, reason, actor, made_at) VALUES ($1, $2, $3, $4, CAST($5 AS TIMESTAMP))`,
        [keyOf(fact), apart, reason, actor, this.#now()],
      );
    });
  }

  async forget(fact: Fact): Promise<boolean> {
    return (
      (await this.#state.execute(`DELETE FROM fact_verdict WHERE fact = $1`, [keyOf(fact)])) > 0
    );
  }

  /** Those that tie nobody, the latest judged first. */
  async leftOut(): Promise<string[][]> {
    const rows = await this.#state.query<{ fact: string }>(
      `SELECT fact FROM fact_verdict WHERE apart ORDER BY made_at DESC, fact LIMIT ${MOST_LEFT_OUT}`,
    );
    return rows.map(({ fact }) => fact.split(' '));
  }
}
