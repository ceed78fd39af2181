/** Finds the files of the dataset 'analyst' that state a tag or a relation by hand. */
import type { SqlReader } from '@phecda/graph-schema';

export async function filesOfTag(sql: SqlReader, entityId: string, tag: string): Promise<string[]> {
  const rows = await sql.query<{ file_id: string; tags: string }>(
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

export async function filesOfRelation(sql: SqlReader, relationId: string): Promise<string[]> {
  const rows = await sql.query<{ file_id: string }>(
    `SELECT DISTINCT f.file_id FROM record r
     JOIN assertion a ON a.record_id = r.record_id JOIN file f ON f.file_no = a.file_no
     WHERE r.entity_id = CAST($1 AS UUID) AND r.dataset = 'analyst' AND r.family = 'relation' AND f.state = 'loaded'`,
    [relationId],
  );
  return rows.map((row) => row.file_id);
}

/** Relation of a kind between two entities as it is now; undirected kinds are found either way round. */
export async function relationBetween(
  sql: SqlReader,
  kind: string,
  source: string,
  target: string,
  directed: boolean,
): Promise<string | null> {
  const [row] = await sql.query<{ relation_id: string }>(
    `SELECT relation_id FROM relation WHERE rev_to IS NULL AND kind = CAST($1 AS TEXT)
       AND ((source = CAST($2 AS UUID) AND target = CAST($3 AS UUID))${
         directed ? '' : ' OR (source = CAST($3 AS UUID) AND target = CAST($2 AS UUID))'
       })`,
    [kind, source, target],
  );
  return row?.relation_id ?? null;
}

/** Type of a current entity. */
export async function entityType(sql: SqlReader, entityId: string): Promise<string> {
  const [row] = await sql.query<{ type: string }>(
    `SELECT type FROM entity WHERE rev_to IS NULL AND entity_id = CAST($1 AS UUID)`,
    [entityId],
  );
  return row?.type ?? '';
}
