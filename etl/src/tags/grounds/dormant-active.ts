/** Ground: declared again, not long before the as-of day, after months without a declaration: a shell that was kept, or bought. */
import { monthNumber, monthText } from '../traders.ts';
import { modelOf, type Ground } from './ground.ts';

export const dormantActive: Ground = {
  behaviour: true,
  clock: true,
  find: async ({ context, near: { today }, traders }, rules) => {
    const thisMonth = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7));
    const { months: active } = await traders.read();
    await context.temp(
      't_tag_active',
      `SELECT entity_id, month, lag(month) OVER (PARTITION BY entity_id ORDER BY month) AS stopped,
         CAST(sum(n) OVER (PARTITION BY entity_id ORDER BY month DESC) AS BIGINT) AS since
       FROM (SELECT r.entity_id, ${monthNumber(context, 'p.month')} AS month, sum(p.n) AS n
         FROM ${active} p JOIN t_tag_record r ON r.record_id = p.source_record WHERE p.kind = 'activity' AND p.month > 0 GROUP BY r.entity_id, ${monthNumber(context, 'p.month')}) m`,
    );
    for (const rule of rules) {
      const { months, within } = modelOf(rule, 'dormant-active');
      await context.tx.execute(
        `INSERT INTO t_tag_now
         SELECT ${rule.no}, entity_id, concat('{"months":', month - stopped - 1, ',"n":', since, ',"resumed":"', ${monthText(context, 'month')}, '","stopped":"', ${monthText(context, 'stopped')}, '"}'), CAST(NULL AS BIGINT)
         FROM (SELECT a.*, row_number() OVER (PARTITION BY a.entity_id ORDER BY a.month DESC) AS place
           FROM t_tag_active a JOIN t_tag_target t ON t.entity_id = a.entity_id AND t.no = ${rule.no}
           WHERE a.month - a.stopped > ${months} AND a.month > ${thisMonth - within}) g WHERE place = 1`,
      );
    }
    await context.drop('t_tag_active');
  },
};
