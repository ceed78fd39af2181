/** Step 3, current: of every record that a changed file asserts, the version that holds now; the rest of the flow works on the difference. */
import { list, type ApplyContext } from './apply-context.ts';
import { diffDeclarations } from './diff-declarations.ts';

/**
 * Leaves behind:
 * t_change (entity and relation records whose version or source date differs from `record`; already taken out of `record` and `record_key`)
 * t_trader_month (trader records and months whose declarations differ) and t_dirty_vehicle (vehicle records whose declarations differ).
 */
export async function findCurrentRecords(context: ApplyContext): Promise<void> {
  const fresh = await findContested(context);
  await findTouched(context, fresh);
  await findCurrent(context);
  await diffDeclarations(context, fresh);
  await diffRecords(context);
  await context.drop('t_touched', 't_current', 't_contested');
}

/**
 * t_contested: records of which more than one assertion is known, live or not. Nearly all records have one only; sorting is for the others.
 * True when the change is one live file's: what it alone asserts, once, is new and holds; such declarations need no comparison.
 */
async function findContested(context: ApplyContext): Promise<boolean> {
  const changed = list(context.changedFiles);
  const live =
    (await context.count(`file WHERE live AND file_no IN ${changed}`)) ===
    context.changedFiles.length;
  const fresh = live && context.change.kind === 'load' && context.changedFiles.length === 1;
  const own = `SELECT record_id FROM assertion WHERE file_no IN ${changed}`;
  const others = (await context.count(`file WHERE file_no NOT IN ${changed}`)) > 0;
  await context.temp(
    't_contested',
    `${live ? `${own} GROUP BY record_id HAVING count(*) > 1` : `SELECT DISTINCT record_id FROM assertion WHERE file_no IN ${changed}`}
     ${others && live ? `UNION SELECT record_id FROM assertion WHERE file_no NOT IN ${changed} AND record_id IN (${own})` : ''}`,
  );
  return fresh;
}

/** With `fresh`, without the declarations that nothing contests. */
async function findTouched(context: ApplyContext, fresh: boolean): Promise<void> {
  await context.temp(
    't_touched',
    `SELECT record_id, bool_or(event) AS event, any_value(version) AS version, max(source_date) AS source_date
     FROM assertion WHERE file_no IN ${list(context.changedFiles)} ${fresh ? 'AND (NOT event OR record_id IN (SELECT record_id FROM t_contested))' : ''} GROUP BY record_id`,
  );
}

/** The live assertion with the greatest (source date, version). */
async function findCurrent(context: ApplyContext): Promise<void> {
  const { tx } = context;
  const contested = await context.count('t_contested');
  await context.temp(
    't_current',
    `SELECT record_id, version, source_date FROM t_touched t
     ${contested > 0 ? 'WHERE NOT EXISTS (SELECT 1 FROM t_contested c WHERE c.record_id = t.record_id)' : ''}`,
  );
  if (contested > 0) {
    await tx.execute(
      `INSERT INTO t_current
       SELECT record_id, version, source_date FROM (
         SELECT a.record_id, a.version, a.source_date,
           row_number() OVER (PARTITION BY a.record_id ORDER BY a.source_date DESC NULLS LAST, a.version DESC) AS place
         FROM assertion a WHERE a.file_no IN (SELECT file_no FROM file WHERE live) AND a.record_id IN (SELECT record_id FROM t_contested)) d
       WHERE place = 1`,
    );
    if (tx.engine === 'postgres') await tx.execute('ANALYZE t_current');
  }
}

async function diffRecords(context: ApplyContext): Promise<void> {
  const { tx } = context;
  await context.temp(
    't_change',
    `SELECT t.record_id, COALESCE(n.family, o.family) AS family, COALESCE(n.type, o.type) AS type,
       n.record_id IS NOT NULL AS after, o.record_id IS NOT NULL AS before,
       n.version, n.source_date, n.dataset, n.anchor, n.source_record, n.target_record,
       o.anchor AS was_anchor, o.entity_id AS was_entity
     FROM t_touched t
     LEFT JOIN (SELECT c.record_id, c.version, c.source_date, v.family, v.type, v.dataset, v.anchor, v.source_record, v.target_record
       FROM t_current c JOIN version v ON v.record_id = c.record_id AND v.version = c.version) n ON n.record_id = t.record_id
     LEFT JOIN record o ON o.record_id = t.record_id
     WHERE NOT t.event AND (n.version IS DISTINCT FROM o.version OR n.source_date IS DISTINCT FROM o.source_date)`,
  );
  const [count] = await tx.query<{ before: number; removed: number; all_of_them: number }>(
    `SELECT count(*) AS all_of_them, count(*) FILTER (WHERE before) AS before, count(*) FILTER (WHERE NOT after) AS removed FROM t_change`,
  );
  context.counts.recordsRemoved = count?.removed ?? 0;
  context.counts.recordsChanged = (count?.all_of_them ?? 0) - (count?.removed ?? 0);
  if (!count?.before) return;
  await tx.execute(
    `DELETE FROM record_key WHERE record_id IN (SELECT record_id FROM t_change WHERE before AND family = 'entity')`,
  );
  await tx.execute(
    `DELETE FROM record WHERE record_id IN (SELECT record_id FROM t_change WHERE before)`,
  );
}
