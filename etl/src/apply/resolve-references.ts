/** Part of step 4: references by a key belong to the entity that owns the key, whichever dataset asserts it; while none does, to nothing. */
import type { ApplyContext } from './apply-context.ts';

/** Adds to t_moved the references that lead to another entity than before. */
export async function resolveReferences(context: ApplyContext): Promise<void> {
  const { tx } = context;
  const changed = await context.count(`t_change WHERE family = 'reference'`);
  const known = await context.count(`record WHERE family = 'reference'`);
  if (changed + known === 0) return;
  await context.temp(
    't_reference',
    `SELECT x.record_id, x.version, x.was_entity, x.changed, v.keys AS key FROM (
       SELECT record_id, version, was_entity, TRUE AS changed FROM t_change WHERE family = 'reference' AND after
       UNION ALL
       SELECT record_id, version, entity_id, FALSE FROM record WHERE family = 'reference') x
     JOIN version v ON v.record_id = x.record_id AND v.version = x.version`,
  );
  // A key belongs to the group of its smallest record that holds it and does not ignore it.
  await context.temp(
    't_owner',
    `SELECT key, record_id FROM (
       SELECT k.key, k.record_id, row_number() OVER (PARTITION BY k.key ORDER BY k.record_id) AS place
       FROM record_key k WHERE k.key IN (SELECT key FROM t_reference)
         AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.kind = 'ignoreKey' AND j.retracted_revision IS NULL AND j.left_record = k.record_id AND j.key = k.key)) p
     WHERE place = 1`,
  );
  await context.temp(
    't_led',
    `SELECT r.record_id, r.was_entity, r.changed, e.entity_id AS now_entity
     FROM t_reference r LEFT JOIN t_owner o ON o.key = r.key LEFT JOIN record e ON e.record_id = o.record_id`,
  );
  await tx.execute(
    `UPDATE record SET entity_id = l.now_entity FROM t_led l
     WHERE record.record_id = l.record_id AND NOT l.changed AND l.now_entity IS DISTINCT FROM l.was_entity`,
  );
  await tx.execute(
    `INSERT INTO record (record_id, version, family, type, dataset, entity_id)
     SELECT c.record_id, c.version, c.family, c.type, c.dataset, l.now_entity
     FROM t_change c JOIN t_led l ON l.record_id = c.record_id WHERE c.family = 'reference' AND c.after`,
  );
  await tx.execute(
    `INSERT INTO t_moved
     SELECT record_id, was_entity, now_entity FROM t_led WHERE was_entity IS DISTINCT FROM now_entity
     UNION ALL
     SELECT record_id, was_entity, NULL FROM t_change WHERE family = 'reference' AND NOT after AND was_entity IS NOT NULL`,
  );
  await context.drop('t_reference', 't_owner', 't_led');
}
