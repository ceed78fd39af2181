/** Step 6, relations: makes the rows of relations that the change may have altered, and replaces those that differ. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import { mergeRecords, periodsJson, unionPeriods, type MemberRecord } from '@phecda/graph-schema/truth/merge-records';
import type { SqlValue } from '@phecda/graph-schema/ports/sql';
import { aggregatedKinds, traderIsTarget } from './aggregate-declarations.ts';
import { dayNumber, list, type ApplyContext } from './apply-context.ts';
import { groupBy } from './group-by.ts';
import { makeAggregatedRelations } from './make-aggregated-relations.ts';

const pageSize = 5_000;

/** Leaves behind t_touched_relation (record_id): relation records that changed or lead to another entity than before. */
export async function materialiseRelations(context: ApplyContext): Promise<void> {
  await context.temp(
    't_relation_new',
    `SELECT relation_id, kind, source, target, periods, weight, sources, props FROM relation WHERE 1 = 0`,
  );
  await linkRelationRecords(context);
  await makeAssertedRelations(context);
  failpoint('apply:relations-asserted');
  await makeAggregatedRelations(context);
  await replaceRelations(context);
  await context.drop('t_relation_new', 't_dirty_relation', 't_trader_entity');
}

/** Sets `entity_id` of touched relation records to the id of the relation between the entities of their ends. */
async function linkRelationRecords(context: ApplyContext): Promise<void> {
  const { tx } = context;
  const undirected = context.kinds((kind) => !kind.directed);
  await context.temp(
    't_touched_relation',
    `SELECT record_id, type, source_record, target_record, was_entity, TRUE AS changed FROM t_change WHERE family = 'relation' AND after
     UNION ALL
     SELECT record_id, type, source_record, target_record, entity_id, FALSE FROM record
     WHERE family = 'relation' AND record_id NOT IN (SELECT record_id FROM t_change)
       AND (source_record IN (SELECT record_id FROM t_moved) OR target_record IN (SELECT record_id FROM t_moved))`,
  );
  await context.temp(
    't_link',
    `SELECT record_id, changed, was_entity, kind, source, target,
       CASE WHEN source IS NULL OR target IS NULL THEN NULL
         ELSE md5(kind || '|' || CAST(source AS VARCHAR) || '|' || CAST(target AS VARCHAR))::uuid END AS relation_id
     FROM (SELECT x.record_id, x.changed, x.was_entity, x.type AS kind,
         CASE WHEN x.type IN ${list(undirected)} THEN LEAST(s.entity_id, t.entity_id) ELSE s.entity_id END AS source,
         CASE WHEN x.type IN ${list(undirected)} THEN GREATEST(s.entity_id, t.entity_id) ELSE t.entity_id END AS target,
         s.entity_id AS s_entity, t.entity_id AS t_entity
       FROM t_touched_relation x LEFT JOIN record s ON s.record_id = x.source_record LEFT JOIN record t ON t.record_id = x.target_record) l`,
  );
  await tx.execute(
    `UPDATE record SET entity_id = l.relation_id FROM t_link l
     WHERE record.record_id = l.record_id AND NOT l.changed AND l.relation_id IS DISTINCT FROM l.was_entity`,
  );
  await tx.execute(
    `INSERT INTO record (record_id, version, family, type, dataset, source_date, source_record, target_record, entity_id)
     SELECT c.record_id, c.version, c.family, c.type, c.dataset, c.source_date, c.source_record, c.target_record, l.relation_id
     FROM t_change c JOIN t_link l ON l.record_id = c.record_id WHERE l.changed`,
  );
  await context.temp(
    't_dirty_relation',
    `SELECT was_entity AS relation_id FROM t_change WHERE family = 'relation' AND was_entity IS NOT NULL
     UNION SELECT was_entity FROM t_link WHERE was_entity IS NOT NULL
     UNION SELECT relation_id FROM t_link WHERE relation_id IS NOT NULL`,
  );
}

async function makeAssertedRelations(context: ApplyContext): Promise<void> {
  const { tx } = context;
  // A record that joined no other entity can still be a member of a relation that others joined or left.
  await context.temp(
    't_member',
    `SELECT r.record_id, r.version, r.dataset, r.source_date, r.entity_id AS relation_id FROM record r
     WHERE r.family = 'relation' AND r.entity_id IN (SELECT relation_id FROM t_dirty_relation)`,
  );
  await context.temp('t_several', `SELECT relation_id, row_number() OVER (ORDER BY relation_id) AS idx FROM t_member GROUP BY relation_id HAVING count(*) > 1`);
  const undirected = list(context.kinds((kind) => !kind.directed));
  const ends = `
     JOIN record r ON r.record_id = m.record_id
     JOIN record s ON s.record_id = r.source_record JOIN record t ON t.record_id = r.target_record`;
  const source = `CASE WHEN r.type IN ${undirected} THEN LEAST(s.entity_id, t.entity_id) ELSE s.entity_id END`;
  const target = `CASE WHEN r.type IN ${undirected} THEN GREATEST(s.entity_id, t.entity_id) ELSE t.entity_id END`;
  const from = dayNumber('v.valid_from');
  const to = dayNumber('v.valid_to');
  await tx.execute(
    `INSERT INTO t_relation_new
     SELECT m.relation_id, r.type, ${source}, ${target},
       CASE WHEN (v.valid_from IS NULL AND v.valid_to IS NULL) OR v.valid_from >= v.valid_to THEN '[]'
         ELSE '[[' || COALESCE(CAST(${from} AS VARCHAR), 'null') || ',' || COALESCE(CAST(${to} AS VARCHAR), 'null') || ']]' END,
       1, m.dataset, v.props
     FROM t_member m ${ends} JOIN version v ON v.record_id = m.record_id AND v.version = m.version
     WHERE m.relation_id NOT IN (SELECT relation_id FROM t_several)`,
  );
  const several = await context.count('t_several');
  if (several > 0) {
    await context.temp(
      't_several_member',
      `SELECT g.idx, m.relation_id, r.type AS kind, ${source} AS source, ${target} AS target, m.record_id, m.version, m.source_date, m.dataset, v.props,
         ${from} AS day_from, ${to} AS day_to
       FROM t_member m JOIN t_several g ON g.relation_id = m.relation_id ${ends} JOIN version v ON v.record_id = m.record_id AND v.version = m.version`,
    );
    for (let start = 1; start <= several; start += pageSize) await mergePage(context, start);
    await context.drop('t_several_member');
  }
  await context.drop('t_member', 't_several', 't_link');
}

