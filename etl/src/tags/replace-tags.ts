/** Part of step 8: closes derived tags that ended or rest on something else now, and inserts the new ones. */
import type { ApplyContext } from '../apply/apply-context.ts';
import type { PlannedRule } from './plan-rules.ts';

/** Of what `reached` gives (no, entity_id), t_tag_now holds and nothing else. Adds to t_tag_changed. @returns how many differ, and the tags of which some came or went */
export async function replaceTags(
  context: ApplyContext,
  rules: readonly PlannedRule[],
  reached: string,
): Promise<{ count: number; moved: readonly string[] }> {
  const { tx } = context;
  const names = rules.map(({ no, rule }) => `(${no}, '${rule.tag}', ${rule.version})`).join(', ');
  await context.temp(
    't_tag_diff',
    `SELECT COALESCE(n.entity_id, o.entity_id) AS entity_id, COALESCE(n.tag, o.tag) AS tag, n.version, n.ground, n.score,
       n.tag IS NOT NULL AS now, o.tag IS NOT NULL AS was
     FROM (SELECT t.entity_id, r.tag, CAST(r.version AS BIGINT) AS version, t.ground, t.score FROM t_tag_now t JOIN (VALUES ${names}) r(no, tag, version) ON r.no = t.no) n
     FULL JOIN (SELECT d.entity_id, d.tag, d.rule_version, d.ground, d.score
       FROM derived_tag d JOIN (VALUES ${names}) r(no, tag, version) ON r.tag = d.tag
       JOIN (${reached}) x ON x.no = r.no AND x.entity_id = d.entity_id WHERE d.rev_to IS NULL) o
       ON o.entity_id = n.entity_id AND o.tag = n.tag
     WHERE n.tag IS NULL OR o.tag IS NULL OR n.version <> o.rule_version OR n.ground <> o.ground OR n.score IS DISTINCT FROM o.score`,
  );
  const changed = await tx.query<{
    tag: string;
    n: number;
    moved: boolean;
    now: boolean;
    was: boolean;
  }>(
    `SELECT tag, count(*) AS n, bool_or(now <> was) AS moved, bool_or(now) AS now, bool_or(was) AS was FROM t_tag_diff GROUP BY tag`,
  );
  if (changed.some(({ was }) => was))
    await tx.execute(
      `UPDATE derived_tag SET rev_to = ${tx.revision} FROM t_tag_diff d
       WHERE derived_tag.entity_id = d.entity_id AND derived_tag.tag = d.tag AND derived_tag.rev_to IS NULL AND d.was`,
    );
  if (changed.some(({ now }) => now))
    await tx.execute(
      `INSERT INTO derived_tag (entity_id, tag, rule_version, ground, score, rev_from)
       SELECT entity_id, tag, version, ground, score, ${tx.revision} FROM t_tag_diff WHERE now`,
    );
  if (changed.some(({ moved }) => moved))
    await tx.execute(
      `INSERT INTO t_tag_changed SELECT entity_id, tag FROM t_tag_diff WHERE now <> was`,
    );
  await context.drop('t_tag_diff');
  return {
    count: changed.reduce((sum, { n }) => sum + n, 0),
    moved: changed.filter(({ moved }) => moved).map(({ tag }) => tag),
  };
}
