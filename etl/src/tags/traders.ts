/** The records behind the targets of rules that read declarations, and what these declared: read when the first rule asks, once for all of them. */
import { list, uuids, type ApplyContext } from '../apply/apply-context.ts';
import type { PlannedRule } from './plan-rules.ts';

/** Records whose declarations are copied; of more, rules read where all stand. */
const few = 1_000;
const fewIds = 50;

export interface Declared {
  /** (trader, month, chapter, hs_code, direction, yuan, mass) of these records, perhaps of others too. */
  readonly declarations: string;
  /** (kind, source_record, target_record, month, n), likewise. */
  readonly months: string;
}

export class Traders {
  readonly #context: ApplyContext;
  readonly #numbers: string;
  #declared: Declared | null = null;

  /** @param rules of which t_tag_target has the targets */
  constructor(context: ApplyContext, rules: readonly PlannedRule[]) {
    this.#context = context;
    this.#numbers = list(rules.map(({ no }) => no));
  }

  /** Makes t_tag_record (entity_id, record_id). */
  async read(): Promise<Declared> {
    return (this.#declared ??= await this.#read());
  }

  async drop(): Promise<void> {
    if (this.#declared === null) return;
    await this.#context.drop('t_tag_record');
    if (this.#declared.months === 't_tag_month')
      await this.#context.drop('t_tag_declared', 't_tag_month');
  }

  async #read(): Promise<Declared> {
    const context = this.#context;
    await context.temp(
      't_tag_record',
      `SELECT r.entity_id, r.record_id FROM record r WHERE r.family IN ('entity', 'reference') AND r.anchor IS NULL
         AND r.entity_id IN (SELECT entity_id FROM t_tag_target WHERE no IN ${this.#numbers})`,
    );
    const rows = await context.tx.query<{ record_id: string }>(
      `SELECT record_id FROM t_tag_record LIMIT ${few + 1}`,
    );
    if (rows.length > few) return { declarations: 'declaration', months: 'pair_month' };
    // PostgreSQL plans by the ids; DuckDB takes longer to read many than to look them up.
    const records =
      context.tx.engine === 'duckdb' && rows.length > fewIds
        ? '(SELECT record_id FROM t_tag_record)'
        : uuids(rows.map((row) => row.record_id));
    await context.temp(
      't_tag_declared',
      `SELECT trader, month, chapter, hs_code, direction, yuan, mass FROM declaration WHERE trader IN ${records}`,
    );
    await context.temp(
      't_tag_month',
      `SELECT kind, source_record, target_record, month, n FROM pair_month WHERE kind IN ('activity', 'filesAt') AND source_record IN ${records}`,
    );
    return { declarations: 't_tag_declared', months: 't_tag_month' };
  }
}

/** Months as whole numbers, of yyyymm. */
export const monthNumber = (context: ApplyContext, month: string): string =>
  `(${context.divide(month, '100')} * 12 + ${month} % 100)`;

/** 'YYYY-MM' of such a number. */
export const monthText = (context: ApplyContext, number: string): string =>
  `concat(${context.divide(`${number} - 1`, '12')}, '-', lpad(CAST((${number} - 1) % 12 + 1 AS VARCHAR), 2, '0'))`;
