/** Step 6, relations: makes the rows of relations that the change may have altered, and replaces those that differ. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import { mergeRecords, periodsJson, unionPeriods } from '@phecda/graph-schema/truth/merge-records';
import type { SqlValue } from '@phecda/graph-schema/ports/sql';
import { dayNumber, list, type ApplyContext } from './apply-context.ts';
import { newestDays } from './assertion-runs.ts';
import { groupBy } from './group-by.ts';
import { packedRows } from './packed-rows.ts';
import { recordRelationEnds } from './record-relation-ends.ts';
import { relationColumns, replaceRows } from './replace-rows.ts';
import { replaceAggregatedRelations } from './replace-aggregated-relations.ts';

const pageSize = 5_000;

/** Leaves behind t_touched_relation (record_id): relation records that changed or lead to another entity than before. */
export async function materialiseRelations(context: ApplyContext): Promise<void> {
  const asserted =
    (await context.value<boolean>(
      `SELECT EXISTS (SELECT 1 FROM record WHERE family = 'relation') OR EXISTS (SELECT 1 FROM t_change WHERE family = 'relation') AS x`,
    )) === true;
  await findTouchedRelations(context, asserted);
  if (asserted) {
    await linkRelationRecords(context);
    await mergeSeveral(context);
    await replaceAsserted(context);
    await context.drop('t_merged', 't_member', 't_link', 't_dirty_relation');
  }
  failpoint('apply:relations-asserted');
  await replaceAggregatedRelations(context);
  await recordRelationEnds(context);
}

async function findTouchedRelations(context: ApplyContext, asserted: boolean): Promise<void> {
  await context.temp(
    't_touched_relation',
    `SELECT record_id, type, source_record, target_record, was_entity, TRUE AS changed FROM t_change WHERE family = 'relation' AND after
     ${asserted ? endsMoved : ''}`,
  );
}

const endsMoved = `UNION ALL
     (SELECT record_id, type, source_record, target_record, entity_id, FALSE FROM record
        WHERE family = 'relation' AND source_record IN (SELECT record_id FROM t_moved)
      UNION
      SELECT record_id, type, source_record, target_record, entity_id, FALSE FROM record
        WHERE family = 'relation' AND target_record IN (SELECT record_id FROM t_moved))`;

/** Sets `entity_id` of touched relation records to the id of the relation between the entities of their ends. */
async function linkRelationRecords(context: ApplyContext): Promise<void> {
  const { tx } = context;
  const undirected = context.kinds((kind) => !kind.directed);
  await context.temp(
    't_link',
    `SELECT record_id, changed, was_entity, kind, source, target,
       CASE WHEN source IS NULL OR target IS NULL THEN NULL
         ELSE md5(concat(kind, '|', source, '|', target))::uuid END AS relation_id
     FROM (SELECT x.record_id, x.changed, x.was_entity, x.type AS kind,
         CASE WHEN x.type IN ${list(undirected)} THEN LEAST(s.entity_id, t.entity_id) ELSE s.entity_id END AS source,
         CASE WHEN x.type IN ${list(undirected)} THEN GREATEST(s.entity_id, t.entity_id) ELSE t.entity_id END AS target
       FROM t_touched_relation x LEFT JOIN record s ON s.record_id = x.source_record LEFT JOIN record t ON t.record_id = x.target_record) l`,
  );
  await tx.execute(
    `UPDATE record SET entity_id = l.relation_id FROM t_link l
     WHERE record.record_id = l.record_id AND NOT l.changed AND l.relation_id IS DISTINCT FROM l.was_entity`,
  );
  await tx.execute(
    `INSERT INTO record (record_id, version, family, type, dataset, source_record, target_record, entity_id)
     SELECT c.record_id, c.version, c.family, c.type, c.dataset, c.source_record, c.target_record, l.relation_id
     FROM t_change c JOIN t_link l ON l.record_id = c.record_id WHERE l.changed`,
  );
  await context.temp(
    't_dirty_relation',
    `SELECT was_entity AS relation_id FROM t_change WHERE family = 'relation' AND was_entity IS NOT NULL
     UNION SELECT was_entity FROM t_link WHERE was_entity IS NOT NULL
     UNION SELECT relation_id FROM t_link WHERE relation_id IS NOT NULL
     UNION SELECT entity_id FROM t_reordered WHERE family = 'relation'`,
  );
}

