/** Ground: entities of a kind at the end of a path of one or two relations. All rules of this kind are walked at once. */
import { list, type ApplyContext } from '../../apply/apply-context.ts';
import type { PlannedRule } from '../plan-rules.ts';
import { assertsTag, hasValue } from '../values.ts';
import { walkPaths, type Path } from '../walk-paths.ts';
import { firstOf, modelOf, type Ground } from './ground.ts';

export const related: Ground = {
  walks: true,
  find: async ({ context, near, targets, tables }, rules) => {
    const numbers = rules.map(({ no }) => no);
    const paths = await walkPaths(
      context,
      near,
      rules.map((rule) => ({ ...rule, mostSharing: modelOf(rule, 'related').mostSharing })),
      async () => {
        await tables();
        return `SELECT no, entity_id FROM t_tag_target WHERE no IN ${list(numbers)}`;
      },
      targets?.filter(({ no }) => numbers.includes(no)) ?? null,
    );
    if (paths === null) {
      const ends = await near.entities(`SELECT node AS entity_id FROM t_tag_path WHERE place > 0`);
      await context.temp('t_tag_end', `SELECT entity_id, type, props, tags FROM (${ends}) e`);
      for (const rule of rules) await addTagged(context, rule, 't_tag_end');
      await context.drop('t_tag_end');
    } else
      for (const rule of rules) {
        const ends = paths.filter((path) => isEnd(rule, path)).map(({ node }) => node);
        if (ends.length === 0) continue;
        await addTagged(context, rule, `(${await near.entities([...new Set(ends)])})`);
      }
    await context.drop('t_tag_path');
  },
};

const isEnd = ({ no, hops }: PlannedRule, path: Path): boolean =>
  path.no === no && path.place === hops.length;

/** @param ends (entity_id, type, props, tags): what stands after FROM */
async function addTagged(context: ApplyContext, rule: PlannedRule, ends: string): Promise<void> {
  const { no, hops, reads } = rule;
  const model = modelOf(rule, 'related');
  const conditions = [
    `e.type IN ${list(hops.at(-1)?.to ?? [])}`,
    ...Object.entries(model.where).map(([name, values]) => hasValue('e.props', name, values)),
    ...Object.entries(model.not).map(
      ([name, values]) => `NOT ${hasValue('e.props', name, values)}`,
    ),
    ...(reads.length > 0
      ? [
          `(${assertsTag('e.tags', reads)} OR e.entity_id IN (SELECT entity_id FROM derived_tag WHERE rev_to IS NULL AND tag IN ${list(reads)}))`,
        ]
      : []),
  ];
  await context.tx.execute(
    `INSERT INTO t_tag_now
     SELECT ${no}, start, concat('{"n":', n, ',"paths":[', paths, ']}'), CAST(NULL AS BIGINT)
     FROM (SELECT start, count(*) OVER (PARTITION BY start) AS n, row_number() OVER w AS place, ${firstOf('steps')} AS paths
       FROM (SELECT p.start, concat('[', substr(min(p.steps), 2), ']') AS steps FROM t_tag_path p JOIN ${ends} e ON e.entity_id = p.node
         WHERE p.no = ${no} AND p.place = ${hops.length} AND ${conditions.join(' AND ')} GROUP BY p.start, p.node) f
       WINDOW w AS (PARTITION BY start ORDER BY steps)) g
     WHERE place = 1 AND n >= ${model.atLeast}`,
  );
}
