/** Whatever id a reference holds (of a record, of an entity as it is or was, from before ids were keyed), the entity of today is found here. */
import { keyedId } from '@phecda/graph-schema/truth/record-id';
import { notFound } from '../domain-error.ts';
import { checkId, isId } from '../graphql/clamp.ts';
import type { ViewedTruth } from './truth.ts';

/** Ids as one text parameter, taken apart by the database: no limit on their number, one query plan. */
export const idList = (parameter: string): string =>
  `(SELECT CAST(unnest(string_to_array(${parameter}, ',')) AS UUID))`;

/** Entity that the id leads to; null when nothing current is left of it. */
export async function entityIdOf(truth: ViewedTruth, id: string): Promise<string | null> {
  const checked = checkId(id);
  return (await entityIdsOf(truth, [checked])).get(checked) ?? null;
}

/** @throws DomainError NOT_FOUND. */
export async function requireEntityId(truth: ViewedTruth, id: string): Promise<string> {
  const entity = await entityIdOf(truth, id);
  if (entity === null) throw notFound('entity');
  return entity;
}

/** The record to write down where something is said about what the id leads to. @throws DomainError NOT_FOUND. */
export async function requireRecordId(truth: ViewedTruth, id: string): Promise<string> {
  const checked = checkId(id);
  const record = (await recordIdsOf(truth, [checked])).get(checked);
  if (record === undefined) throw notFound('entity');
  return record;
}

/** Asked id → the record to write down for it: itself where it is one, else one of the entity that it leads to. */
export async function recordIdsOf(
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const records = await entitiesOfRecords(truth, ids);
  const answer = new Map(ids.filter((id) => records.has(id)).map((id) => [id, id]));
  const others = await entityIdsOf(
    truth,
    ids.filter((id) => !answer.has(id)),
  );
  if (others.size === 0) return answer;
  const rows = await truth.query<{ id: string; record: string }>(
    `SELECT entity_id AS id, record FROM entity WHERE rev_to IS NULL AND entity_id IN ${idList('$1')}`,
    [[...new Set(others.values())].join(',')],
  );
  const recordOf = new Map(rows.map((row) => [row.id, row.record]));
  for (const [id, entity] of others) {
    const record = recordOf.get(entity);
    if (record !== undefined) answer.set(id, record);
  }
  return answer;
}

/** Asked id → entity id, for those that are known. */
export async function entityIdsOf(
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const answer = new Map<string, string>();
  let open = new Map(ids.filter(isId).map((id) => [id, id.toLowerCase()]));
  for (const find of [entitiesOfRecords, currentEntities, formerEntities, entitiesOfPlainIds]) {
    if (open.size === 0) break;
    const found = await find(truth, [...new Set(open.values())]);
    for (const [id, lower] of open) {
      const entity = found.get(lower);
      if (entity !== undefined) answer.set(id, entity);
    }
    open = new Map([...open].filter(([id]) => !answer.has(id)));
  }
  return answer;
}

/** Those of these ids whose entity the truth has: where the graph view has no such entity, it is a moment behind. */
export async function idsOfLiving(
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const entities = await entityIdsOf(truth, ids);
  const living = await currentEntities(truth, [...new Set(entities.values())]);
  return new Set(ids.filter((id) => living.has(entities.get(id) ?? '')));
}

/** Record → its entity, for those that are known. */
export async function entitiesOfRecords(
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await truth.query<{ id: string; entity_id: string }>(
    `SELECT record_id AS id, entity_id FROM record
     WHERE family IN ('entity', 'reference') AND entity_id IS NOT NULL AND record_id IN ${idList('$1')}`,
    [ids.join(',')],
  );
  return new Map(rows.map((row) => [row.id, row.entity_id]));
}

async function currentEntities(
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await truth.query<{ id: string }>(
    `SELECT entity_id AS id FROM entity WHERE rev_to IS NULL AND entity_id IN ${idList('$1')}`,
    [ids.join(',')],
  );
  return new Map(rows.map((row) => [row.id, row.id]));
}

/** What an entity was is found through its records: where most of them are now, of equals the least. */
async function formerEntities(
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await truth.query<{ id: string; entity_id: string }>(
    `SELECT l.entity_before AS id, r.entity_id FROM lineage l JOIN record r ON r.record_id = l.record_id
     WHERE l.entity_before IN ${idList('$1')} AND r.entity_id IS NOT NULL
     GROUP BY l.entity_before, r.entity_id ORDER BY count(DISTINCT CAST(l.record_id AS VARCHAR)), r.entity_id DESC`,
    [ids.join(',')],
  );
  return new Map(rows.map((row) => [row.id, row.entity_id]));
}

/** References from before record ids were keyed hold what is hashed now. */
async function entitiesOfPlainIds(
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const plain = new Map(ids.map((id) => [keyedId(truth.recordSecret, id), id]));
  const found = await entitiesOfRecords(truth, [...plain.keys()]);
  return new Map([...found].map(([keyed, entity]) => [plain.get(keyed) ?? keyed, entity]));
}
