/** Ground: registered not long before the as-of day, and filed for a multiple of its capital: who stands behind it is not who could pay. */
import { dayOf, integerOf, textOf } from '../values.ts';
import { modelOf, type Ground } from './ground.ts';

const dayMs = 86_400_000;

export const youngOverCapital: Ground = {
  own: true,
  behaviour: true,
  clock: true,
  find: async ({ context, near }, rules) => {
    const today = Date.parse(near.today);
    for (const rule of rules) {
      const { days, times } = modelOf(rule, 'young-over-capital');
      const since = new Date(today - days * dayMs).toISOString().slice(0, 10);
      await context.tx.execute(
        `INSERT INTO t_tag_now
         SELECT ${rule.no}, entity_id, concat('{"capital":', capital, ',"filed":', filed, ',"registered":"', registered, '"}'), CAST(NULL AS BIGINT)
         FROM (SELECT s.entity_id, ${integerOf('s.props', 'capital')} AS capital, COALESCE(${textOf('s.props', 'currency')}, 'CNY') AS currency,
             COALESCE(${dayOf('s.props', 'registrationDate')}, ${dayOf('s.props', 'customsRegistrationDate')}) AS registered,
             COALESCE(${integerOf('s.behaviour', 'valueIn')}, 0) + COALESCE(${integerOf('s.behaviour', 'valueOut')}, 0) AS filed
           FROM t_tag_target t JOIN t_tag_start s ON s.entity_id = t.entity_id WHERE t.no = ${rule.no}) v
         WHERE capital > 0 AND currency = 'CNY' AND registered > '${since}' AND filed > ${times} * capital`,
      );
    }
  },
};
