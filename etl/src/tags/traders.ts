/** The records behind the targets of rules that read declarations. */
import { list, type ApplyContext } from '../apply/apply-context.ts';
import type { PlannedRule } from './plan-rules.ts';

/** t_tag_record (entity_id, record_id). */
export async function tradersOf(
  context: ApplyContext,
  rules: readonly PlannedRule[],
): Promise<void> {
  await context.temp(
    't_tag_record',
    `SELECT r.entity_id, r.record_id FROM record r WHERE r.family IN ('entity', 'reference') AND r.anchor IS NULL
       AND r.entity_id IN (SELECT entity_id FROM t_tag_target WHERE no IN ${list(rules.map(({ no }) => no))})`,
  );
}

/** Months as whole numbers, of yyyymm. */
export const monthNumber = (context: ApplyContext, month: string): string =>
  `(${context.divide(month, '100')} * 12 + ${month} % 100)`;

/** 'YYYY-MM' of such a number. */
export const monthText = (context: ApplyContext, number: string): string =>
  `concat(${context.divide(`${number} - 1`, '12')}, '-', lpad(CAST((${number} - 1) % 12 + 1 AS VARCHAR), 2, '0'))`;
