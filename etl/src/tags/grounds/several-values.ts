/** Ground: sources give several values of an attribute that an entity has once, as two vehicle numbers under one plate. */
import { severalOf } from '../values.ts';
import { modelOf, type Ground } from './ground.ts';

export const severalValues: Ground = {
  own: true,
  find: async ({ context: { tx } }, rules) => {
    for (const rule of rules) {
      const { attribute, atLeast } = modelOf(rule, 'several-values');
      const values = severalOf('s.props', attribute);
      await tx.execute(
        `INSERT INTO t_tag_now
         SELECT ${rule.no}, entity_id, concat('{"n":', n, ',"values":', found, '}'), CAST(NULL AS BIGINT)
         FROM (SELECT s.entity_id, ${values} AS found, json_array_length(CAST(${values} AS JSON)) AS n
           FROM t_tag_target t JOIN t_tag_start s ON s.entity_id = t.entity_id WHERE t.no = ${rule.no}) v
         WHERE n >= ${atLeast}`,
      );
    }
  },
};
