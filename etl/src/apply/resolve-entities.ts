/** Step 4, resolve: groups records into entities by shared keys and judgements, only where the change reaches. */
import {
  entityIdOfRecordSql,
  keyRankSql,
  namedGroupsSql,
} from '@phecda/graph-schema/truth/entity-id';
import { uuids, type ApplyContext } from './apply-context.ts';
import { resolveReferences } from './resolve-references.ts';
import { separateDifferent } from './separate-different.ts';

/**
 * Leaves behind:
 * t_moved (record_id, was_entity, now_entity): entity records that are in another entity than before (NULL: in none);
 * t_dirty_entity (entity_id): entities whose row has to be made again.
 */
export async function resolveEntities(context: ApplyContext): Promise<void> {
  const contested =
    (await context.count(`judgement WHERE kind = 'different' AND retracted_revision IS NULL`)) > 0;
  await collectChangedKeys(context);
  await collectAffected(context, contested);
  await labelComponents(context);
  if (contested) await separateDifferent(context);
  await nameGroups(context, contested);
  await writeBack(context);
  await moveAnnotations(context);
  const known = await context.count('t_affected WHERE was_entity IS NOT NULL');
  const plain =
    known === 0 &&
    (await context.count(`t_change WHERE family = 'entity' AND (before OR anchor IS NOT NULL)`)) ===
      0;
  const alone =
    (await context.count('t_resolved')) === 0 &&
    (await context.count('t_moved')) === (await context.count('t_affected'));
  await context.temp(
    't_dirty_entity',
    plain
      ? `SELECT ${alone ? '' : 'DISTINCT '}now_entity AS entity_id FROM t_moved WHERE now_entity IS NOT NULL`
      : `SELECT was_entity AS entity_id FROM t_change WHERE family = 'entity' AND was_entity IS NOT NULL
         UNION SELECT r.entity_id FROM t_change c JOIN record r ON r.record_id = c.record_id WHERE c.family = 'entity' AND r.entity_id IS NOT NULL
         UNION SELECT was_entity FROM t_moved WHERE was_entity IS NOT NULL
         UNION SELECT now_entity FROM t_moved WHERE now_entity IS NOT NULL`,
  );
  await context.drop('t_changed_key', 't_affected', 't_affected_key', 't_resolved', 't_now');
  await resolveReferences(context);
}

/** t_changed_key: keys that changed records hold now; t_gone_key: keys that they held before, which leave record_key here. */
async function collectChangedKeys(context: ApplyContext): Promise<void> {
  const before = `(SELECT record_id FROM t_change WHERE before AND family = 'entity')`;
  const any = (await context.count(`t_change WHERE before AND family = 'entity'`)) > 0;
  await context.temp(
    't_gone_key',
    `SELECT DISTINCT key FROM record_key WHERE ${any ? `record_id IN ${before}` : '1 = 0'}`,
  );
  if (any) await context.tx.execute(`DELETE FROM record_key WHERE record_id IN ${before}`);
  await context.temp(
    't_changed_key',
    `SELECT record_id, type, key FROM (
       SELECT c.record_id, c.type, unnest(string_to_array(v.keys, chr(10))) AS key
       FROM t_change c JOIN version v ON v.record_id = c.record_id AND v.version = c.version
       WHERE c.family = 'entity' AND c.after AND c.anchor IS NULL AND v.keys <> '') k`,
  );
}

const notIgnored = (record: string, key: string): string =>
  `NOT EXISTS (SELECT 1 FROM judgement j WHERE j.kind = 'ignoreKey' AND j.retracted_revision IS NULL AND j.left_record = ${record} AND j.key = ${key})`;

