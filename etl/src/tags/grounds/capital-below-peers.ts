/** Ground: of those who declare mainly the same HS chapter, among the poorest by capital and the greatest by declared value. */
import { text } from '../../apply/apply-context.ts';
import { nearestRanks, usualAt } from '../reference.ts';
import { integerOf, textOf } from '../values.ts';
import type { PlannedRule } from '../plan-rules.ts';
import { modelOf, type Ground } from './ground.ts';

export const capitalBelowPeers: Ground = {
  own: true,
  behaviour: true,
  usual: (context, rule) => {
    const { percentile, valuePercentile, peers, of } = modelOf(rule, 'capital-below-peers');
    const all = standings(
      `SELECT entity_id, props, behaviour FROM entity WHERE rev_to IS NULL AND type = ${text(of)} AND behaviour <> '{}'`,
    );
    const compared = `(SELECT s.* FROM (${all}) s JOIN (SELECT key FROM (${all}) k GROUP BY key HAVING count(*) >= ${peers}) p ON p.key = s.key)`;
    return `${nearestRanks(context, text(rule.rule.tag), `SELECT key, capital AS value FROM ${compared} c`, [percentile])}
      UNION ALL ${nearestRanks(context, text(filedOf(rule)), `SELECT key, filed AS value FROM ${compared} c`, [valuePercentile])}`;
  },
  find: async (context, rules) => {
    for (const rule of rules) {
      const { percentile, valuePercentile } = modelOf(rule, 'capital-below-peers');
      const own = `SELECT s.entity_id, s.props, s.behaviour FROM t_tag_start s JOIN t_tag_target t ON t.entity_id = s.entity_id WHERE t.no = ${rule.no}`;
      await context.tx.execute(
        `INSERT INTO t_tag_now
         SELECT ${rule.no}, s.entity_id, concat('{"capital":', s.capital, ',"chapter":"', s.key, '","filed":', s.filed, ',"usual":', c.value, '}'), CAST(NULL AS BIGINT)
         FROM (${standings(own)}) s JOIN ${usualAt(text(rule.rule.tag), percentile)} c ON c.key = s.key
         JOIN ${usualAt(text(filedOf(rule)), valuePercentile)} f ON f.key = s.key WHERE s.capital <= c.value AND s.filed >= f.value`,
      );
    }
  },
};

const filedOf = ({ rule }: PlannedRule): string => `${rule.tag} filed`;

/** Rows of (entity_id, key, capital, filed): key = the chapter that it declares most, of equals the least. */
const standings = (of: string): string => `
  SELECT v.entity_id, h.key, v.capital, v.filed
  FROM (SELECT entity_id, ${integerOf('props', 'capital')} AS capital, COALESCE(${textOf('props', 'currency')}, 'CNY') AS currency,
      COALESCE(${integerOf('behaviour', 'valueIn')}, 0) + COALESCE(${integerOf('behaviour', 'valueOut')}, 0) AS filed FROM (${of}) e) v
  JOIN (SELECT entity_id, lpad(CAST(chapter AS VARCHAR), 2, '0') AS key FROM (
      SELECT r.entity_id, d.chapter, row_number() OVER (PARTITION BY r.entity_id ORDER BY count(*) DESC, d.chapter) AS place
      FROM declaration_version d JOIN record r ON r.record_id = d.trader WHERE d.current AND d.chapter IS NOT NULL AND r.entity_id IN (SELECT entity_id FROM (${of}) o)
      GROUP BY r.entity_id, d.chapter) c WHERE place = 1) h ON h.entity_id = v.entity_id
  WHERE v.capital > 0 AND v.currency = 'CNY' AND v.filed > 0`;