/** t_merged: relations of several records; t_member: the records of the others, one each, with the entities at their ends. */
async function mergeSeveral(context: ApplyContext): Promise<void> {
  const { tx } = context;
  const undirected = list(context.kinds((kind) => !kind.directed));
  await context.temp(
    't_member',
    `SELECT r.entity_id AS relation_id, r.type AS kind,
       CASE WHEN r.type IN ${undirected} THEN LEAST(s.entity_id, t.entity_id) ELSE s.entity_id END AS source,
       CASE WHEN r.type IN ${undirected} THEN GREATEST(s.entity_id, t.entity_id) ELSE t.entity_id END AS target,
       r.record_id, r.version, r.dataset
     FROM record r JOIN record s ON s.record_id = r.source_record JOIN record t ON t.record_id = r.target_record
     WHERE r.family = 'relation' AND r.entity_id IN (SELECT relation_id FROM t_dirty_relation)`,
  );
  await context.temp(
    't_merged',
    `SELECT relation_id, kind, source, target, periods, weight, sources, props FROM relation WHERE 1 = 0`,
  );
  const several = await context.temp(
    't_several',
    `SELECT relation_id, row_number() OVER (ORDER BY relation_id) AS idx FROM t_member GROUP BY relation_id HAVING count(*) > 1`,
  );
  if (several > 0) {
    await newestDays(
      context,
      't_day',
      `SELECT m.record_id, m.version FROM t_member m JOIN t_several g ON g.relation_id = m.relation_id`,
    );
    await context.temp(
      't_several_member',
      `SELECT g.idx, m.kind, ${['relation_id', 'source', 'target', 'record_id', 'version'].map((id) => `CAST(m.${id} AS VARCHAR) AS ${id}`).join(', ')}, m.dataset, y.source_date, v.props, ${dayNumber('v.valid_from')} AS day_from, ${dayNumber('v.valid_to')} AS day_to
       FROM t_member m JOIN t_several g ON g.relation_id = m.relation_id JOIN ${await context.versionsOf('t_member')} v ON ${context.sameVersion('v', 'm')}
       LEFT JOIN t_day y ON y.record_id = m.record_id`,
    );
    for (let start = 1; start <= several; start += pageSize) await mergePage(context, start);
    await tx.execute(
      `DELETE FROM t_member WHERE relation_id IN (SELECT relation_id FROM t_several)`,
    );
    await context.drop('t_several_member', 't_day');
  }
  await context.drop('t_several');
}

async function mergePage({ tx }: ApplyContext, start: number): Promise<void> {
  const members = (
    await packedRows(
      tx,
      [
        'relation_id',
        'kind',
        'source',
        'target',
        'record_id',
        'version',
        'source_date',
        'dataset',
        'day_from',
        'day_to',
        'props',
      ],
      `FROM t_several_member WHERE idx >= ${start} AND idx < ${start + pageSize} ORDER BY idx, record_id`,
    )
  ).map(
    ([
      relation,
      kind,
      source,
      target,
      recordId,
      version,
      sourceDate,
      dataset,
      from,
      to,
      props,
    ]) => ({
      relation: relation!,
      kind: kind!,
      source: source!,
      target: target!,
      from: numberOrNull(from),
      to: numberOrNull(to),
      recordId: recordId!,
      version: version!,
      sourceDate,
      dataset: dataset!,
      label: null,
      props: props!,
      tags: '',
      annotation: false,
    }),
  );
  const rows: SqlValue[][] = [];
  for (const [id, group] of groupBy(members, (member) => member.relation)) {
    const first = group[0]!;
    const merged = mergeRecords(group);
    const periods = unionPeriods(group);
    rows.push([
      id,
      first.kind,
      first.source,
      first.target,
      periodsJson(periods),
      group.length,
      merged.sources,
      merged.props,
    ]);
  }
  await tx.append(
    't_merged',
    ['relation_id', 'kind', 'source', 'target', 'periods', 'weight', 'sources', 'props'],
    rows,
  );
}

const numberOrNull = (text: string | null): number | null => (text === null ? null : Number(text));

async function replaceAsserted(context: ApplyContext): Promise<void> {
  const from = dayNumber('v.valid_from');
  const to = dayNumber('v.valid_to');
  const aloneDigest = `md5(concat(m.record_id, m.version))::uuid`;
  const mergedDigest = `md5(concat_ws(chr(31), n.periods, n.weight, n.sources, n.props))::uuid`;
  const only = (table: string, relation: string): string =>
    table ? `JOIN ${table} d ON d.id = ${relation}` : '';
  const versions = await context.versionsOf('t_member');
  await replaceRows(context, {
    table: 'relation',
    columns: relationColumns,
    rows: (limit) =>
      `SELECT m.relation_id, m.kind, m.source, m.target,
         CASE WHEN (v.valid_from IS NULL AND v.valid_to IS NULL) OR v.valid_from >= v.valid_to THEN '[]'
           ELSE '[[' || COALESCE(CAST(${from} AS VARCHAR), 'null') || ',' || COALESCE(CAST(${to} AS VARCHAR), 'null') || ']]' END AS periods,
         CAST(1 AS BIGINT) AS weight, m.dataset AS sources, v.props, ${aloneDigest} AS digest
       FROM t_member m JOIN ${versions} v ON ${context.sameVersion('v', 'm')} ${only(limit, 'm.relation_id')}
       UNION ALL
       SELECT n.relation_id, n.kind, n.source, n.target, n.periods, n.weight, n.sources, n.props, ${mergedDigest} FROM t_merged n ${only(limit, 'n.relation_id')}`,
    digests: `SELECT m.relation_id AS id, ${aloneDigest} AS digest FROM t_member m UNION ALL SELECT n.relation_id, ${mergedDigest} FROM t_merged n`,
    old: ['relation_id IN (SELECT relation_id FROM t_dirty_relation)'],
  });
}
