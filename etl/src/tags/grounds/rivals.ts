/** Ground: a vehicle that carries, for few, for enterprises that deal in the same goods and share nobody: rivals do not lend each other their trucks. */
import { planPath } from '../plan-path.ts';
import { list } from '../../apply/apply-context.ts';
import { walkPaths } from '../walk-paths.ts';
import { firstOf, idsOf, modelOf, type Ground, type Target } from './ground.ts';

export const rivals: Ground = {
  find: async ({ context, near, targets: known }, rules) => {
    for (const rule of rules) {
      const { of, carries, deals, ties, atLeast, mostSharing } = modelOf(rule, 'rivals');
      const { no } = rule;
      const targets = `SELECT no, entity_id FROM t_tag_target WHERE no IN ${list([no])}`;
      const clients = planPath(carries, [of], context.ontology);
      // A vehicle that carries for many is a haulier's.
      const carried = await near.relations(
        't_tag_near',
        idsOf(known, no) ?? `SELECT entity_id FROM (${targets}) t`,
        [{ no, hops: clients }],
        1,
        [mostSharing],
      );
      if (carried === null) continue;
      await context.temp(
        't_tag_client',
        `SELECT DISTINCT x.prev AS vehicle, x.next AS client, x.relation_id FROM ${carried.from} x JOIN (${targets}) t ON t.entity_id = x.prev
         WHERE x.prev IN (SELECT prev FROM ${carried.from} y GROUP BY prev HAVING count(DISTINCT next) > 1)`,
      );
      await carried.drop();
      const from = carries[0]?.to ?? [];
      const client = `SELECT DISTINCT client AS entity_id FROM t_tag_client`;
      const dealt = await near.relations(
        't_tag_deal',
        client,
        [{ no, hops: planPath(deals, from, context.ontology) }],
        1,
      );
      if (dealt === null) {
        await context.drop('t_tag_client');
        continue;
      }
      const clientsOf = `SELECT ${no} AS no, entity_id FROM (${client}) c`;
      await walkPaths(
        context,
        near,
        [{ no, hops: planPath(ties, from, context.ontology), mostSharing: 100 }],
        () => Promise.resolve(clientsOf),
        known && (await context.tx.query<Target>(clientsOf)),
      );
      await context.tx.execute(
        `INSERT INTO t_tag_now
         SELECT ${no}, vehicle, concat('{"n":', n, ',"paths":[', paths, ']}'), CAST(NULL AS BIGINT)
         FROM (SELECT vehicle, count(*) OVER (PARTITION BY vehicle) AS n, row_number() OVER w AS place, ${firstOf('step')} AS paths FROM (
           SELECT DISTINCT a.vehicle, concat('[["', a.relation_id, '","', a.client, '"]]') COLLATE "C" AS step
           FROM t_tag_client a JOIN t_tag_client b ON b.vehicle = a.vehicle AND b.client <> a.client
           WHERE EXISTS (SELECT 1 FROM ${dealt.from} x JOIN ${dealt.from} y ON y.next = x.next WHERE x.prev = a.client AND y.prev = b.client)
             AND NOT EXISTS (SELECT 1 FROM t_tag_path p WHERE p.place = 2 AND p.start = a.client AND p.node = b.client)) r
           WINDOW w AS (PARTITION BY vehicle ORDER BY step)) s
         WHERE place = 1 AND n >= ${atLeast}`,
      );
      await dealt.drop();
      await context.drop('t_tag_client', 't_tag_path');
    }
  },
};
