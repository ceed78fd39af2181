/** Which entities of the graph plates, MMSI and IMO numbers name. */
import type { ViewedTruth } from './truth.ts';

export interface NamedEntity {
  /** As `Vehicle:plate:粤B12345`. */
  readonly key: string;
  /** The smallest of the entity's records with the key: what a reference is stored by. */
  readonly record: string;
  readonly entity: string;
}

/** @param keys as the truth keeps them */
export async function entitiesByKeys(
  truth: ViewedTruth,
  keys: readonly string[],
): Promise<NamedEntity[]> {
  if (keys.length === 0) return [];
  return truth.query<NamedEntity & Record<string, string>>(
    `SELECT k.key AS "key", ${truth.dialect.minUuid('r.record_id')} AS "record", ${truth.dialect.minUuid('r.entity_id')} AS "entity"
     FROM record_key k JOIN record r ON r.record_id = k.record_id
     WHERE r.entity_id IS NOT NULL AND k.key IN (SELECT unnest(string_to_array($1, chr(10)))) GROUP BY k.key`,
    [keys.join('\n')],
  );
}

/** Keys of one entity by which positions name it. */
export async function positionKeysOf(truth: ViewedTruth, entity: string): Promise<string[]> {
  return (await positionKeysOfAll(truth, [entity])).map(({ key }) => key);
}

/** Entity → keys by which positions name it, with its smallest record that has one. */
export async function positionKeysOfAll(
  truth: ViewedTruth,
  entities: readonly string[],
): Promise<NamedEntity[]> {
  if (entities.length === 0) return [];
  return truth.query<NamedEntity & Record<string, string>>(
    `SELECT k.key AS "key", ${truth.dialect.minUuid('r.record_id')} AS "record", r.entity_id AS "entity"
     FROM record_key k JOIN record r ON r.record_id = k.record_id
     WHERE r.entity_id IN (SELECT CAST(unnest(string_to_array($1, ',')) AS UUID))
       AND (k.key LIKE 'Vehicle:plate:%' OR k.key LIKE 'Vessel:mmsi:%' OR k.key LIKE 'Vessel:imo:%')
     GROUP BY k.key, r.entity_id ORDER BY 3, 1`,
    [entities.join(',')],
  );
}
