/** Part of step 4: splits components in which somebody said that two records are different. */
import type { ApplyContext } from './apply-context.ts';
import { separate } from './separate.ts';

interface Component {
  readonly records: string[];
  readonly same: [string, string][];
  readonly keys: [string, string][];
  readonly different: [string, string][];
}

/** Corrects t_resolved; reads t_affected_key. */
export async function separateDifferent(context: ApplyContext): Promise<void> {
  const { tx } = context;
  const judged = (kind: 'same' | 'different', among: string): string =>
    `SELECT j.left_record AS l, j.right_record AS r, a.group_id FROM judgement j
     JOIN ${among} a ON a.record_id = j.left_record JOIN ${among} b ON b.record_id = j.right_record
     WHERE j.kind = '${kind}' AND j.retracted_revision IS NULL AND a.group_id = b.group_id`;
  type Judged = { l: string; r: string; group_id: string };
  const different = await tx.query<Judged>(judged('different', 't_resolved'));
  if (different.length === 0) return;
  const components = new Map<string, Component>();
  for (const { group_id: id } of different)
    components.set(id, { records: [], same: [], keys: [], different: [] });
  await context.temp(
    't_disputed',
    `SELECT record_id, group_id FROM t_resolved
     WHERE group_id IN (SELECT CAST(unnest(string_to_array('${[...components.keys()].join(',')}', ',')) AS UUID))`,
  );
  for (const { l, r, group_id: id } of different) components.get(id)?.different.push([l, r]);
  for (const { l, r, group_id: id } of await tx.query<Judged>(judged('same', 't_disputed')))
    components.get(id)?.same.push([l, r]);
  for (const { record_id: record, group_id: id } of await tx.query<{
    record_id: string;
    group_id: string;
  }>(`SELECT record_id, group_id FROM t_disputed`))
    components.get(id)?.records.push(record);
  for (const { record_id: record, key, group_id: id } of await tx.query<{
    record_id: string;
    key: string;
    group_id: string;
  }>(
    `SELECT d.record_id, k.key, d.group_id FROM t_affected_key k JOIN t_disputed d ON d.record_id = k.record_id`,
  ))
    components.get(id)?.keys.push([record, key]);
  await context.temp('t_split', `SELECT record_id, group_id FROM t_resolved WHERE 1 = 0`);
  await tx.append(
    't_split',
    ['record_id', 'group_id'],
    [...components.values()].flatMap((component) => [
      ...separate(component.records, component.same, component.keys, component.different),
    ]),
  );
  await tx.execute(
    `UPDATE t_resolved SET group_id = s.group_id FROM t_split s WHERE t_resolved.record_id = s.record_id`,
  );
  await context.drop('t_split', 't_disputed');
}
