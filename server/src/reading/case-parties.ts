/** Who a case is about: the enterprises and people that are its subjects. */
import type { ViewedTruth } from './truth.ts';

/** Member records of the subjects, ascending by label. */
export async function subjectsOfCase(truth: ViewedTruth, caseId: string): Promise<string[]> {
  const rows = await truth.query<{ record: string }>(
    `SELECT e.record FROM relation r JOIN entity e ON e.entity_id = r.source AND e.rev_to IS NULL
     WHERE r.rev_to IS NULL AND r.kind = 'subjectOf' AND r.target = CAST($1 AS UUID) AND e.type IN ('Enterprise', 'Person')
     ORDER BY e.label, e.record`,
    [caseId],
  );
  return rows.map(({ record }) => record);
}