interface RelationMember {
  relation_id: string;
  kind: string;
  source: string;
  target: string;
  record_id: string;
  version: string;
  source_date: string | null;
  dataset: string;
  props: string;
  day_from: number | null;
  day_to: number | null;
}

async function mergePage({ tx }: ApplyContext, start: number): Promise<void> {
  const members = await tx.query<RelationMember>(
    `SELECT * FROM t_several_member WHERE idx >= ${start} AND idx < ${start + pageSize} ORDER BY idx, record_id`,
  );
  const groups = groupBy(members, (member) => member.relation_id);
  const rows: SqlValue[][] = [];
  for (const [id, group] of groups) {
    const first = group[0]!;
    const merged = mergeRecords(
      group.map(
        (member): MemberRecord => ({
          recordId: member.record_id, version: member.version, sourceDate: member.source_date, dataset: member.dataset,
          label: null, props: member.props, tags: '', annotation: false,
        }),
      ),
    );
    const periods = unionPeriods(group.map((member) => ({ from: member.day_from, to: member.day_to })));
    rows.push([id, first.kind, first.source, first.target, periodsJson(periods), group.length, merged.sources, merged.props]);
  }
  await tx.append('t_relation_new', ['relation_id', 'kind', 'source', 'target', 'periods', 'weight', 'sources', 'props'], rows);
}

async function replaceRelations(context: ApplyContext): Promise<void> {
  const { tx } = context;
  const trader = `CASE WHEN kind IN ${list(traderIsTarget)} THEN target ELSE source END`;
  await context.temp(
    't_relation_old',
    `SELECT relation_id, digest FROM relation WHERE rev_to IS NULL AND relation_id IN (SELECT relation_id FROM t_dirty_relation)
     UNION ALL
     SELECT relation_id, digest FROM relation WHERE rev_to IS NULL AND kind IN ${list(aggregatedKinds)}
       AND ${trader} IN (SELECT entity_id FROM t_trader_entity)`,
  );
  const digest = `md5(n.kind || chr(31) || n.periods || chr(31) || CAST(n.weight AS VARCHAR) || chr(31) || n.sources || chr(31) || n.props)::uuid`;
  const hasOld = (await context.count('t_relation_old')) > 0;
  if (hasOld) {
    await context.temp(
      't_relation_diff',
      `SELECT COALESCE(n.relation_id, o.relation_id) AS relation_id, n.digest, o.digest AS was
       FROM (SELECT n.relation_id, ${digest} AS digest FROM t_relation_new n) n FULL JOIN t_relation_old o ON o.relation_id = n.relation_id
       WHERE n.digest IS DISTINCT FROM o.digest`,
    );
    const [count] = await tx.query<{ added: number; changed: number; removed: number }>(
      `SELECT count(*) FILTER (WHERE was IS NULL) AS added, count(*) FILTER (WHERE was IS NOT NULL AND digest IS NOT NULL) AS changed,
         count(*) FILTER (WHERE digest IS NULL) AS removed FROM t_relation_diff`,
    );
    context.counts.relationsAdded = count?.added ?? 0;
    context.counts.relationsChanged = count?.changed ?? 0;
    context.counts.relationsRemoved = count?.removed ?? 0;
    await tx.execute(
      `UPDATE relation SET rev_to = ${tx.revision} FROM t_relation_diff d
       WHERE relation.relation_id = d.relation_id AND relation.rev_to IS NULL AND d.was IS NOT NULL`,
    );
  } else context.counts.relationsAdded = await context.count('t_relation_new');
  await tx.execute(
    `INSERT INTO relation (relation_id, kind, source, target, periods, weight, sources, props, digest, rev_from)
     SELECT n.relation_id, n.kind, n.source, n.target, n.periods, n.weight, n.sources, n.props, ${digest}, ${tx.revision}
     FROM t_relation_new n ${hasOld ? 'JOIN t_relation_diff d ON d.relation_id = n.relation_id' : ''}`,
  );
  await context.drop('t_relation_old', ...(hasOld ? ['t_relation_diff'] : []));
}
