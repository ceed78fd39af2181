/** Ground: declared, several times, far below what peers declare for the same goods in the same direction. Prices are yuan cents per kilogram, whole numbers. */
import { text, type ApplyContext } from '../../apply/apply-context.ts';
import type { PlannedRule } from '../plan-rules.ts';
import { nearestRanks, usualAt } from '../reference.ts';
import { modelOf, type Ground } from './ground.ts';

export const priceBelowPeers: Ground = {
  behaviour: true,
  usual: async (context, rule, take) => {
    const { percentile, peers } = modelOf(rule, 'price-below-peers');
    await context.temp('t_tag_price', prices(context, rule, 'declaration d'));
    const differs = await take(
      nearestRanks(
        context,
        text(rule.rule.tag),
        `SELECT k.key, k.price AS value FROM t_tag_price k
         JOIN (SELECT key FROM (SELECT DISTINCT key, trader FROM t_tag_price) t GROUP BY key HAVING count(*) >= ${peers}) p ON p.key = k.key`,
        [percentile, 50],
      ),
    );
    await context.drop('t_tag_price');
    return differs;
  },
  find: async ({ context, traders }, rules) => {
    for (const rule of rules) {
      if ((await context.count(`tag_reference WHERE name = ${text(rule.rule.tag)}`)) === 0)
        continue;
      const { declarations } = await traders.read();
      const { percentile, percentOfMedian, atLeast } = modelOf(rule, 'price-below-peers');
      const own = `JOIN t_tag_record r ON r.record_id = d.trader JOIN t_tag_target t ON t.entity_id = r.entity_id AND t.no = ${rule.no}`;
      await context.temp('t_tag_price', prices(context, rule, `${declarations} d ${own}`));
      await context.tx.execute(
        `INSERT INTO t_tag_now
         SELECT ${rule.no}, entity_id, concat('{"hs":"', split_part(key, ' ', 1), '","n":', n, ',"of":', declared, ',"price":', price, ',"usual":', usual, '}'), CAST(NULL AS BIGINT)
         FROM (SELECT entity_id, key, n, declared, price, usual, row_number() OVER (PARTITION BY entity_id ORDER BY n DESC, key COLLATE "C") AS place
           FROM (SELECT r.entity_id, d.key, count(*) FILTER (WHERE d.price <= l.value AND d.price * 100 < ${percentOfMedian} * m.value) AS n, count(*) AS declared,
               max(d.price) FILTER (WHERE d.price <= l.value AND d.price * 100 < ${percentOfMedian} * m.value) AS price, max(m.value) AS usual
             FROM t_tag_price d JOIN t_tag_record r ON r.record_id = d.trader
             JOIN ${usualAt(text(rule.rule.tag), percentile)} l ON l.key = d.key JOIN ${usualAt(text(rule.rule.tag), 50)} m ON m.key = d.key
             GROUP BY r.entity_id, d.key) k WHERE n >= ${atLeast}) b WHERE place = 1`,
      );
      await context.drop('t_tag_price');
    }
  },
};

const prices = (context: ApplyContext, rule: PlannedRule, from: string): string => {
  const { digits } = modelOf(rule, 'price-below-peers');
  return `SELECT concat(substr(d.hs_code, 1, ${digits}), ' ', d.direction) AS key, d.trader, ${context.divide('d.yuan * 1000', 'd.mass')} AS price
    FROM ${from} WHERE d.yuan > 0 AND d.yuan < 1000000000000000 AND d.mass > 0 AND length(d.hs_code) >= ${digits}`;
};