/** t_affected: changed records, and every record of the entities that they were in or now touch by key or judgement. */
async function collectAffected(context: ApplyContext, contested: boolean): Promise<void> {
  const { tx } = context;
  // Counted, so that the few are looked up among all records and not all records held against them.
  await context.temp(
    't_key_holder',
    `SELECT DISTINCT k.record_id FROM record_key k WHERE k.key IN (SELECT key FROM t_changed_key)`,
  );
  await context.temp(
    't_hit',
    `SELECT was_entity AS entity_id FROM t_change WHERE family = 'entity' AND was_entity IS NOT NULL AND was_anchor IS NULL
     UNION SELECT r.entity_id FROM record r WHERE r.record_id IN (SELECT record_id FROM t_key_holder) AND r.entity_id IS NOT NULL
     ${contested ? whoMayInherit : ''}
     UNION SELECT r.entity_id FROM record r WHERE r.record_id IN ${uuids(context.judgedRecords)} AND r.entity_id IS NOT NULL
     UNION SELECT r.entity_id FROM judgement j JOIN t_change c ON c.record_id = j.left_record JOIN record r ON r.record_id = j.right_record
       WHERE j.kind = 'same' AND j.retracted_revision IS NULL AND r.entity_id IS NOT NULL
     UNION SELECT r.entity_id FROM judgement j JOIN t_change c ON c.record_id = j.right_record JOIN record r ON r.record_id = j.left_record
       WHERE j.kind = 'same' AND j.retracted_revision IS NULL AND r.entity_id IS NOT NULL`,
  );
  // Where people judged, one web of keys can hold several entities: follow it to its end.
  if (contested || context.judgedRecords.length > 0) await followWeb(context);
  await context.temp(
    't_affected',
    `SELECT record_id, type, entity_id AS was_entity, FALSE AS changed FROM record
       WHERE family = 'entity' AND anchor IS NULL AND entity_id IN (SELECT entity_id FROM t_hit)
     UNION ALL
     SELECT record_id, type, was_entity, TRUE FROM t_change WHERE family = 'entity' AND after AND anchor IS NULL`,
  );
  const ignores =
    (await context.count(`judgement WHERE kind = 'ignoreKey' AND retracted_revision IS NULL`)) > 0;
  const rank = keyRankSql(context.ontology.entityTypes);
  await context.temp(
    't_affected_key',
    `SELECT k.record_id, k.type, k.key, ${rank} AS rank FROM (
       SELECT record_id, type, key FROM t_changed_key
       UNION ALL
       SELECT k.record_id, a.type, k.key FROM record_key k JOIN t_affected a ON a.record_id = k.record_id WHERE NOT a.changed) k
     ${ignores ? `WHERE ${notIgnored('k.record_id', 'k.key')}` : ''}`,
  );
  await tx.execute(
    `INSERT INTO record_key (record_id, key) SELECT record_id, key FROM t_changed_key`,
  );
  await context.drop('t_hit', 't_key_holder', 't_gone_key');
}

/** A key that a record has given up may now belong to another group that holds it. */
const whoMayInherit = `UNION SELECT r.entity_id FROM record r WHERE r.record_id IN
       (SELECT k.record_id FROM record_key k WHERE k.key IN (SELECT key FROM t_gone_key)) AND r.entity_id IS NOT NULL`;

async function followWeb(context: ApplyContext): Promise<void> {
  const { tx } = context;
  let size = await context.count('t_hit');
  for (;;) {
    await tx.execute(
      `INSERT INTO t_hit
       SELECT entity_id FROM (
         SELECT o.entity_id FROM record r JOIN record_key k ON k.record_id = r.record_id JOIN record_key k2 ON k2.key = k.key JOIN record o ON o.record_id = k2.record_id
           WHERE r.entity_id IN (SELECT entity_id FROM t_hit) AND r.family = 'entity'
         UNION SELECT o.entity_id FROM judgement j JOIN record r ON r.record_id = j.left_record JOIN record o ON o.record_id = j.right_record
           WHERE j.kind = 'same' AND j.retracted_revision IS NULL AND r.entity_id IN (SELECT entity_id FROM t_hit)
         UNION SELECT o.entity_id FROM judgement j JOIN record r ON r.record_id = j.right_record JOIN record o ON o.record_id = j.left_record
           WHERE j.kind = 'same' AND j.retracted_revision IS NULL AND r.entity_id IN (SELECT entity_id FROM t_hit)
       ) n WHERE n.entity_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM t_hit h WHERE h.entity_id = n.entity_id)`,
    );
    const grown = await context.count('t_hit');
    if (grown === size) return;
    size = grown;
  }
}

