/** Step 3, current: of every record about which something else is said now, the version that holds; the rest of the flow works on the difference. */
import { analystDataset, list, type ApplyContext } from './apply-context.ts';
import { findDeliveries, runSql } from './assertion-runs.ts';
import { diffDeclarations } from './diff-declarations.ts';
import { findReordered } from './find-reordered.ts';
import { standsIn } from './stand-in.ts';

/**
 * Leaves behind:
 * t_change (entity and relation records whose version differs from `record`; already taken out of `record`, their keys are not)
 * t_reordered (entities and relations whose records take precedence over each other in another order than before)
 * t_trader_month (trader records and months whose declarations differ) and t_dirty_vehicle (vehicle records whose declarations differ)
 * t_delivery (which full delivery counts).
 */
export async function findCurrentRecords(context: ApplyContext): Promise<void> {
  const turned = await findDeliveries(context);
  const fresh = await isFresh(context, turned);
  if (fresh) await findFresh(context, turned);
  else await findTouched(context, turned);
  await context.expectRecords(await context.count('t_touched'));
  const repeats = !fresh || (await context.count('t_contested')) > 0;
  await diffDeclarations(context, fresh);
  await diffRecords(context, repeats);
  await findReordered(context, repeats ? turned : []);
  await context.drop('t_touched', 't_current', 't_contested');
}

/** True when the change is that of new files that count: what they alone assert, once, is new and holds; such declarations need no comparison. */
async function isFresh(context: ApplyContext, turned: readonly number[]): Promise<boolean> {
  const { change, changedFiles, newFiles } = context;
  if (change.kind !== 'load') return false;
  const added = list(newFiles.map(({ fileNo }) => fileNo).sort((a, b) => a - b));
  if (list(changedFiles.toSorted((a, b) => a - b)) !== added || list(turned) !== added)
    return false;
  return (await context.count(`file WHERE live AND file_no IN ${added}`)) === newFiles.length;
}

/** Runs of these records, chosen before they are joined with what says whether they count. */
const ofRecords = (table: string): string =>
  `(SELECT * FROM assertion_run WHERE record_id IN (SELECT record_id FROM ${table})) a`;

/** What sources say comes before what stands in for them. */
const newestFirst = (day: string): string =>
  `row_number() OVER (PARTITION BY a.record_id ORDER BY ${standsIn('a.version')}, ${day} DESC NULLS LAST, a.version DESC) AS place`;

/**
 * t_contested: records of which more than one assertion is known, live or not. Nearly all records have one only; sorting is for the others.
 * t_touched is without the declarations that nothing contests.
 */
async function findFresh(context: ApplyContext, turned: readonly number[]): Promise<void> {
  const own = `FROM assertion_run WHERE from_file IN ${list(turned)}`;
  const others = `SELECT o.file_no FROM file f JOIN file o ON o.dataset IN (f.dataset, '${analystDataset}') AND o.file_no NOT IN ${list(turned)} WHERE f.file_no IN ${list(turned)}`;
  const any = (await context.count(`(${others}) o`)) > 0;
  await context.temp(
    't_contested',
    `SELECT record_id ${own} GROUP BY record_id HAVING count(*) > 1
     ${any ? `UNION SELECT record_id FROM assertion_run WHERE from_file IN (${others}) AND record_id IN (SELECT record_id ${own})` : ''}`,
  );
  const contested = (await context.count('t_contested')) > 0;
  const apart = (condition: string): string =>
    contested ? `${condition} (SELECT 1 FROM t_contested c WHERE c.record_id = t.record_id)` : '';
  await context.temp(
    't_touched',
    `SELECT record_id, bool_or(event) AS event, any_value(version) AS version
     ${own} AND (NOT event ${contested ? 'OR record_id IN (SELECT record_id FROM t_contested)' : ''}) GROUP BY record_id`,
  );
  const run = runSql(context, ofRecords('t_contested'));
  await context.temp(
    't_current',
    `SELECT record_id, version FROM t_touched t ${apart('WHERE NOT EXISTS')}
     ${
       contested
         ? `UNION ALL SELECT record_id, version FROM (SELECT a.record_id, a.version, ${newestFirst(run.day)} FROM ${run.from}
              WHERE ${run.now}) n WHERE place = 1`
         : ''
     }`,
  );
}

