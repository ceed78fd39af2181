/**
 * Ground: within a few hops of an entity that a source asserts to carry a tag, by ties that not too many share. What a rule derives is no seed, and a seed inherits nothing:
 * confirmed and inherited risk are never one number. The nearest seed counts alone.
 */
import { list, text, type ApplyContext } from '../../apply/apply-context.ts';
import type { Changes } from '../concerns.ts';
import { few, idRows, type Near } from '../near.ts';
import { planPath, type PlannedHop } from '../plan-path.ts';
import type { PlannedRule } from '../plan-rules.ts';
import { assertsTag } from '../values.ts';
import { stepOf } from '../walk-paths.ts';
import { idsOf, modelOf, type Ground } from './ground.ts';

/** Targets up to which seeds are looked for around them, not everywhere. */
const mostAround = 5_000;

export const inherited: Ground = {
  matters: async (context, near, rule, changes, reached) => {
    if (await seedsChanged(context, rule, changes)) return true;
    // The last thing that changed on a way to a seed stands at most one hop less from it than the way is long, and all beyond it is as it was. It may be anything on the way.
    const tie = tieOf(context, rule);
    const around = { ...rule, hops: rule.hops.slice(1).map(() => tie) };
    const seeds = typeof reached === 'string' ? null : await seedsFew(near, around, reached);
    if (seeds !== null) return seeds.length > 0;
    await seedsAround(
      context,
      near,
      around,
      typeof reached === 'string' ? reached : idRows(reached),
    );
    const found = await context.count('t_tag_seed');
    await context.drop('t_tag_seed');
    return found > 0;
  },
  walks: true,
  find: async ({ context, near, targets, tables }, rules) => {
    for (const rule of rules) {
      const ids = idsOf(targets, rule.no);
      const seeds = ids && (await seedsFew(near, rule, ids));
      const spreadFew = seeds && (await spreadFrom(context, near, rule, seeds));
      if (spreadFew?.length === 0) continue;
      await tables();
      if (spreadFew === null) {
        await findSeeds(context, near, rule);
        await spread(context, near, rule);
      } else await context.temp('t_tag_spread', rowsOf(spreadFew));
      await addScores(context, rule);
      if (spreadFew === null) await context.drop('t_tag_seed');
      await context.drop('t_tag_spread');
    }
  },
};

async function seedsChanged(
  context: ApplyContext,
  { seeds }: PlannedRule,
  { few: known, tags }: Changes,
): Promise<boolean> {
  if (tags.size === 0) return false;
  if (known !== null)
    return known.entities.some(
      (row) => row.tags && (isTagged(row.least_tags, seeds) || isTagged(row.greatest_tags, seeds)),
    );
  const asserted = await context.count(
    `t_tag_entity WHERE tags AND (${assertsTag('least_tags', seeds)} OR ${assertsTag('greatest_tags', seeds)})`,
  );
  return asserted > 0;
}

/** As `assertsTag` in SQL. */
const isTagged = (tags: string, wanted: readonly string[]): boolean =>
  tags.split('\n').some((tag) => wanted.includes(tag));

/** Seeds within the hops of these entities. @returns null where there is too much to look at in memory */
async function seedsFew(
  near: Near,
  rule: PlannedRule,
  from: readonly string[],
): Promise<readonly string[] | null> {
  const { mostSharing } = modelOf(rule, 'inherited');
  const seen = new Set(from);
  let here = [...seen];
  for (let place = 1; place <= rule.hops.length && here.length > 0; place++) {
    const led = await near.led(here, [rule], place, place === 1 ? undefined : [mostSharing]);
    if (led === null) return null;
    const before = new Set(here);
    const next = led.filter((x) => before.has(x.prev) && !seen.has(x.next)).map((x) => x.next);
    here = [...new Set(next)];
    for (const id of here) seen.add(id);
  }
  const contents = await near.contents([...seen]);
  if (contents === null) return null;
  return [...contents.values()]
    .filter(({ tags }) => isTagged(tags, rule.seeds))
    .map(({ entity_id: id }) => id);
}

/** A row of t_tag_spread. */
interface Spread {
  readonly entity_id: string;
  readonly steps: string;
  readonly place: number;
}

/** As `spread`, beyond the seeds. @returns null where there is too much to look at in memory */
async function spreadFrom(
  context: ApplyContext,
  near: Near,
  rule: PlannedRule,
  seeds: readonly string[],
): Promise<readonly Spread[] | null> {
  const { mostSharing } = modelOf(rule, 'inherited');
  const back = [tieOf(context, rule)];
  const all = new Map(seeds.map((id) => [id, { entity_id: id, steps: '', place: 0 }]));
  for (let place = 1; place <= rule.hops.length; place++) {
    const here = [...all.values()].filter((row) => row.place === place - 1);
    if (here.length === 0) break;
    const led = await near.led(
      here.map(({ entity_id: id }) => id),
      [{ no: rule.no, hops: back }],
      1,
      place === 1 ? undefined : [mostSharing],
    );
    if (led === null) return null;
    for (const { relation_id: relation, prev, next } of led) {
      const before = all.get(prev);
      const known = all.get(next);
      if (before?.place !== place - 1 || (known && known.place < place)) continue;
      const steps = stepOf(relation, prev) + before.steps;
      if (known === undefined || steps < known.steps)
        all.set(next, { entity_id: next, steps, place });
    }
    if (all.size > few) return null;
  }
  return [...all.values()].filter(({ place }) => place > 0);
}

/** Query of these. */
function rowsOf(found: readonly Spread[]): string {
  const rows = found.map(
    ({ entity_id: id, steps, place }) => `('${id}'::uuid, ${text(steps)}, ${place})`,
  );
  return `SELECT * FROM (VALUES ${rows.join(', ')}) s(entity_id, steps, place)`;
}

/** t_tag_seed (entity_id). */
async function findSeeds(context: ApplyContext, near: Near, rule: PlannedRule): Promise<void> {
  const { no, seeds } = rule;
  const targets = `SELECT entity_id FROM t_tag_target WHERE no = ${no}`;
  if ((await context.count(`t_tag_target WHERE no = ${no}`)) > mostAround)
    await context.temp(
      't_tag_seed',
      `SELECT entity_id FROM entity WHERE rev_to IS NULL AND ${assertsTag('tags', seeds)}`,
    );
  else await seedsAround(context, near, rule, targets);
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
  for (let place = 1; place <= rule.hops.length; place++) {
    const most = place === 1 ? undefined : [sharing];
    const found = await near.relations('t_tag_near', around(place - 1), [rule], place, most);
    if (found === null) break;
    await context.tx.execute(
      `INSERT INTO t_tag_around SELECT DISTINCT x.next, ${place} FROM ${found.from} x JOIN (${around(place - 1)}) h ON h.entity_id = x.prev
       WHERE NOT EXISTS (SELECT 1 FROM t_tag_around k WHERE k.entity_id = x.next)`,
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
  for (let place = 1; place <= hops.length; place++) {
    const most = place === 1 ? undefined : [mostSharing];
    const found = await near.relations('t_tag_near', at(place - 1), [{ no, hops: back }], 1, most);
    if (found === null) return;
    await context.tx.execute(
      `INSERT INTO t_tag_spread
       SELECT x.next, min(concat(',["', x.relation_id, '","', x.prev, '"]', s.steps)), ${place}
       FROM ${found.from} x JOIN t_tag_spread s ON s.entity_id = x.prev AND s.place = ${place - 1}
       WHERE NOT EXISTS (SELECT 1 FROM t_tag_spread k WHERE k.entity_id = x.next) GROUP BY x.next`,
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
