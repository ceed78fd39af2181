/** Ground: of those who declare mainly the same HS chapter, among the poorest by capital and the greatest by declared value. */
import { text, type ApplyContext } from '../../apply/apply-context.ts';
import { nearestRanks, usualAt } from '../reference.ts';
import { integerOf, textOf } from '../values.ts';
import type { PlannedRule } from '../plan-rules.ts';
import { modelOf, type Ground } from './ground.ts';

export const capitalBelowPeers: Ground = {
  own: true,
  behaviour: true,
  usual: async (context, rule, take) => {
    const { percentile, valuePercentile, peers, of } = modelOf(rule, 'capital-below-peers');
    await meansOf(
      context,
      `SELECT entity_id, props, behaviour FROM entity WHERE rev_to IS NULL AND type = ${text(of)} AND behaviour <> '{}'`,
    );
    await context.temp(
      't_tag_trader',
      `SELECT entity_id, record_id FROM record WHERE family IN ('entity', 'reference') AND anchor IS NULL AND entity_id IN (SELECT entity_id FROM t_tag_means)`,
    );
    await compare(context, 't_tag_trader', 'declaration');
    const compared = `(SELECT s.* FROM t_tag_standing s JOIN (SELECT key FROM t_tag_standing GROUP BY key HAVING count(*) >= ${peers}) p ON p.key = s.key)`;
    const differs = await take(
      `${nearestRanks(context, text(rule.rule.tag), `SELECT key, capital AS value FROM ${compared} c`, [percentile])}
      UNION ALL ${nearestRanks(context, text(filedOf(rule)), `SELECT key, filed AS value FROM ${compared} c`, [valuePercentile])}`,
    );
    await context.drop('t_tag_means', 't_tag_trader', 't_tag_standing');
    return differs;
  },
  find: async ({ context, traders }, rules) => {
    for (const rule of rules) {
      // With nobody to compare with, there is no need to read what all have.
      if ((await context.count(`tag_reference WHERE name = ${text(rule.rule.tag)}`)) === 0)
        continue;
      const { percentile, valuePercentile } = modelOf(rule, 'capital-below-peers');
      const capital = usualAt(text(rule.rule.tag), percentile);
      const filed = usualAt(text(filedOf(rule)), valuePercentile);
      const found = await meansOf(
        context,
        `SELECT s.entity_id, s.props, s.behaviour FROM t_tag_start s JOIN t_tag_target t ON t.entity_id = s.entity_id WHERE t.no = ${rule.no}`,
        `capital <= (SELECT max(value) FROM ${capital} c) AND filed >= (SELECT min(value) FROM ${filed} f)`,
      );
      if (found > 0) {
        const { declarations } = await traders.read();
        await compare(context, 't_tag_record', declarations);
        await context.tx.execute(
          `INSERT INTO t_tag_now
           SELECT ${rule.no}, s.entity_id, concat('{"capital":', s.capital, ',"chapter":"', s.key, '","filed":', s.filed, ',"usual":', c.value, '}'), CAST(NULL AS BIGINT)
           FROM t_tag_standing s JOIN ${capital} c ON c.key = s.key JOIN ${filed} f ON f.key = s.key WHERE s.capital <= c.value AND s.filed >= f.value`,
        );
        await context.drop('t_tag_standing');
      }
      await context.drop('t_tag_means');
    }
  },
};

const filedOf = ({ rule }: PlannedRule): string => `${rule.tag} filed`;

/**
 * t_tag_means (entity_id, capital, filed) of entities (entity_id, props, behaviour). Gives the number of its rows.
 * Step by step, with whole numbers alone from here on: in one statement DuckDB keeps the texts of all while it counts their declarations.
 */
function meansOf(context: ApplyContext, of: string, condition = 'TRUE'): Promise<number> {
  return context.temp(
    't_tag_means',
    `SELECT entity_id, capital, filed FROM (
       SELECT entity_id, ${integerOf('props', 'capital')} AS capital, COALESCE(${textOf('props', 'currency')}, 'CNY') AS currency,
         COALESCE(${integerOf('behaviour', 'valueIn')}, 0) + COALESCE(${integerOf('behaviour', 'valueOut')}, 0) AS filed FROM (${of}) e) v
     WHERE capital > 0 AND currency = 'CNY' AND filed > 0 AND ${condition}`,
  );
}

/** t_tag_standing (entity_id, key, capital, filed) of t_tag_means: key = the chapter that it declares most, of equals the least. */
async function compare(
  context: ApplyContext,
  records: string,
  declarations: string,
): Promise<void> {
  await context.temp(
    't_tag_chapter',
    `SELECT entity_id, chapter, row_number() OVER (PARTITION BY entity_id ORDER BY n DESC, chapter) AS place FROM (
       SELECT r.entity_id, d.chapter, count(*) AS n FROM ${declarations} d JOIN ${records} r ON r.record_id = d.trader
       WHERE d.chapter IS NOT NULL GROUP BY r.entity_id, d.chapter) c`,
  );
  await context.temp(
    't_tag_standing',
    `SELECT m.entity_id, lpad(CAST(c.chapter AS VARCHAR), 2, '0') AS key, m.capital, m.filed
     FROM t_tag_means m JOIN t_tag_chapter c ON c.entity_id = m.entity_id AND c.place = 1`,
  );
  await context.drop('t_tag_chapter');
}
