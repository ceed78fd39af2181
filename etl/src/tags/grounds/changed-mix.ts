/** Ground: of its last months, much is of HS chapters, or at ports, that it had never declared before. */
import type { ApplyContext } from '../../apply/apply-context.ts';
import type { PlannedRule } from '../plan-rules.ts';
import { monthNumber, tradersOf } from '../traders.ts';
import { modelOf, shownPaths, type Ground } from './ground.ts';

export const changedMix: Ground = {
  behaviour: true,
  find: async (context, rules) => {
    await tradersOf(context, rules);
    for (const rule of rules) {
      await sumByMonth(context, rule);
      await addChanged(context, rule);
      await context.drop('t_tag_mix');
    }
    await context.drop('t_tag_record');
  },
};

/** t_tag_mix (entity_id, part, month, n): declarations per chapter or port and month. */
function sumByMonth(context: ApplyContext, rule: PlannedRule): Promise<void> {
  const target = `JOIN t_tag_record r ON r.record_id =`;
  const of = `JOIN t_tag_target t ON t.entity_id = r.entity_id AND t.no = ${rule.no}`;
  const parts =
    modelOf(rule, 'changed-mix').by === 'chapter'
      ? `SELECT r.entity_id, lpad(CAST(d.chapter AS VARCHAR), 2, '0') AS part, d.month, CAST(1 AS BIGINT) AS n
         FROM declaration_version d ${target} d.trader ${of} WHERE d.current AND d.month > 0 AND d.chapter IS NOT NULL`
      : `SELECT r.entity_id, CAST(o.entity_id AS VARCHAR) AS part, p.month, p.n
         FROM pair_month p ${target} p.source_record ${of} JOIN record o ON o.record_id = p.target_record
         WHERE p.kind = 'filesAt' AND p.month > 0 AND o.entity_id IS NOT NULL`;
  return context.temp(
    't_tag_mix',
    `SELECT entity_id, part, ${monthNumber(context, 'month')} AS month, CAST(sum(n) AS BIGINT) AS n FROM (${parts}) d GROUP BY entity_id, part, ${monthNumber(context, 'month')}`,
  );
}

/** Counted from the last month in which it declared anything: no clock. */
async function addChanged(context: ApplyContext, rule: PlannedRule): Promise<void> {
  const { by, recentMonths, atLeast, before, percent } = modelOf(rule, 'changed-mix');
  const relation = `md5(concat('filesAt|', p.entity_id, '|', p.part))::uuid`;
  const parts =
    by === 'chapter'
      ? `',"parts":[', string_agg(concat('"', p.part, '"'), ',' ORDER BY p.part COLLATE "C"), ']'`
      : `',"parts":', count(*), ',"paths":[', string_agg(concat('[["', ${relation}, '","', p.part, '"]]'), ',' ORDER BY p.part COLLATE "C") FILTER (WHERE p.place <= ${shownPaths}), ']'`;
  await context.tx.execute(
    `INSERT INTO t_tag_now
     SELECT ${rule.no}, p.entity_id, concat('{"before":', max(s.before), ',"n":', max(s.recent), ${parts}, ',"share":', ${context.divide('1000 * CAST(sum(p.n) AS BIGINT)', 'max(s.recent)')}, '}'), CAST(NULL AS BIGINT)
     FROM (SELECT m.entity_id, m.part, CAST(sum(m.n) AS BIGINT) AS n, row_number() OVER (PARTITION BY m.entity_id ORDER BY m.part COLLATE "C") AS place
         FROM t_tag_mix m JOIN (SELECT entity_id, max(month) AS last FROM t_tag_mix GROUP BY entity_id) l ON l.entity_id = m.entity_id
         GROUP BY m.entity_id, m.part HAVING min(m.month) > max(l.last) - ${recentMonths}) p
     JOIN (SELECT m.entity_id, CAST(COALESCE(sum(m.n) FILTER (WHERE m.month > l.last - ${recentMonths}), 0) AS BIGINT) AS recent,
         CAST(COALESCE(sum(m.n) FILTER (WHERE m.month <= l.last - ${recentMonths}), 0) AS BIGINT) AS before
         FROM t_tag_mix m JOIN (SELECT entity_id, max(month) AS last FROM t_tag_mix GROUP BY entity_id) l ON l.entity_id = m.entity_id GROUP BY m.entity_id) s ON s.entity_id = p.entity_id
     GROUP BY p.entity_id HAVING max(s.recent) >= ${atLeast} AND max(s.before) >= ${before} AND 100 * sum(p.n) >= ${percent} * max(s.recent)`,
  );
}
