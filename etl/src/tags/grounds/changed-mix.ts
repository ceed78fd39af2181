/** Ground: of its last months, much is of HS chapters, or at ports, that it had never declared before. */
import type { ApplyContext } from '../../apply/apply-context.ts';
import type { PlannedRule } from '../plan-rules.ts';
import { monthNumber, type Declared } from '../traders.ts';
import { firstOf, modelOf, shownPaths, type Ground } from './ground.ts';

/** Chapters that a ground names. */
const shownChapters = 10;

export const changedMix: Ground = {
  behaviour: true,
  find: async ({ context, traders }, rules) => {
    const declared = await traders.read();
    for (const rule of rules) {
      await sumByMonth(context, rule, declared);
      await addChanged(context, rule);
      await context.drop('t_tag_mix');
    }
  },
};

/** t_tag_mix (entity_id, part, month, n): declarations per chapter or port and month, of those who declare enough. */
async function sumByMonth(
  context: ApplyContext,
  rule: PlannedRule,
  { declarations, months }: Declared,
): Promise<void> {
  const { by, atLeast, before } = modelOf(rule, 'changed-mix');
  const target = `JOIN t_tag_record r ON r.record_id =`;
  const of = `JOIN t_tag_target t ON t.entity_id = r.entity_id AND t.no = ${rule.no}`;
  await context.temp(
    't_tag_filed',
    by === 'chapter'
      ? `SELECT r.entity_id, d.chapter AS what, d.month, CAST(1 AS BIGINT) AS n
         FROM ${declarations} d ${target} d.trader ${of} WHERE d.month > 0 AND d.chapter IS NOT NULL`
      : `SELECT r.entity_id, p.target_record AS what, p.month, p.n
         FROM ${months} p ${target} p.source_record ${of} WHERE p.kind = 'filesAt' AND p.month > 0`,
  );
  const enough = `(SELECT f.* FROM t_tag_filed f JOIN (SELECT entity_id FROM t_tag_filed GROUP BY entity_id HAVING sum(n) >= ${atLeast + before}) e ON e.entity_id = f.entity_id)`;
  const parts =
    by === 'chapter'
      ? `SELECT entity_id, lpad(CAST(what AS VARCHAR), 2, '0') AS part, month, n FROM ${enough} f`
      : `SELECT f.entity_id, CAST(o.entity_id AS VARCHAR) AS part, f.month, f.n FROM ${enough} f JOIN record o ON o.record_id = f.what WHERE o.entity_id IS NOT NULL`;
  await context.temp(
    't_tag_mix',
    `SELECT entity_id, part, ${monthNumber(context, 'month')} AS month, CAST(sum(n) AS BIGINT) AS n FROM (${parts}) d GROUP BY entity_id, part, ${monthNumber(context, 'month')}`,
  );
  await context.drop('t_tag_filed');
}

/** Counted from the last month in which it declared anything: no clock. */
async function addChanged(context: ApplyContext, rule: PlannedRule): Promise<void> {
  const { by, recentMonths, atLeast, before, percent } = modelOf(rule, 'changed-mix');
  const shown =
    by === 'chapter'
      ? { text: `concat('"', part, '"')`, most: shownChapters }
      : {
          text: `concat('[["', md5(concat('filesAt|', entity_id, '|', part))::uuid, '","', part, '"]]')`,
          most: shownPaths,
        };
  const parts =
    by === 'chapter'
      ? `',"parts":[', parts, CASE WHEN many > ${shownChapters} THEN ',"…"' ELSE '' END, ']'`
      : `',"parts":', many, ',"paths":[', parts, ']'`;
  await context.tx.execute(
    `INSERT INTO t_tag_now
     SELECT ${rule.no}, p.entity_id, concat('{"before":', s.before, ',"n":', s.recent, ${parts}, ',"share":', ${context.divide('1000 * p.n', 's.recent')}, '}'), CAST(NULL AS BIGINT)
     FROM (SELECT entity_id, CAST(sum(n) OVER (PARTITION BY entity_id) AS BIGINT) AS n, count(*) OVER (PARTITION BY entity_id) AS many, row_number() OVER w AS place, ${firstOf(shown.text, shown.most)} AS parts
       FROM (SELECT m.entity_id, m.part COLLATE "C" AS part, CAST(sum(m.n) AS BIGINT) AS n
         FROM t_tag_mix m JOIN (SELECT entity_id, max(month) AS last FROM t_tag_mix GROUP BY entity_id) l ON l.entity_id = m.entity_id
         GROUP BY m.entity_id, m.part HAVING min(m.month) > max(l.last) - ${recentMonths}) q
       WINDOW w AS (PARTITION BY entity_id ORDER BY part)) p
     JOIN (SELECT m.entity_id, CAST(COALESCE(sum(m.n) FILTER (WHERE m.month > l.last - ${recentMonths}), 0) AS BIGINT) AS recent,
         CAST(COALESCE(sum(m.n) FILTER (WHERE m.month <= l.last - ${recentMonths}), 0) AS BIGINT) AS before
         FROM t_tag_mix m JOIN (SELECT entity_id, max(month) AS last FROM t_tag_mix GROUP BY entity_id) l ON l.entity_id = m.entity_id GROUP BY m.entity_id) s ON s.entity_id = p.entity_id
     WHERE p.place = 1 AND s.recent >= ${atLeast} AND s.before >= ${before} AND 100 * p.n >= ${percent} * s.recent`,
  );
}
