/** Step 7, entities: makes the rows of entities that the change may have altered, and replaces those that differ. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import type { SqlValue } from '@phecda/graph-schema/ports/sql';
import { mergeRecords } from '@phecda/graph-schema/truth/merge-records';
import type { ApplyContext } from './apply-context.ts';
import { newestDays } from './assertion-runs.ts';
import { standsIn } from './stand-in.ts';
import { groupBy } from './group-by.ts';
import { packedRows } from './packed-rows.ts';
import { entityColumns, replaceRows } from './replace-rows.ts';
import { deriveBehaviour, findDirtyByBehaviour } from './derive-behaviour.ts';

const pageSize = 5_000;

export async function materialiseEntities(context: ApplyContext): Promise<void> {
  await context.tx.execute(
    `INSERT INTO t_dirty_entity SELECT entity_id FROM t_reordered r WHERE family = 'entity' AND NOT EXISTS (SELECT 1 FROM t_dirty_entity k WHERE k.entity_id = r.entity_id)`,
  );
  await findDirtyByBehaviour(context);
  // With the references to them, whose declarations are theirs.
  await context.temp(
    't_member',
    `SELECT record_id, version, dataset, anchor, family, type, entity_id
     FROM (${context.rowsOf('record', `family IN ('entity', 'reference') AND entity_id IN (SELECT entity_id FROM t_dirty_entity)`)}) r`,
  );
  await deriveBehaviour(context);
  await context.tx.execute(`DELETE FROM t_member WHERE family <> 'entity'`);
  await mergeSeveral(context);
  failpoint('apply:entities-merged');
  await replaceEntities(context);
  await context.drop(
    't_merged',
    't_member',
    't_behaviour',
    't_behaved',
    't_dirty_trader',
    't_dirty_vehicle',
    't_dirty_entity',
    't_moved',
    't_touched_relation',
    't_change',
    't_reordered',
    't_delivery',
  );
}

/**
 * t_merged: rows of entities of several records: as they stand where nothing but their behaviour may be another, else merged here page by page.
 * t_member keeps the records of all the others, one each.
 */
async function mergeSeveral(context: ApplyContext): Promise<void> {
  const { tx } = context;
  await context.temp(
    't_group',
    `SELECT entity_id FROM t_member GROUP BY entity_id HAVING count(*) > 1`,
  );
  await context.temp(
    't_merged',
    `SELECT entity_id, record, type, label, props, tags, sources FROM entity
     WHERE rev_to IS NULL AND entity_id IN (SELECT g.entity_id FROM t_group g JOIN t_behaved b ON b.entity_id = g.entity_id)`,
  );
  const several = await context.temp(
    't_several',
    `SELECT entity_id, row_number() OVER (ORDER BY entity_id) AS idx FROM t_group g
     WHERE NOT EXISTS (SELECT 1 FROM t_behaved b WHERE b.entity_id = g.entity_id)`,
  );
  if (several > 0) {
    await newestDays(
      context,
      't_day',
      `SELECT m.record_id, m.version FROM t_member m JOIN t_several g ON g.entity_id = m.entity_id`,
    );
    await context.temp(
      't_several_member',
      `SELECT g.idx, CAST(m.entity_id AS VARCHAR) AS entity_id, v.type, CAST(m.record_id AS VARCHAR) AS record_id, CAST(m.version AS VARCHAR) AS version,
         CASE WHEN ${standsIn('m.version')} THEN NULL ELSE y.source_date END AS source_date, m.dataset, v.label, v.props, v.tags,
         m.anchor IS NOT NULL OR ${standsIn('m.version')} AS annotation
       FROM t_member m JOIN t_several g ON g.entity_id = m.entity_id JOIN ${await context.versionsOf('t_member')} v ON ${context.sameVersion('v', 'm')}
       LEFT JOIN t_day y ON y.record_id = m.record_id`,
    );
    for (let start = 1; start <= several; start += pageSize) await mergePage(context, start);
    await context.drop('t_several_member', 't_day');
  }
  await tx.execute(`DELETE FROM t_member WHERE entity_id IN (SELECT entity_id FROM t_group)`);
  await context.drop('t_several', 't_group');
}

async function mergePage({ tx }: ApplyContext, start: number): Promise<void> {
  const members = (
    await packedRows(
      tx,
      [
        'entity_id',
        'type',
        'record_id',
        'version',
        'source_date',
        'dataset',
        'props',
        'tags',
        'annotation',
        'label',
      ],
      `FROM t_several_member WHERE idx >= ${start} AND idx < ${start + pageSize} ORDER BY idx, record_id`,
    )
  ).map(
    ([entity, type, recordId, version, sourceDate, dataset, props, tags, annotation, label]) => ({
      entity: entity!,
      type: type!,
      recordId: recordId!,
      version: version!,
      sourceDate,
      dataset: dataset!,
      label,
      props: props!,
      tags: tags!,
      annotation: annotation === 'true',
    }),
  );
  const rows: SqlValue[][] = [];
  for (const [id, group] of groupBy(members, (member) => member.entity)) {
    const merged = mergeRecords(group);
    const { type } = group[0]!;
    // In the order of record ids; an annotation comes with what it annotates.
    const record = group.find((member) => !member.annotation)?.recordId ?? null;
    rows.push([id, record, type, merged.label ?? type, merged.props, merged.tags, merged.sources]);
  }
  await tx.append(
    't_merged',
    ['entity_id', 'record', 'type', 'label', 'props', 'tags', 'sources'],
    rows,
  );
}

/** A record alone is its own row: its version stands for its content, which never leaves the database. */
async function replaceEntities(context: ApplyContext): Promise<void> {
  const behaviour = `COALESCE(b.behaviour, '{}')`;
  const aloneDigest = `md5(concat(m.record_id, m.version, b.behaviour))::uuid`;
  const mergedDigest = `md5(concat_ws(chr(31), n.record, n.type, n.label, n.props, n.tags, n.sources, b.behaviour))::uuid`;
  const only = (table: string, entity: string): string =>
    table ? `JOIN ${table} d ON d.id = ${entity}` : '';
  const versions = await context.versionsOf('t_member');
  await replaceRows(context, {
    table: 'entity',
    columns: entityColumns,
    rows: (limit) =>
      `SELECT m.entity_id, m.record_id AS record, v.type, COALESCE(NULLIF(v.label, ''), v.type) AS label, v.props, v.tags, m.dataset AS sources, ${behaviour} AS behaviour, ${aloneDigest} AS digest
       FROM t_member m JOIN ${versions} v ON ${context.sameVersion('v', 'm')}
       LEFT JOIN t_behaviour b ON b.entity_id = m.entity_id ${only(limit, 'm.entity_id')}
       UNION ALL
       SELECT n.entity_id, n.record, n.type, n.label, n.props, n.tags, n.sources, ${behaviour}, ${mergedDigest}
       FROM t_merged n LEFT JOIN t_behaviour b ON b.entity_id = n.entity_id ${only(limit, 'n.entity_id')}`,
    digests: `SELECT m.entity_id AS id, ${aloneDigest} AS digest FROM t_member m LEFT JOIN t_behaviour b ON b.entity_id = m.entity_id
       UNION ALL SELECT n.entity_id, ${mergedDigest} FROM t_merged n LEFT JOIN t_behaviour b ON b.entity_id = n.entity_id`,
    old: ['entity_id IN (SELECT entity_id FROM t_dirty_entity)'],
  });
}