/** Records of which something begins or ceases to be said, and those whose assertions come to stand in another order because a delivery's day moves some of them. */
async function findTouched(context: ApplyContext, turned: readonly number[]): Promise<void> {
  const run = runSql(context);
  const files = list(turned);
  const moves =
    (await context.count(
      `t_delivery WHERE was_at <> now_at AND was_day IS DISTINCT FROM now_day`,
    )) > 0;
  const stays = `${run.now} AND (a.own_date IS NOT NULL OR d.from_file IS NULL)
    AND b.dataset IN (SELECT dataset FROM file WHERE file_no IN ${files})`;
  const moved = `SELECT a.record_id FROM ${run.from} WHERE a.from_file IN ${files} AND ${run.was} AND ${run.now} AND a.own_date IS NULL`;
  await context.temp('t_contested', `SELECT record_id FROM record WHERE 1 = 0`);
  await context.temp(
    't_touched',
    `SELECT record_id, bool_or(event) AS event FROM (
       SELECT a.record_id, a.event FROM ${run.from} WHERE a.from_file IN ${files} AND (${run.was}) <> (${run.now})
       ${moves ? `UNION ALL SELECT a.record_id, a.event FROM ${run.from} WHERE ${stays} AND a.record_id IN (${moved})` : ''}) t
     GROUP BY record_id`,
  );
  await context.temp(
    't_current',
    `SELECT record_id, version FROM (SELECT a.record_id, a.version, ${newestFirst(run.day)} FROM ${run.from}
       WHERE ${run.now} AND a.record_id IN (SELECT record_id FROM t_touched)) n WHERE place = 1`,
  );
}

async function diffRecords(context: ApplyContext, repeats: boolean): Promise<void> {
  const { tx, change } = context;
  // What nothing contests stands in the staged table, which is shorter than that of all versions.
  const held =
    change.kind === 'load' && !repeats
      ? `SELECT v.record_id, v.version, v.family, v.type, v.dataset, v.anchor, v.source_record, v.target_record FROM stage_version v`
      : `SELECT c.record_id, c.version, v.family, v.type, v.dataset, v.anchor, v.source_record, v.target_record
       FROM t_current c JOIN ${await context.versionsOf('t_current')} v ON ${context.sameVersion('v', 'c')}`;
  await context.temp(
    't_change',
    `SELECT t.record_id, COALESCE(n.family, o.family) AS family, COALESCE(n.type, o.type) AS type,
       n.record_id IS NOT NULL AS after, o.record_id IS NOT NULL AS before,
       n.version, n.dataset, n.anchor, n.source_record, n.target_record,
       o.anchor AS was_anchor, o.entity_id AS was_entity
     FROM t_touched t
     LEFT JOIN (${held}) n ON n.record_id = t.record_id
     LEFT JOIN (${context.rowsOf('record', 'record_id IN (SELECT record_id FROM t_touched)')}) o ON o.record_id = t.record_id
     WHERE NOT t.event AND n.version IS DISTINCT FROM o.version`,
  );
  const [count] = await tx.query<{ before: number; removed: number; all_of_them: number }>(
    `SELECT count(*) AS all_of_them, count(*) FILTER (WHERE before) AS before, count(*) FILTER (WHERE NOT after) AS removed FROM t_change`,
  );
  context.counts.recordsRemoved = count?.removed ?? 0;
  context.counts.recordsChanged = (count?.all_of_them ?? 0) - (count?.removed ?? 0);
  if (!count?.before) return;
  await tx.execute(
    `DELETE FROM record WHERE record_id IN (SELECT record_id FROM t_change WHERE before)`,
  );
}
