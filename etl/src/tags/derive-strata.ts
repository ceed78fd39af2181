/** Part of step 8: stratum by stratum, derives the tags of the rules that something concerns. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import { list, type ApplyContext } from '../apply/apply-context.ts';
import { idRanges } from '../apply/id-ranges.ts';
import { concerns, type Changes } from './concerns.ts';
import { Near } from './near.ts';
import type { Target } from './grounds/ground.ts';
import type { PlannedRule } from './plan-rules.ts';
import {
  createReach,
  idsOf,
  reachAll,
  reachChanged,
  reachRemainder,
  type Reached,
} from './reach.ts';
import { replaceTags } from './replace-tags.ts';
import { Traders } from './traders.ts';

/** Why a rule is looked at beyond what changed: for all entities, or for what changes have left. */
export type Beyond = 'all' | 'remainder';

/** @returns how many derived tags began, ended or rest on something else now */
export async function deriveStrata(
  context: ApplyContext,
  strata: readonly (readonly PlannedRule[])[],
  changes: Changes,
  beyond: (rule: PlannedRule) => Beyond | null = () => null,
): Promise<number> {
  await context.temp('t_tag_changed', `SELECT entity_id, tag FROM derived_tag WHERE 1 = 0`);
  const near = await Near.create(context, strata.flat());
  const tags = new Set<string>();
  let count = 0;
  for (const stratum of strata) {
    const concerned = stratum.filter(
      (rule) => beyond(rule) !== null || concerns(rule, changes, tags),
    );
    if (concerned.length === 0) continue;
    const which = (wanted: Beyond | null): PlannedRule[] =>
      concerned.filter((rule) => beyond(rule) === wanted);
    await createReach(context);
    await reachAll(context, which('all'));
    await reachRemainder(context, near, which('remainder'));
    const changed = await reachChanged(
      context,
      near,
      concerned.filter((rule) => beyond(rule) !== 'all'),
      { ...changes, derived: tags },
      (rule) => beyond(rule) === null,
    );
    const alone = concerned.every((rule) => beyond(rule) === null);
    const replaced = await deriveReached(context, near, concerned, alone ? changed : null);
    count += replaced.count;
    for (const tag of replaced.moved) tags.add(tag);
    failpoint('apply:tags-derived');
  }
  await near.drop();
  await context.drop('t_tag_changed');
  return count;
}

/** Entities that are looked at together: what all their grounds take keeps within the database's memory. */
const entitiesTogether = 200_000;

/** Derives the tags of these rules for what stands at place 0 of t_tag_reach, which it takes away. @param known all of it, where it is little */
async function deriveReached(
  context: ApplyContext,
  near: Near,
  rules: readonly PlannedRule[],
  known: readonly Reached[] | null,
): Promise<{ count: number; moved: readonly string[] }> {
  await context.temp(
    't_tag_now',
    `SELECT CAST(0 AS INTEGER) AS no, entity_id, ground, score FROM derived_tag WHERE 1 = 0`,
  );
  const here = known?.filter(({ place }) => place === 0) ?? null;
  const most = here?.length ?? (await mostReached(context));
  for (const within of idRanges('entity_id', Math.ceil(most / entitiesTogether)))
    await deriveWithin(context, near, rules, within, here);
  const replaced = await replaceTags(context, rules);
  await context.drop('t_tag_now', 't_tag_reach');
  return replaced;
}

/** Entities that one rule looks at, of the rule that looks at most. */
async function mostReached({ tx }: ApplyContext): Promise<number> {
  const [reached] = await tx.query<{ n: number }>(
    `SELECT count(*) AS n FROM t_tag_reach WHERE place = 0 GROUP BY no ORDER BY n DESC LIMIT 1`,
  );
  return reached?.n ?? 0;
}

/** Adds what is found of the entities of this range to t_tag_now. @param known all of them, where they are few */
async function deriveWithin(
  context: ApplyContext,
  near: Near,
  rules: readonly PlannedRule[],
  within: string,
  known: readonly Reached[] | null,
): Promise<void> {
  const types = rules.map(({ no, rule }) => `(${no}, '${rule.ground.of}')`).join(', ');
  const reached = `SELECT DISTINCT no, entity_id FROM t_tag_reach WHERE place = 0 AND ${within}`;
  const walking = rules.filter(({ hops }) => hops.length > 0).map(({ no }) => no);
  await near.hold(
    known === null
      ? `SELECT entity_id FROM (${reached}) r WHERE no IN ${list(walking)}`
      : idsOf(known.filter(({ no }) => walking.includes(no))),
  );
  const start = known === null ? `SELECT DISTINCT entity_id FROM (${reached}) r` : idsOf(known);
  await context.temp('t_tag_start', await near.entities(start));
  await context.temp(
    't_tag_target',
    `SELECT r.no, r.entity_id FROM (${reached}) r JOIN t_tag_start s ON s.entity_id = r.entity_id
     JOIN (VALUES ${types}) t(no, type) ON t.no = r.no AND t.type = s.type`,
  );
  const targets =
    known === null
      ? null
      : await context.tx.query<Target>(`SELECT no, entity_id FROM t_tag_target`);
  const targeted =
    targets ?? (await context.tx.query<{ no: number }>(`SELECT DISTINCT no FROM t_tag_target`));
  const kinds = new Map<string, PlannedRule[]>();
  for (const rule of rules)
    if (targeted.some(({ no }) => no === rule.no))
      kinds.set(rule.rule.ground.kind, [...(kinds.get(rule.rule.ground.kind) ?? []), rule]);
  const traders = new Traders(
    context,
    [...kinds.values()].flat().filter(({ ground }) => ground.behaviour),
  );
  for (const same of kinds.values())
    await same[0]?.ground.find({ context, near, traders, targets }, same);
  await traders.drop();
  await context.drop('t_tag_start', 't_tag_target');
}