/**
 * t_resolved (record_id, group_id: its least record) for those of t_affected that share anything; the others are alone: connected components by least label with pointer jumping
 * (as FastSV, Zhang et al. 2020).
 */
async function labelComponents(context: ApplyContext): Promise<void> {
  await context.temp(
    't_shared_key',
    `SELECT key FROM t_affected_key GROUP BY key HAVING count(*) > 1`,
  );
  // The few records of judgements first: a join of all that is affected with itself would be held in memory twice.
  await context.temp(
    't_judged',
    `SELECT record_id, type FROM t_affected WHERE record_id IN
       (SELECT left_record FROM judgement WHERE kind = 'same' AND retracted_revision IS NULL
        UNION SELECT right_record FROM judgement WHERE kind = 'same' AND retracted_revision IS NULL)`,
  );
  await context.temp(
    't_same',
    `SELECT j.left_record, j.right_record FROM judgement j JOIN t_judged a ON a.record_id = j.left_record JOIN t_judged b ON b.record_id = j.right_record
     WHERE j.kind = 'same' AND j.retracted_revision IS NULL AND a.type = b.type`,
  );
  await context.drop('t_judged');
  await context.temp(
    't_node',
    `SELECT record_id, row_number() OVER (ORDER BY record_id) AS idx FROM (
       SELECT k.record_id FROM t_affected_key k JOIN t_shared_key s ON s.key = k.key
       UNION SELECT left_record FROM t_same UNION SELECT right_record FROM t_same) n`,
  );
  await context.temp(
    't_half',
    `SELECT n.idx AS a, min(n.idx) OVER (PARTITION BY k.type, k.key) AS b
     FROM t_affected_key k JOIN t_shared_key s ON s.key = k.key JOIN t_node n ON n.record_id = k.record_id
     UNION ALL
     SELECT l.idx, r.idx FROM t_same s JOIN t_node l ON l.record_id = s.left_record JOIN t_node r ON r.record_id = s.right_record`,
  );
  await context.temp(
    't_edge',
    `SELECT a, b FROM t_half WHERE a <> b UNION SELECT b, a FROM t_half WHERE a <> b`,
  );
  await context.temp('t_label', `SELECT idx, idx AS label FROM t_node`);
  let sum = await context.value<number>(`SELECT COALESCE(sum(label), 0) AS x FROM t_label`);
  while (sum !== 0) {
    await context.temp(
      't_hooked',
      `SELECT idx, min(label) AS label FROM (
         SELECT idx, label FROM t_label
         UNION ALL SELECT e.a, l.label FROM t_edge e JOIN t_label l ON l.idx = e.b
         UNION ALL SELECT o.label, l.label FROM t_edge e JOIN t_label l ON l.idx = e.b JOIN t_label o ON o.idx = e.a) c
       GROUP BY idx`,
    );
    await context.drop('t_label');
    await context.temp(
      't_label',
      `SELECT h.idx, j.label FROM t_hooked h JOIN t_hooked j ON j.idx = h.label`,
    );
    await context.drop('t_hooked');
    const next = await context.value<number>(`SELECT COALESCE(sum(label), 0) AS x FROM t_label`);
    if (next === sum) break;
    sum = next;
  }
  await context.temp(
    't_resolved',
    `SELECT n.record_id, root.record_id AS group_id FROM t_node n JOIN t_label l ON l.idx = n.idx JOIN t_node root ON root.idx = l.label`,
  );
  await context.drop('t_half', 't_shared_key', 't_same', 't_node', 't_edge', 't_label');
}

