/** Stored references are record ids; the entity that holds one today is found here. */
import type { SqlReader } from '@phecda/graph-schema';
import { notFound } from '../../domain-error.ts';
import { checkId, isId } from '../clamp.ts';

/** Ids as one text parameter, taken apart by the database: no limit on their number, one query plan. */
export const idList = (parameter: string): string =>
  `(SELECT CAST(unnest(string_to_array(${parameter}, ',')) AS UUID))`;

/** Entity that holds the record (or is the entity itself); null when nothing current has that id. */
export async function entityIdOf(sql: SqlReader, id: string): Promise<string | null> {
  const [row] = await sql.query<{ entity_id: string | null }>(
    `SELECT entity_id FROM record WHERE record_id = CAST($1 AS UUID) AND family = 'entity'`,
    [checkId(id)],
  );
  return row?.entity_id ?? null;
}

/** @throws DomainError NOT_FOUND. */
export async function requireEntityId(sql: SqlReader, id: string): Promise<string> {
  const entity = await entityIdOf(sql, id);
  if (entity === null) throw notFound('entity');
  return entity;
}

/** Asked id → entity id, for those that are known. */
export async function entityIdsOf(
  sql: SqlReader,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const asked = ids.filter(isId);
  if (asked.length === 0) return new Map();
  const rows = await sql.query<{ record_id: string; entity_id: string }>(
    `SELECT record_id, entity_id FROM record
     WHERE family = 'entity' AND entity_id IS NOT NULL AND record_id IN ${idList('$1')}`,
    [asked.join(',')],
  );
  const found = new Map(rows.map((row) => [row.record_id, row.entity_id]));
  const answer = new Map<string, string>();
  for (const id of asked) {
    const entity = found.get(id.toLowerCase());
    if (entity !== undefined) answer.set(id, entity);
  }
  return answer;
}
