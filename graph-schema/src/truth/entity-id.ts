/** Which id an entity has: that of the strongest key that its group of records owns, else that of its smallest record. */
import type { Ontology } from '../model.ts';
import { keyedId, keyedIdSql, md5Uuid } from './record-id.ts';

/** Id of the entity whose least key this is. */
export function entityIdOfKey(secret: string, key: string): string {
  return keyedId(secret, md5Uuid(key));
}
export function entityIdOfKeySql(secret: string, key: string): string {
  return keyedIdSql(secret, `md5(${key})::uuid`);
}

/** Id of an entity that owns no key. Record ids are hashed once more, so that none is ever taken for an entity's. */
export function entityIdOfRecord(secret: string, smallest: string): string {
  return keyedId(secret, smallest);
}
export function entityIdOfRecordSql(secret: string, smallest: string): string {
  return keyedIdSql(secret, smallest);
}

/** Behind every identifier of the ontology. */
const UNKNOWN_RANK = 10_000;

/** Rank of a key, strongest first: an expression over keys `k (type, key)`. A join with a list of values runs out of DuckDB's memory at a few million keys. */
export function keyRankSql(types: Ontology['entityTypes']): string {
  const ranks = Object.values(types).flatMap(({ name, attributes }) =>
    attributes
      .filter(({ identifier }) => identifier)
      .map((attribute, place) => `WHEN '${name}:${attribute.name}' THEN ${place}`),
  );
  if (ranks.length === 0) return String(UNKNOWN_RANK);
  return `CASE concat(k.type, ':', split_part(k.key, ':', 2)) ${ranks.join(' ')} ELSE ${UNKNOWN_RANK} END`;
}

/**
 * Query of (group_id, entity_id) for groups that own a key, over `keys (group_id, record_id, type, key, rank)`: what records hold and do not ignore.
 * Where a key is held in several groups (`contested`: somebody judged records different), it belongs to that of its smallest record.
 */
export function namedGroupsSql(secret: string, keys: string, contested: boolean): string {
  const owned = contested
    ? `(SELECT group_id, rank, key FROM (
         SELECT group_id, rank, key, first_value(group_id) OVER (PARTITION BY type, key ORDER BY record_id) AS owner FROM ${keys}) h WHERE owner = group_id)`
    : keys;
  return `SELECT group_id, ${entityIdOfKeySql(secret, 'key')} AS entity_id FROM (
      SELECT group_id, key, row_number() OVER (PARTITION BY group_id ORDER BY rank, key) AS place FROM ${owned} o) n
    WHERE place = 1`;
}
