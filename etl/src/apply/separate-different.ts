/** Part of step 4: splits components in which somebody said that two records are different. */
import type { ApplyContext } from './apply-context.ts';
import { separate } from './separate.ts';

/** Corrects t_resolved; reads t_affected_key. */
export async function separateDifferent(context: ApplyContext): Promise<void> {
  const { tx } = context;
  const forbidden = await tx.query<{ l: string; r: string; group_id: string }>(
    `SELECT j.left_record AS l, j.right_record AS r, a.group_id FROM judgement j
     JOIN t_resolved a ON a.record_id = j.left_record JOIN t_resolved b ON b.record_id = j.right_record
     WHERE j.kind = 'different' AND j.retracted_revision IS NULL AND a.group_id = b.group_id`,
  );
  if (forbidden.length === 0) return;
  const byComponent = new Map<string, [string, string][]>();
  for (const { l, r, group_id: component } of forbidden)
    byComponent.set(component, [...(byComponent.get(component) ?? []), [l, r]]);
  for (const [component, pairs] of byComponent) {
    const records = await tx.query<{ id: string }>(
      `SELECT record_id AS id FROM t_resolved WHERE group_id = $1::uuid`,
      [component],
    );
    const same = await tx.query<{ l: string; r: string }>(
      `SELECT j.left_record AS l, j.right_record AS r FROM judgement j JOIN t_resolved a ON a.record_id = j.left_record
       WHERE j.kind = 'same' AND j.retracted_revision IS NULL AND a.group_id = $1::uuid`,
      [component],
    );
    const keys = await tx.query<{ id: string; key: string }>(
      `SELECT k.record_id AS id, k.key FROM t_affected_key k JOIN t_resolved r ON r.record_id = k.record_id WHERE r.group_id = $1::uuid`,
      [component],
    );
    const groupOf = separate(
      records.map((row) => row.id),
      same.map((row) => [row.l, row.r]),
      keys.map((row) => [row.id, row.key]),
      pairs,
    );
    const rows = [...groupOf];
    await tx.execute(
      tx.dialect.createTemp('t_split', `SELECT record_id, group_id FROM t_resolved WHERE 1 = 0`),
    );
    await tx.append('t_split', ['record_id', 'group_id'], rows);
    await tx.execute(
      `UPDATE t_resolved SET group_id = s.group_id FROM t_split s WHERE t_resolved.record_id = s.record_id`,
    );
    await context.drop('t_split');
  }
}
