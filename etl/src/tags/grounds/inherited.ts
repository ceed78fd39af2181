/**
 * Ground: within a few hops of an entity that a source asserts to carry a tag, by ties that not too many share. What a rule derives is no seed, and a seed inherits nothing:
 * confirmed and inherited risk are never one number. The nearest seed counts alone.
 */
import { list, type ApplyContext } from '../../apply/apply-context.ts';
import type { Ids, Near } from '../near.ts';
import { planPath, type PlannedHop } from '../plan-path.ts';
import type { PlannedRule } from '../plan-rules.ts';
import { assertsTag } from '../values.ts';
import { modelOf, type Ground } from './ground.ts';

/** Targets up to which seeds are looked for around them, not everywhere. */
const mostAround = 5_000;

export const inherited: Ground = {
  matters: async (context, near, rule) => {
    const { no, seeds } = rule;
    const asserted = await context.count(
      `t_tag_entity WHERE tags AND (${assertsTag('least_tags', seeds)} OR ${assertsTag('greatest_tags', seeds)})`,
    );
    if (asserted > 0) return true;
    // The last thing that changed on a way to a seed stands at most one hop less from it than the way is long, and all beyond it is as it was. It may be anything on the way.
    const tie = tieOf(context, rule);
    await seedsAround(
      context,
      near,
      { ...rule, hops: rule.hops.slice(1).map(() => tie) },
      `SELECT DISTINCT entity_id FROM t_tag_reach WHERE no = ${no}`,
    );
    const found = await context.count('t_tag_seed');
    await context.drop('t_tag_seed');
    return found > 0;
  },
  find: async ({ context, near }, rules) => {
    for (const rule of rules) {
      await findSeeds(context, near, rule);
      await spread(context, near, rule);
      await addScores(context, rule);
      await context.drop('t_tag_seed', 't_tag_spread');
    }
  },
};

/** t_tag_seed (entity_id). */
async function findSeeds(context: ApplyContext, near: Near, rule: PlannedRule): Promise<void> {
  const { no, seeds } = rule;
  const targets = `SELECT entity_id FROM t_tag_target WHERE no = ${no}`;
  if ((await context.count(`t_tag_target WHERE no = ${no}`)) > mostAround)
    return context.temp(
      't_tag_seed',
      `SELECT entity_id FROM entity WHERE rev_to IS NULL AND ${assertsTag('tags', seeds)}`,
    );
  await seedsAround(context, near, rule, targets);
}

/** t_tag_seed (entity_id): those within the hops of what `from` gives. */
async function seedsAround(
  context: ApplyContext,
  near: Near,
  rule: PlannedRule,
  from: string,
): Promise<void> {
  const sharing = modelOf(rule, 'inherited').mostSharing;
  await context.temp('t_tag_around', `SELECT entity_id, 0 AS place FROM (${from}) f`);
  const around = (place: number): string =>
    `SELECT entity_id FROM t_tag_around WHERE place = ${place}`;
  let here: Ids = around(0);
  for (let place = 1; place <= rule.hops.length; place++) {
    const most = place === 1 ? undefined : [sharing];
    const found = await near.relations('t_tag_near', here, [rule], place, most);
    if (found === null) break;
    here = await near.insert(
      `INSERT INTO t_tag_around SELECT DISTINCT x.next, ${place} FROM ${found.from} x JOIN (${around(place - 1)}) h ON h.entity_id = x.prev
       WHERE NOT EXISTS (SELECT 1 FROM t_tag_around k WHERE k.entity_id = x.next)`,
      found,
      'entity_id',
      around(place),
    );
    await found.drop();
  }
  const found = await near.entities(`SELECT entity_id FROM t_tag_around`);
  await context.temp(
    't_tag_seed',
    `SELECT entity_id FROM (${found}) f WHERE ${assertsTag('tags', rule.seeds)}`,
  );
  await context.drop('t_tag_around');
}

/** A hop from anything on such a path to whatever may come next, either way along it. */
function tieOf({ ontology }: ApplyContext, rule: PlannedRule): PlannedHop {
  const { over, through } = modelOf(rule, 'inherited');
  const [tie] = planPath([{ kinds: over, to: through, ever: true }], through, ontology);
  if (tie === undefined) throw new Error('a path of one hop has none');
  return tie;
}

/** t_tag_spread (entity_id, steps, place): what is reached from the seeds, hop by hop, with the least of its shortest paths back to one. */
async function spread(context: ApplyContext, near: Near, rule: PlannedRule): Promise<void> {
  const { no, hops } = rule;
  const { mostSharing } = modelOf(rule, 'inherited');
  // From a seed outwards the same relations lead the other way.
  const back = [tieOf(context, rule)];
  await context.temp(
    't_tag_spread',
    `SELECT entity_id, CAST('' AS VARCHAR) COLLATE "C" AS steps, 0 AS place FROM t_tag_seed`,
  );
  const at = (place: number): string => `SELECT entity_id FROM t_tag_spread WHERE place = ${place}`;
  let here: Ids = at(0);
  for (let place = 1; place <= hops.length; place++) {
    const most = place === 1 ? undefined : [mostSharing];
    const found = await near.relations('t_tag_near', here, [{ no, hops: back }], 1, most);
    if (found === null) return;
    here = await near.insert(
      `INSERT INTO t_tag_spread
       SELECT x.next, min(concat(',["', x.relation_id, '","', x.prev, '"]', s.steps)), ${place}
       FROM ${found.from} x JOIN t_tag_spread s ON s.entity_id = x.prev AND s.place = ${place - 1}
       WHERE NOT EXISTS (SELECT 1 FROM t_tag_spread k WHERE k.entity_id = x.next) GROUP BY x.next`,
      found,
      'entity_id',
      at(place),
    );
    await found.drop();
  }
}

async function addScores(context: ApplyContext, rule: PlannedRule): Promise<void> {
  const { hops, decay, atLeast } = modelOf(rule, 'inherited');
  let score = 1000;
  for (let place = 1; place <= hops; place++) {
    score = Math.floor((score * decay) / 100);
    if (score < atLeast) return;
    await context.tx.execute(
      `INSERT INTO t_tag_now
       SELECT ${rule.no}, s.entity_id, concat('{"hops":', s.place, ',"paths":[[', substr(s.steps, 2), ']]}'), CAST(${score} AS BIGINT)
       FROM t_tag_spread s JOIN t_tag_target t ON t.entity_id = s.entity_id AND t.no IN ${list([rule.no])} WHERE s.place = ${place}`,
    );
  }
}
