/** Finds the files of the dataset 'analyst' that state a tag or a relation by hand. */
import type { ViewedTruth } from './truth.ts';

export async function filesOfTag(
  truth: ViewedTruth,
  entityId: string,
  tag: string,
): Promise<string[]> {
  const rows = await truth.query<{ file_id: string; tags: string }>(
    `SELECT f.file_id, v.tags FROM record r
     JOIN version v ON v.record_id = r.record_id AND v.version = r.version
     JOIN assertion a ON a.record_id = r.record_id JOIN file f ON f.file_no = a.file_no
     WHERE r.entity_id = CAST($1 AS UUID) AND r.dataset = 'analyst' AND r.family = 'entity' AND f.state = 'loaded'`,
    [entityId],
  );
  return [
    ...new Set(rows.filter((row) => row.tags.split('\n').includes(tag)).map((row) => row.file_id)),
  ];
}

/** With the records at its ends. */
export async function filesOfRelation(
  truth: ViewedTruth,
  relationId: string,
): Promise<{ files: string[]; records: string[] }> {
  const rows = await truth.query<{ file_id: string; source_record: string; target_record: string }>(
    `SELECT DISTINCT f.file_id, r.source_record, r.target_record FROM record r
     JOIN assertion a ON a.record_id = r.record_id JOIN file f ON f.file_no = a.file_no
     WHERE r.entity_id = CAST($1 AS UUID) AND r.dataset = 'analyst' AND r.family = 'relation' AND f.state = 'loaded'`,
    [relationId],
  );
  return {
    files: [...new Set(rows.map((row) => row.file_id))],
    records: [...new Set(rows.flatMap((row) => [row.source_record, row.target_record]))],
  };
}

/** Type of a current entity. */
export async function entityType(truth: ViewedTruth, entityId: string): Promise<string> {
  const [row] = await truth.query<{ type: string }>(
    `SELECT type FROM entity WHERE rev_to IS NULL AND entity_id = CAST($1 AS UUID)`,
    [entityId],
  );
  return row?.type ?? '';
}
