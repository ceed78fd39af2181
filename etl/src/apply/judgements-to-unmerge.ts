/** Finds the judgements that take one record out of its entity, and no more than those. */
import type { SqlReader } from '@phecda/graph-schema/ports/sql';
import type { NewJudgement } from '@phecda/graph-schema/truth/types';

export async function judgementsToUnmerge(
  sql: SqlReader,
  record: string,
): Promise<{ add: NewJudgement[]; retract: string[] }> {
  const same = await sql.query<{ judgement_id: string }>(
    `SELECT judgement_id FROM judgement WHERE kind = 'same' AND retracted_revision IS NULL AND (left_record = $1::uuid OR right_record = $1::uuid) ORDER BY judgement_id`,
    [record],
  );
  const shared = await sql.query<{ key: string }>(
    `SELECT k.key FROM record r JOIN record_key k ON k.record_id = r.record_id
     WHERE r.record_id = $1::uuid AND EXISTS (
       SELECT 1 FROM record_key o JOIN record other ON other.record_id = o.record_id WHERE o.key = k.key AND o.record_id <> r.record_id AND other.type = r.type)
     ORDER BY k.key`,
    [record],
  );
  return {
    add: shared.map(({ key }) => ({ kind: 'ignoreKey', left: record, key })),
    retract: same.map((row) => row.judgement_id),
  };
}
