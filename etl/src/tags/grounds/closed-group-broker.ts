/** Ground: enterprises tied by people or contacts, each of which files through one broker alone, the same: whoever holds the group holds the broker too. */
import { planPath } from '../plan-path.ts';
import { list, type ApplyContext } from '../../apply/apply-context.ts';
import type { Ids, Near } from '../near.ts';
import type { PlannedRule } from '../plan-rules.ts';
import { walkPaths } from '../walk-paths.ts';
import { firstOf, idsOf, modelOf, shownPaths, type Ground, type Target } from './ground.ts';

export const closedGroupBroker: Ground = {
  find: async ({ context, near, targets: known }, rules) => {
    for (const rule of rules) {
      const { ties, of, mostSharing } = modelOf(rule, 'closed-group-broker');
      const targets = `SELECT no, entity_id FROM t_tag_target WHERE no IN ${list([rule.no])}`;
      if (
        !(await findBrokers(
          context,
          near,
          rule,
          't_tag_own',
          idsOf(known, rule.no) ?? `SELECT entity_id FROM (${targets}) t`,
        ))
      )
        continue;
      const traders = `SELECT t.no, t.entity_id FROM (${targets}) t JOIN t_tag_own o ON o.trader = t.entity_id`;
      const paths = await walkPaths(
        context,
        near,
        [{ no: rule.no, hops: planPath(ties, [of], context.ontology), mostSharing }],
        () => Promise.resolve(traders),
        known && (await context.tx.query<Target>(traders)),
      );
      const others =
        paths?.filter(({ place }) => place === 2).map(({ node }) => node) ??
        `SELECT node AS entity_id FROM t_tag_path WHERE place = 2`;
      if (await findBrokers(context, near, rule, 't_tag_broker', others)) {
        await addGroups(context, rule);
        await context.drop('t_tag_broker');
      }
      await context.drop('t_tag_own', 't_tag_path');
    }
  },
};

/** `name` (trader, broker, relation_id): of those who file through one other enterprise alone. @returns false, and makes none, where there is nobody to look at */
async function findBrokers(
  context: ApplyContext,
  near: Near,
  rule: PlannedRule,
  name: string,
  of: Ids,
): Promise<boolean> {
  const { broker, of: type } = modelOf(rule, 'closed-group-broker');
  const hops = planPath(broker, [type], context.ontology);
  const found = await near.relations('t_tag_near', of, [{ no: rule.no, hops }], 1);
  if (found === null) return false;
  const { minUuid } = context.tx.dialect;
  await context.temp(
    name,
    `SELECT prev AS trader, ${minUuid('next')} AS broker, ${minUuid('relation_id')} AS relation_id FROM ${found.from} x GROUP BY prev HAVING count(DISTINCT next) = 1 AND ${minUuid('next')} <> prev`,
  );
  await found.drop();
  return true;
}

/** The broker itself ties nobody to its customers. */
async function addGroups(context: ApplyContext, rule: PlannedRule): Promise<void> {
  const { atLeast } = modelOf(rule, 'closed-group-broker');
  await context.tx.execute(
    `INSERT INTO t_tag_now
     SELECT ${rule.no}, start, concat('{"n":', n, ',"paths":[[["', relation_id, '","', broker, '"]],', paths, ']}'), CAST(NULL AS BIGINT)
     FROM (SELECT start, broker, relation_id, count(*) OVER (PARTITION BY start) + 1 AS n, row_number() OVER w AS place, ${firstOf('steps', shownPaths - 1)} AS paths
       FROM (SELECT p.start, a.broker, a.relation_id, concat('[', substr(min(p.steps), 2), ']') AS steps
         FROM t_tag_path p JOIN t_tag_own a ON a.trader = p.start JOIN t_tag_broker b ON b.trader = p.node AND b.broker = a.broker
         WHERE p.place = 2 AND p.node <> a.broker GROUP BY p.start, p.node, a.broker, a.relation_id) f
       WINDOW w AS (PARTITION BY start ORDER BY steps)) g
     WHERE place = 1 AND n >= ${atLeast}`,
  );
}
