/** Step 7, entities: makes the rows of entities that the change may have altered, and replaces those that differ. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import type { SqlValue } from '@phecda/graph-schema/ports/sql';
import { mergeRecords } from '@phecda/graph-schema/truth/merge-records';
import type { ApplyContext } from './apply-context.ts';
import { groupBy } from './group-by.ts';
import { deriveBehaviour, findDirtyByBehaviour } from './derive-behaviour.ts';

const pageSize = 5_000;

export async function materialiseEntities(context: ApplyContext): Promise<void> {
  await findDirtyByBehaviour(context);
  await context.temp('t_entity_new', `SELECT entity_id, type, label, props, tags, sources FROM entity WHERE 1 = 0`);
  await makeRows(context);
  failpoint('apply:entities-made');
  await deriveBehaviour(context);
  await replaceEntities(context);
  await context.drop('t_dirty_trader', 't_entity_new', 't_behaviour', 't_dirty_entity', 't_moved', 't_touched_relation', 't_change');
}

/** One record: its own content, without leaving the database. Several: merged here, page by page. */
async function makeRows(context: ApplyContext): Promise<void> {
  const { tx } = context;
  await context.temp(
    't_member',
    `SELECT record_id, version, dataset, source_date, anchor, entity_id FROM record
     WHERE family = 'entity' AND entity_id IN (SELECT entity_id FROM t_dirty_entity)`,
  );
  await context.temp('t_several', `SELECT entity_id, row_number() OVER (ORDER BY entity_id) AS idx FROM t_member GROUP BY entity_id HAVING count(*) > 1`);
  const several = await context.count('t_several');
  await tx.execute(
    `INSERT INTO t_entity_new
     SELECT m.entity_id, v.type, COALESCE(NULLIF(v.label, ''), v.type), v.props, v.tags, m.dataset
     FROM t_member m JOIN version v ON v.record_id = m.record_id AND v.version = m.version
     ${several > 0 ? 'WHERE m.entity_id NOT IN (SELECT entity_id FROM t_several)' : ''}`,
  );
  if (several > 0) {
    await context.temp(
      't_several_member',
      `SELECT g.idx, m.entity_id, v.type, m.record_id, m.version, m.source_date, m.dataset, v.label, v.props, v.tags, m.anchor IS NOT NULL AS annotation
       FROM t_member m JOIN t_several g ON g.entity_id = m.entity_id JOIN version v ON v.record_id = m.record_id AND v.version = m.version`,
    );
    for (let start = 1; start <= several; start += pageSize) await mergePage(context, start);
    await context.drop('t_several_member');
  }
  await context.drop('t_member', 't_several');
}

interface EntityMember {
  entity_id: string;
  type: string;
  record_id: string;
  version: string;
  source_date: string | null;
  dataset: string;
  label: string | null;
  props: string;
  tags: string;
  annotation: boolean;
}

async function mergePage({ tx }: ApplyContext, start: number): Promise<void> {
  const members = await tx.query<EntityMember>(
    `SELECT * FROM t_several_member WHERE idx >= ${start} AND idx < ${start + pageSize} ORDER BY idx, record_id`,
  );
  const rows: SqlValue[][] = [];
  for (const [id, group] of groupBy(members, (member) => member.entity_id)) {
    const merged = mergeRecords(group.map((member) => ({ ...member, recordId: member.record_id, sourceDate: member.source_date })));
    const { type } = group[0]!;
    rows.push([id, type, merged.label ?? type, merged.props, merged.tags, merged.sources]);
  }
  await tx.append('t_entity_new', ['entity_id', 'type', 'label', 'props', 'tags', 'sources'], rows);
}

async function replaceEntities(context: ApplyContext): Promise<void> {
  const { tx } = context;
  const separator = ` || chr(31) || `;
  const digest = `md5(${['n.type', 'n.label', 'n.props', 'n.tags', 'n.sources', `COALESCE(b.behaviour, '{}')`].join(separator)})::uuid`;
  await context.temp(
    't_entity_old',
    `SELECT entity_id, digest FROM entity WHERE rev_to IS NULL AND entity_id IN (SELECT entity_id FROM t_dirty_entity)`,
  );
  const hasOld = (await context.count('t_entity_old')) > 0;
  if (hasOld) {
    await context.temp(
      't_entity_diff',
      `SELECT COALESCE(n.entity_id, o.entity_id) AS entity_id, n.digest, o.digest AS was
       FROM (SELECT n.entity_id, ${digest} AS digest FROM t_entity_new n LEFT JOIN t_behaviour b ON b.entity_id = n.entity_id) n
       FULL JOIN t_entity_old o ON o.entity_id = n.entity_id
       WHERE n.digest IS DISTINCT FROM o.digest`,
    );
    const [count] = await tx.query<{ added: number; changed: number; removed: number }>(
      `SELECT count(*) FILTER (WHERE was IS NULL) AS added, count(*) FILTER (WHERE was IS NOT NULL AND digest IS NOT NULL) AS changed,
         count(*) FILTER (WHERE digest IS NULL) AS removed FROM t_entity_diff`,
    );
    context.counts.entitiesAdded = count?.added ?? 0;
    context.counts.entitiesChanged = count?.changed ?? 0;
    context.counts.entitiesRemoved = count?.removed ?? 0;
  } else context.counts.entitiesAdded = await context.count('t_entity_new');

  // An entity that was here before keeps its number, even when it had gone.
  const highest = (await context.value<number>(`SELECT COALESCE(max(no), 0) AS x FROM entity`)) ?? 0;
  await context.temp(
    't_number',
    `SELECT entity_id, max(no) AS no FROM entity WHERE entity_id IN (SELECT entity_id FROM ${hasOld ? 't_entity_diff' : 't_entity_new'}) GROUP BY entity_id`,
  );
  const numbered = await context.count('t_number');
  if (hasOld) {
    await tx.execute(
      `UPDATE entity SET rev_to = ${tx.revision} FROM t_entity_diff d WHERE entity.entity_id = d.entity_id AND entity.rev_to IS NULL AND d.was IS NOT NULL`,
    );
  }
  await tx.execute(
    `INSERT INTO entity (entity_id, no, type, label, props, tags, sources, behaviour, digest, rev_from)
     SELECT n.entity_id, ${numbered > 0 ? `COALESCE(k.no, ${highest} + row_number() OVER (PARTITION BY k.no IS NULL))` : `${highest} + row_number() OVER ()`},
       n.type, n.label, n.props, n.tags, n.sources, COALESCE(b.behaviour, '{}'), ${digest}, ${tx.revision}
     FROM t_entity_new n LEFT JOIN t_behaviour b ON b.entity_id = n.entity_id
     ${hasOld ? 'JOIN t_entity_diff d ON d.entity_id = n.entity_id' : ''}
     ${numbered > 0 ? 'LEFT JOIN t_number k ON k.entity_id = n.entity_id' : ''}`,
  );
  await context.drop('t_entity_old', 't_number', ...(hasOld ? ['t_entity_diff'] : []));
}
