/** Reads of one entity: its materialised row, the records it is made of, and what each of them says now. */
import type { Ontology } from '@phecda/graph-schema';
import { md5Uuid } from '@phecda/graph-schema/truth/record-id';
import { lines, object } from '../truth-text.ts';
import type { EntityModel, RelationModel } from '../graphql/models.ts';
import { entityIdsOf } from './entity-ids.ts';
import type { ViewedTruth } from './truth.ts';

export interface RecordContent {
  readonly recordId: string;
  readonly dataset: string;
  readonly label: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly keys: readonly string[];
  readonly tags: readonly string[];
  readonly anchor: string | null;
}

export async function readEntity(
  truth: ViewedTruth,
  entityId: string,
): Promise<EntityModel | null> {
  const [row] = await truth.query<{
    record: string;
    type: string;
    label: string;
    props: string;
    behaviour: string;
    sources: string;
  }>(
    `SELECT record, type, label, props, behaviour, sources FROM entity WHERE entity_id = CAST($1 AS UUID) AND rev_to IS NULL`,
    [entityId],
  );
  if (!row) return null;
  return {
    id: entityId,
    record: row.record,
    type: row.type,
    label: row.label,
    props: object(row.props),
    behaviour: object(row.behaviour),
    sources: lines(row.sources),
  };
}

export async function readRelation(
  truth: ViewedTruth,
  relationId: string,
): Promise<RelationModel | null> {
  const [row] = await truth.query<{
    kind: string;
    source: string;
    target: string;
    periods: string;
    weight: number;
    sources: string;
    props: string;
  }>(
    `SELECT kind, source, target, periods, weight, sources, props FROM relation
     WHERE relation_id = CAST($1 AS UUID) AND rev_to IS NULL`,
    [relationId],
  );
  if (!row) return null;
  return {
    id: relationId,
    kind: row.kind,
    source: row.source,
    target: row.target,
    periods: periodsOf(row.periods),
    weight: row.weight,
    sources: lines(row.sources),
    props: object(row.props),
  };
}

/** Relation that a relation record supports today, or the one that a former relation's ends lead to, or the id itself. */
export async function relationIdOf(
  truth: ViewedTruth,
  id: string,
  kinds: Ontology['relationKinds'],
): Promise<string> {
  const [record] = await truth.query<{ entity_id: string | null }>(
    `SELECT entity_id FROM record WHERE record_id = CAST($1 AS UUID) AND family = 'relation'`,
    [id],
  );
  if (record) return record.entity_id ?? id;
  const rows = await truth.query<{
    kind: string;
    source: string;
    target: string;
    rev_to: number | null;
  }>(
    `SELECT kind, source, target, rev_to FROM relation WHERE relation_id = CAST($1 AS UUID) ORDER BY rev_from DESC LIMIT 1`,
    [id],
  );
  const [row] = rows;
  if (!row || row.rev_to === null) return id;
  const ends = await entityIdsOf(truth, [row.source, row.target]);
  const source = ends.get(row.source) ?? row.source;
  const target = ends.get(row.target) ?? row.target;
  const swap = kinds[row.kind]?.directed === false && source > target;
  return md5Uuid(`${row.kind}|${swap ? target : source}|${swap ? source : target}`);
}

/** Current content of the records of an entity or relation (its id in `owner`), ascending by dataset and record. */
export async function readRecords(truth: ViewedTruth, owner: string): Promise<RecordContent[]> {
  const rows = await truth.query<{
    record_id: string;
    dataset: string;
    label: string | null;
    props: string;
    keys: string;
    tags: string;
    anchor: string | null;
  }>(
    `SELECT r.record_id, r.dataset, v.label, v.props, v.keys, v.tags, r.anchor
     FROM record r JOIN version v ON v.record_id = r.record_id AND v.version = r.version
     WHERE r.entity_id = CAST($1 AS UUID) ORDER BY r.dataset, r.record_id`,
    [owner],
  );
  return rows.map((row) => ({
    recordId: row.record_id,
    dataset: row.dataset,
    label: row.label ?? '',
    props: object(row.props),
    keys: lines(row.keys),
    tags: lines(row.tags),
    anchor: row.anchor,
  }));
}

/** Record → number of live files that assert it. */
export async function readFileCounts(
  truth: ViewedTruth,
  owner: string,
): Promise<Map<string, number>> {
  const rows = await truth.query<{ record_id: string; files: number }>(
    `SELECT a.record_id, count(DISTINCT a.file_no) AS files
     FROM assertion a JOIN file f ON f.file_no = a.file_no
     WHERE f.live AND a.record_id IN (SELECT record_id FROM record WHERE entity_id = CAST($1 AS UUID))
     GROUP BY a.record_id`,
    [owner],
  );
  return new Map(rows.map((row) => [row.record_id, row.files]));
}

export interface SaidBy {
  readonly author: string;
  readonly at: string;
  readonly reason: string;
  /** Entry of the inbox. */
  readonly number: number | null;
}

/** Analyst's record → who set it, when and why. */
export async function readSaidBy(truth: ViewedTruth, owner: string): Promise<Map<string, SaidBy>> {
  const rows = await truth.query<{
    record_id: string;
    actor: string;
    made_at: string;
    reason: string;
    inbox_number: number | null;
  }>(
    `SELECT r.record_id, f.actor, f.made_at, f.reason, f.inbox_number
     FROM record r JOIN assertion a ON a.record_id = r.record_id AND a.version = r.version JOIN file f ON f.file_no = a.file_no
     WHERE r.entity_id = CAST($1 AS UUID) AND r.dataset = 'analyst' AND f.live
     ORDER BY f.file_no`,
    [owner],
  );
  return new Map(
    rows.map((row) => [
      row.record_id,
      { author: row.actor, at: row.made_at, reason: row.reason, number: row.inbox_number },
    ]),
  );
}

function periodsOf(text: string): RelationModel['periods'] {
  const data: unknown = JSON.parse(text);
  if (!Array.isArray(data)) return [];
  return data.map((pair: unknown) => {
    const [from, to] = Array.isArray(pair) ? (pair as unknown[]) : [];
    return { from: typeof from === 'number' ? from : null, to: typeof to === 'number' ? to : null };
  });
}
