/** Part of step 3: a newer day of the same content is no change, except where it alters which record of an entity or relation takes precedence. */
import { list, type ApplyContext } from './apply-context.ts';
import { runSql } from './assertion-runs.ts';

/** t_reordered (entity_id, family; of rates, which belong to no entity, whether any is of another day). Reads `record` without the records that changed: what they belong to is made again anyway. */
export async function findReordered(
  context: ApplyContext,
  turned: readonly number[],
): Promise<void> {
  if (turned.length === 0) {
    await context.temp('t_reordered', `SELECT entity_id, family FROM record WHERE 1 = 0`);
    return;
  }
  const run = runSql(context);
  await context.temp(
    't_redated',
    `SELECT DISTINCT r.entity_id, r.family FROM ${run.from} JOIN (${context.rowsOf('record', `record_id IN (SELECT record_id FROM assertion_run WHERE from_file IN ${list(turned)})`)}) r
       ON ${context.sameVersion('r', 'a')}
     WHERE a.from_file IN ${list(turned)} AND (r.entity_id IS NOT NULL OR r.family = 'rate')
       AND ((${run.was}) <> (${run.now}) OR ((${run.now}) AND ${run.dayWas} IS DISTINCT FROM ${run.day}))`,
  );
  await context.temp(
    't_several_redated',
    `SELECT entity_id FROM record WHERE entity_id IN (SELECT entity_id FROM t_redated) GROUP BY entity_id HAVING count(*) > 1`,
  );
  await context.temp(
    't_redated_member',
    `SELECT r.record_id, r.version, r.entity_id, r.family FROM record r WHERE r.entity_id IN (SELECT entity_id FROM t_several_redated)`,
  );
  const member = runSql(
    context,
    `t_redated_member m JOIN assertion_run a ON ${context.sameVersion('a', 'm')}`,
  );
  const place = (day: string): string =>
    `dense_rank() OVER (PARTITION BY entity_id ORDER BY ${day} DESC NULLS LAST)`;
  await context.temp(
    't_reordered',
    `SELECT DISTINCT entity_id, family FROM (
       SELECT entity_id, family, ${place('day_was')} AS place_was, ${place('day_now')} AS place_now FROM (
         SELECT m.entity_id, m.family, m.record_id, max(CASE WHEN ${member.was} THEN ${member.dayWas} END) AS day_was,
           max(CASE WHEN ${member.now} THEN ${member.day} END) AS day_now
         FROM ${member.from} GROUP BY m.entity_id, m.family, m.record_id) y) p
     WHERE place_was <> place_now
     UNION ALL SELECT entity_id, family FROM t_redated WHERE family = 'rate'`,
  );
  await context.drop('t_redated', 't_several_redated', 't_redated_member');
}