/** t_now (record_id, was_entity, changed, entity_id): of each affected record the entity that it is in now. */
async function nameGroups(context: ApplyContext, contested: boolean): Promise<void> {
  const { recordSecret } = context.tx.dialect;
  await context.temp(
    't_named',
    namedGroupsSql(
      recordSecret,
      `(SELECT COALESCE(r.group_id, k.record_id) AS group_id, k.record_id, k.type, k.key, k.rank
        FROM t_affected_key k LEFT JOIN t_resolved r ON r.record_id = k.record_id)`,
      contested,
    ),
  );
  await context.temp(
    't_now',
    `SELECT g.record_id, g.was_entity, g.changed, COALESCE(n.entity_id, ${entityIdOfRecordSql(recordSecret, 'g.group_id')}) AS entity_id
     FROM (SELECT a.record_id, a.was_entity, a.changed, COALESCE(r.group_id, a.record_id) AS group_id
       FROM t_affected a LEFT JOIN t_resolved r ON r.record_id = a.record_id) g LEFT JOIN t_named n ON n.group_id = g.group_id`,
  );
  await context.drop('t_named');
}

async function writeBack(context: ApplyContext): Promise<void> {
  const { tx } = context;
  await context.temp(
    't_moved',
    `SELECT record_id, was_entity, entity_id AS now_entity FROM t_now WHERE entity_id IS DISTINCT FROM was_entity
     UNION ALL
     SELECT record_id, was_entity, NULL FROM t_change WHERE family = 'entity' AND NOT after AND was_anchor IS NULL`,
  );
  await tx.execute(
    `INSERT INTO lineage (record_id, entity_before, entity_after, revision)
     SELECT record_id, was_entity, now_entity, ${tx.revision} FROM t_moved WHERE was_entity IS NOT NULL AND now_entity IS NOT NULL`,
  );
  await tx.execute(
    `UPDATE record SET entity_id = n.entity_id FROM t_now n
     WHERE record.record_id = n.record_id AND NOT n.changed AND n.entity_id IS DISTINCT FROM n.was_entity`,
  );
  await tx.execute(
    `INSERT INTO record (record_id, version, family, type, dataset, entity_id)
     SELECT c.record_id, c.version, c.family, c.type, c.dataset, n.entity_id
     FROM t_change c JOIN t_now n ON n.record_id = c.record_id WHERE c.family = 'entity' AND c.after AND c.anchor IS NULL`,
  );
}

/** An annotation follows the record that it annotates; without it, it belongs to nothing. */
async function moveAnnotations(context: ApplyContext): Promise<void> {
  const { tx } = context;
  await context.temp(
    't_annotating',
    `SELECT record_id, anchor, was_entity, TRUE AS changed FROM t_change WHERE family = 'entity' AND after AND anchor IS NOT NULL
     UNION ALL
     SELECT record_id, anchor, entity_id, FALSE FROM record WHERE anchor IN (SELECT record_id FROM t_moved)`,
  );
  const annotated = await context.temp(
    't_annotation',
    `SELECT x.record_id, x.was_entity, x.changed, h.entity_id AS now_entity FROM t_annotating x
     LEFT JOIN (SELECT record_id, entity_id FROM record WHERE anchor IS NULL AND family = 'entity' AND record_id IN (SELECT anchor FROM t_annotating)) h
       ON h.record_id = x.anchor`,
  );
  await context.drop('t_annotating');
  if (annotated > 0) {
    await tx.execute(
      `UPDATE record SET entity_id = a.now_entity FROM t_annotation a WHERE record.record_id = a.record_id AND NOT a.changed`,
    );
    await tx.execute(
      `INSERT INTO record (record_id, version, family, type, dataset, anchor, entity_id)
       SELECT c.record_id, c.version, c.family, c.type, c.dataset, c.anchor, a.now_entity
       FROM t_change c JOIN t_annotation a ON a.record_id = c.record_id WHERE a.changed`,
    );
  }
  await tx.execute(
    `INSERT INTO t_moved
     SELECT record_id, was_entity, now_entity FROM t_annotation WHERE was_entity IS DISTINCT FROM now_entity
     UNION ALL
     SELECT record_id, was_entity, NULL FROM t_change WHERE family = 'entity' AND NOT after AND was_anchor IS NOT NULL AND was_entity IS NOT NULL`,
  );
  await context.drop('t_annotation');
}
