/** Migration 9: ids that tell nothing and stay. Record ids become keyed hashes, entities are named by the strongest key that they own, lineage says what became of an entity. */
import type { SqlDialect, SqlTransaction } from '../../ports/sql.ts';
import { entityIdOfRecordSql, keyRankSql, namedGroupsSql } from '../../truth/entity-id.ts';
import { keyedIdSql } from '../../truth/record-id.ts';
import { forEngine } from './for-engine.ts';
import type { MigrationOntology } from './index.ts';

export function identityTables(dialect: SqlDialect): string[] {
  return forEngine(
    dialect,
    [
      // What is known of the deployment itself: fingerprint of its secret, work left to the next start.
      `CREATE TABLE deployment (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
      // A record went from one entity to another; 0 = when ids were renamed, which made no revision.
      `CREATE TABLE lineage (record_id UUID NOT NULL, entity_before UUID NOT NULL, entity_after UUID NOT NULL, revision BIGINT NOT NULL)`,
      // The smallest record of the entity.
      `ALTER TABLE entity ADD COLUMN record UUID`,
    ],
    [
      `CREATE INDEX lineage_record ON lineage (record_id)`,
      `CREATE INDEX lineage_before ON lineage (entity_before)`,
      `CREATE INDEX lineage_revision ON lineage (revision)`,
    ],
  );
}

/** Columns that held plain record ids. */
const renamed: Readonly<Record<string, readonly string[]>> = {
  version: ['record_id', 'anchor', 'source_record', 'target_record'],
  assertion_run: ['record_id'],
  record: ['record_id', 'anchor', 'source_record', 'target_record'],
  record_key: ['record_id'],
  judgement: ['left_record', 'right_record'],
  pair_month: ['source_record', 'target_record'],
  declaration_version: [
    'record_id',
    'trader',
    'declarant',
    'overseas',
    'carrier',
    'vehicle',
    'vessel',
    'container',
    'port',
    'hs',
  ],
};

/** Renames the rows that hold now; closed rows keep their ids and are found through lineage. No revision: nothing is said anew. */
export async function renameEverything(
  tx: SqlTransaction,
  ontology: MigrationOntology,
): Promise<void> {
  const [known] = await tx.query<{ n: number }>(
    `SELECT (SELECT count(*) FROM record) + (SELECT count(*) FROM entity) + (SELECT count(*) FROM file) AS n`,
  );
  if (known?.n === 0) return;
  await keyRecords(tx);
  const contested =
    (
      await tx.query(
        `SELECT 1 AS one FROM judgement WHERE kind = 'different' AND retracted_revision IS NULL LIMIT 1`,
      )
    ).length > 0;
  await nameEntities(tx, ontology, contested);
  await renameRelations(tx, ontology);
  await renameEntities(tx);
  for (const table of ['t_entity', 't_relation']) await tx.execute(`DROP TABLE ${table}`);
  // Sums per currency wait for a change, and what people told apart for the order of the new ids.
  const declared = (await tx.query('SELECT 1 AS one FROM declaration_version LIMIT 1')).length > 0;
  const later = ['rebuild-view', ...(contested || declared ? ['resolve-again'] : [])];
  for (const name of later)
    await tx.execute(`INSERT INTO deployment (name, value) VALUES ($1, 'after ids were renamed')`, [
      name,
    ]);
}

async function keyRecords(tx: SqlTransaction): Promise<void> {
  const keyed = (column: string): string => keyedIdSql(tx.dialect.recordSecret, column);
  for (const [table, columns] of Object.entries(renamed))
    await tx.execute(
      `UPDATE ${table} SET ${columns.map((column) => `${column} = ${keyed(column)}`).join(', ')}`,
    );
  // An entity was named by its smallest record.
  await tx.execute(`UPDATE entity SET record = ${keyed('entity_id')}`);
  // What analysts state is named by the records that it is about, as they are called now.
  const plain = `md5(concat('analyst', chr(31), type, chr(31), COALESCE(anchor, source_record), chr(31), COALESCE(CAST(target_record AS VARCHAR), tags)))::uuid`;
  await makeTemp(
    tx,
    't_analyst',
    `SELECT record_id AS was, ${keyed(plain)} AS is_now FROM version WHERE dataset = 'analyst'`,
  );
  for (const table of ['version', 'assertion_run', 'record'])
    await tx.execute(
      `UPDATE ${table} SET record_id = a.is_now FROM t_analyst a WHERE ${table}.record_id = a.was`,
    );
  await tx.execute('DROP TABLE t_analyst');
}

/** t_entity (was, is_now, record, members): the new name of each entity. */
async function nameEntities(
  tx: SqlTransaction,
  ontology: MigrationOntology,
  contested: boolean,
): Promise<void> {
  const { recordSecret, minUuid } = tx.dialect;
  const rank = keyRankSql(ontology.entityTypes);
  const keys = `(SELECT k.group_id, k.record_id, k.type, k.key, ${rank} AS rank FROM (
      SELECT r.entity_id AS group_id, r.record_id, r.type, h.key FROM record_key h JOIN record r ON r.record_id = h.record_id
      WHERE NOT EXISTS (SELECT 1 FROM judgement j WHERE j.kind = 'ignoreKey' AND j.retracted_revision IS NULL AND j.left_record = r.record_id AND j.key = h.key)) k)`;
  await makeTemp(
    tx,
    't_entity',
    `SELECT g.was, COALESCE(n.entity_id, ${entityIdOfRecordSql(recordSecret, 'g.record')}) AS is_now, g.record, g.members
     FROM (SELECT entity_id AS was, ${minUuid('record_id')} FILTER (WHERE anchor IS NULL) AS record, count(*) AS members
       FROM record WHERE family = 'entity' AND entity_id IS NOT NULL GROUP BY entity_id) g
     LEFT JOIN (${namedGroupsSql(recordSecret, keys, contested)}) n ON n.group_id = g.was`,
  );
  await tx.execute(
    `INSERT INTO lineage (record_id, entity_before, entity_after, revision)
     SELECT r.record_id, c.id, e.is_now, 0 FROM (
       SELECT entity_id AS id FROM entity WHERE rev_to IS NOT NULL
       UNION SELECT source FROM relation WHERE rev_to IS NOT NULL
       UNION SELECT target FROM relation WHERE rev_to IS NOT NULL) c
     JOIN record r ON r.record_id = ${keyedIdSql(recordSecret, 'c.id')} JOIN t_entity e ON e.was = r.entity_id`,
  );
}

async function renameRelations(tx: SqlTransaction, ontology: MigrationOntology): Promise<void> {
  const kinds = Object.values(ontology.relationKinds);
  const list = (names: readonly string[]): string =>
    names.length === 0 ? '(NULL)' : `(${names.map((name) => `'${name}'`).join(', ')})`;
  const undirected = list(kinds.filter(({ directed }) => !directed).map(({ name }) => name));
  const derived = list(kinds.filter(({ aggregated }) => aggregated).map(({ name }) => name));
  await makeTemp(
    tx,
    't_relation',
    `SELECT was, md5(concat(kind, '|', source, '|', target))::uuid AS is_now, source, target FROM (
       SELECT r.relation_id AS was, r.kind,
         CASE WHEN r.kind IN ${undirected} THEN LEAST(s.is_now, t.is_now) ELSE s.is_now END AS source,
         CASE WHEN r.kind IN ${undirected} THEN GREATEST(s.is_now, t.is_now) ELSE t.is_now END AS target
       FROM relation r JOIN t_entity s ON s.was = r.source JOIN t_entity t ON t.was = r.target WHERE r.rev_to IS NULL) e`,
  );
  await tx.execute(
    `UPDATE record SET entity_id = t.is_now FROM t_relation t WHERE record.family = 'relation' AND record.entity_id = t.was`,
  );
  await tx.execute(
    `UPDATE relation SET relation_id = t.is_now, source = t.source, target = t.target FROM t_relation t WHERE relation.relation_id = t.was AND relation.rev_to IS NULL`,
  );
  // Digests of what one record says hold the record's id.
  await tx.execute(
    `UPDATE relation SET digest = md5(concat(r.record_id, r.version))::uuid FROM record r
     WHERE r.family = 'relation' AND r.entity_id = relation.relation_id AND relation.rev_to IS NULL AND relation.weight = 1 AND relation.kind NOT IN ${derived}`,
  );
}

async function renameEntities(tx: SqlTransaction): Promise<void> {
  await tx.execute(
    `UPDATE record SET entity_id = e.is_now FROM t_entity e WHERE record.family = 'entity' AND record.entity_id = e.was`,
  );
  await tx.execute(
    `UPDATE entity SET entity_id = e.is_now, record = e.record,
       digest = md5(concat_ws(chr(31), e.record, entity.type, entity.label, entity.props, entity.tags, entity.sources, NULLIF(entity.behaviour, '{}')))::uuid
     FROM t_entity e WHERE entity.entity_id = e.was AND entity.rev_to IS NULL`,
  );
  await tx.execute(
    `UPDATE entity SET digest = md5(concat(r.record_id, r.version, NULLIF(entity.behaviour, '{}')))::uuid
     FROM record r JOIN t_entity e ON e.record = r.record_id AND e.members = 1
     WHERE entity.entity_id = e.is_now AND entity.rev_to IS NULL`,
  );
}

async function makeTemp(tx: SqlTransaction, name: string, select: string): Promise<void> {
  await tx.execute(tx.dialect.createTemp(name, select));
  if (tx.engine === 'postgres') await tx.execute(`ANALYZE ${name}`);
}
