/** Judgements in force, with the labels of what they speak of. */
import type { Judgement, JudgementKind } from '../generated/resolvers.ts';
import { idList } from './entity-ids.ts';
import type { ViewedTruth } from './truth.ts';

interface JudgementRow {
  readonly judgement_id: string;
  readonly kind: JudgementKind;
  readonly left_record: string;
  readonly right_record: string | null;
  readonly key: string | null;
  readonly actor: string;
  readonly reason: string;
  readonly made_at: string;
  readonly in_force: boolean;
}

const columns =
  'judgement_id, kind, left_record, right_record, key, actor, reason, made_at, retracted_revision IS NULL AS in_force';

/** About any record of the entity, newest first. */
export async function judgementsOf(truth: ViewedTruth, entityId: string): Promise<Judgement[]> {
  const records = `(SELECT record_id FROM record WHERE entity_id = CAST($1 AS UUID))`;
  const rows = await truth.query<JudgementRow>(
    `SELECT ${columns} FROM judgement WHERE retracted_revision IS NULL AND (left_record IN ${records} OR right_record IN ${records})
     ORDER BY revision DESC, judgement_id`,
    [entityId],
  );
  return withLabels(truth, rows);
}

export async function judgementsById(
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<Judgement[]> {
  if (ids.length === 0) return [];
  const rows = await truth.query<JudgementRow>(
    `SELECT ${columns} FROM judgement WHERE judgement_id IN ${idList('$1')}`,
    [ids.join(',')],
  );
  const known = new Map(
    (await withLabels(truth, rows)).map((judgement) => [judgement.id, judgement]),
  );
  return ids.flatMap((id) => known.get(id) ?? []);
}

async function withLabels(truth: ViewedTruth, rows: readonly JudgementRow[]): Promise<Judgement[]> {
  const ids = [
    ...new Set(
      rows.flatMap((row) => [
        row.left_record,
        ...(row.right_record === null ? [] : [row.right_record]),
      ]),
    ),
  ];
  const found =
    ids.length === 0
      ? []
      : await truth.query<{ record_id: string; label: string | null }>(
          `SELECT r.record_id, v.label FROM record r JOIN version v ON v.record_id = r.record_id AND v.version = r.version
     WHERE r.record_id IN ${idList('$1')}`,
          [ids.join(',')],
        );
  const labels = new Map(found.map((row) => [row.record_id, row.label]));
  return rows.map((row) => ({
    id: row.judgement_id,
    kind: row.kind,
    left: row.left_record,
    right: row.right_record,
    key: row.key,
    actor: row.actor,
    reason: row.reason,
    at: row.made_at,
    inForce: row.in_force,
    leftLabel: labels.get(row.left_record) ?? '',
    rightLabel: row.right_record === null ? null : (labels.get(row.right_record) ?? null),
  }));
}

/** Whether somebody judged that records of the two entities are different. */
export async function areDeclaredDifferent(
  truth: ViewedTruth,
  left: string,
  right: string,
): Promise<boolean> {
  const [any] = await truth.query(
    `SELECT judgement_id FROM judgement WHERE kind = 'different' AND retracted_revision IS NULL LIMIT 1`,
  );
  if (!any) return false;
  const rows = await truth.query(
    `SELECT j.judgement_id FROM judgement j JOIN record l ON l.record_id = j.left_record JOIN record r ON r.record_id = j.right_record
     WHERE j.kind = 'different' AND j.retracted_revision IS NULL
       AND ((l.entity_id = CAST($1 AS UUID) AND r.entity_id = CAST($2 AS UUID)) OR (l.entity_id = CAST($2 AS UUID) AND r.entity_id = CAST($1 AS UUID)))
     LIMIT 1`,
    [left, right],
  );
  return rows.length > 0;
}

/** Whether a judgement or a key ties the record to another one. */
export async function isTied(truth: ViewedTruth, recordId: string): Promise<boolean> {
  const rows = await truth.query(
    `SELECT judgement_id AS tie FROM judgement WHERE kind = 'same' AND retracted_revision IS NULL
       AND (left_record = CAST($1 AS UUID) OR right_record = CAST($1 AS UUID))
     UNION ALL
     SELECT o.record_id FROM record_key k JOIN record_key ok ON ok.key = k.key
     JOIN record o ON o.record_id = ok.record_id JOIN record me ON me.record_id = k.record_id
     WHERE k.record_id = CAST($1 AS UUID) AND o.record_id <> k.record_id AND o.type = me.type AND o.entity_id = me.entity_id
     LIMIT 1`,
    [recordId],
  );
  return rows.length > 0;
}

/** The record that an annotation speaks of, else the record itself; null when no source asserts it. */
export async function subjectOf(truth: ViewedTruth, recordId: string): Promise<string | null> {
  const [row] = await truth.query<{ record_id: string; anchor: string | null }>(
    `SELECT record_id, anchor FROM record WHERE record_id = CAST($1 AS UUID) AND family = 'entity'`,
    [recordId],
  );
  return row === undefined ? null : (row.anchor ?? row.record_id);
}
