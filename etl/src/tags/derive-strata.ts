/** Part of step 8: stratum by stratum, derives the tags of the rules that something concerns. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import type { ApplyContext } from '../apply/apply-context.ts';
import { idRanges } from '../apply/id-ranges.ts';
import { concerns, type Changes } from './concerns.ts';
import { few, Near } from './near.ts';
import type { Target } from './grounds/ground.ts';
import type { PlannedRule } from './plan-rules.ts';
import {
  createReach,
  idsOf,
  reachAll,
  reachChanged,
  reachFew,
  reachRemainder,
  type ChangedTag,
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
    const occasion = { rules: concerned, beyond, changes, tags };
    const reached = await reachFewOf(context, near, occasion);
    if (reached === null) await reachMany(context, near, occasion);
    const replaced =
      reached === null
        ? await deriveReached(context, near, concerned)
        : await deriveFew(context, near, concerned, reached);
    count += replaced.count;
    for (const tag of replaced.moved) tags.add(tag);
    failpoint('apply:tags-derived');
  }
  await near.drop();
  await context.drop('t_tag_changed');
  return count;
}

/** Why rules are looked at. */
interface Occasion {
  readonly rules: readonly PlannedRule[];
  readonly beyond: (rule: PlannedRule) => Beyond | null;
  readonly changes: Changes;
  /** That came or went in the strata before. */
  readonly tags: ReadonlySet<string>;
}

/** In memory, where these rules are looked at for what changed alone and that is few; else null. */
async function reachFewOf(
  context: ApplyContext,
  near: Near,
  { rules, beyond, changes, tags }: Occasion,
): Promise<readonly Reached[] | null> {
  if (changes.few === null || rules.some((rule) => beyond(rule) !== null)) return null;
  const derived =
    tags.size === 0
      ? []
      : await context.tx.query<ChangedTag>(
          `SELECT entity_id, tag FROM t_tag_changed LIMIT ${few + 1}`,
        );
  if (derived.length > few) return null;
  return reachFew(context, near, rules, changes, changes.few, derived);
}

/** t_tag_reach. */
async function reachMany(
  context: ApplyContext,
  near: Near,
  { rules, beyond, changes, tags }: Occasion,
): Promise<void> {
  const which = (wanted: Beyond): PlannedRule[] => rules.filter((rule) => beyond(rule) === wanted);
  await createReach(context);
  await reachAll(context, which('all'));
  await reachRemainder(context, near, which('remainder'));
  await reachChanged(
    context,
    near,
    rules.filter((rule) => beyond(rule) !== 'all'),
    { ...changes, derived: tags },
    (rule) => beyond(rule) === null,
  );
}

/** Entities that are looked at together: what all their grounds take keeps within the database's memory. */
const entitiesTogether = 200_000;

interface Replaced {
  readonly count: number;
  readonly moved: readonly string[];
}

/** Derives the tags of these rules for what was reached. */
async function deriveFew(
  context: ApplyContext,
  near: Near,
  rules: readonly PlannedRule[],
  reached: readonly Reached[],
): Promise<Replaced> {
  const own = reached.filter(({ place }) => place === 0);
  if (own.length === 0) return { count: 0, moved: [] };
  await createNow(context);
  const walking = new Set(rules.filter(({ hops }) => hops.length > 0).map(({ no }) => no));
  await near.hold(idsOf(own.filter(({ no }) => walking.has(no))));
  const contents = await near.contents(idsOf(own));
  const typeOf = new Map(rules.map(({ no, rule }) => [no, rule.ground.of]));
  const targets = own.filter(({ no, entity_id: id }) => contents?.get(id)?.type === typeOf.get(no));
  const rows = (some: readonly Target[]): string =>
    `SELECT * FROM (VALUES ${some.map(({ no, entity_id: id }) => `(${no}, '${id}'::uuid)`).join(', ')}) t(no, entity_id)`;
  if (targets.length > 0)
    await findGrounds(context, near, rules, targets, {
      targets,
      write: async () => {
        await context.temp('t_tag_start', await near.entities(idsOf(targets)));
        await context.temp('t_tag_target', rows(targets));
      },
    });
  const replaced = await replaceTags(context, rules, rows(own));
  await context.drop('t_tag_now');
  return replaced;
}

const createNow = (context: ApplyContext): Promise<number> =>
  context.temp(
    't_tag_now',
    `SELECT CAST(0 AS INTEGER) AS no, entity_id, ground, score FROM derived_tag WHERE 1 = 0`,
  );

/** Derives the tags of these rules for what stands at place 0 of t_tag_reach, which it takes away. */
async function deriveReached(
  context: ApplyContext,
  near: Near,
  rules: readonly PlannedRule[],
): Promise<Replaced> {
  await createNow(context);
  const most = await mostReached(context);
  for (const within of idRanges('entity_id', Math.ceil(most / entitiesTogether)))
    await deriveWithin(context, near, rules, within);
  const replaced = await replaceTags(
    context,
    rules,
    'SELECT DISTINCT no, entity_id FROM t_tag_reach WHERE place = 0',
  );
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

/** Adds what is found of the entities of this range to t_tag_now. */
async function deriveWithin(
  context: ApplyContext,
  near: Near,
  rules: readonly PlannedRule[],
  within: string,
): Promise<void> {
  const types = rules.map(({ no, rule }) => `(${no}, '${rule.ground.of}')`).join(', ');
  const reached = `SELECT DISTINCT no, entity_id FROM t_tag_reach WHERE place = 0 AND ${within}`;
  await context.temp(
    't_tag_start',
    await near.entities(`SELECT DISTINCT entity_id FROM (${reached}) r`),
  );
  await context.temp(
    't_tag_target',
    `SELECT r.no, r.entity_id FROM (${reached}) r JOIN t_tag_start s ON s.entity_id = r.entity_id
     JOIN (VALUES ${types}) t(no, type) ON t.no = r.no AND t.type = s.type`,
  );
  const targeted = await context.tx.query<{ no: number }>(`SELECT DISTINCT no FROM t_tag_target`);
  await findGrounds(context, near, rules, targeted, null);
  await context.drop('t_tag_start', 't_tag_target');
}

/** Adds what is found of t_tag_target to t_tag_now. @param targeted rules that have any @param few all, and how to make that table and t_tag_start; null: they are made */
async function findGrounds(
  context: ApplyContext,
  near: Near,
  rules: readonly PlannedRule[],
  targeted: readonly { readonly no: number }[],
  few: { readonly targets: readonly Target[]; write(): Promise<void> } | null,
): Promise<void> {
  const kinds = new Map<string, PlannedRule[]>();
  for (const rule of rules)
    if (targeted.some(({ no }) => no === rule.no))
      kinds.set(rule.rule.ground.kind, [...(kinds.get(rule.rule.ground.kind) ?? []), rule]);
  const traders = new Traders(
    context,
    [...kinds.values()].flat().filter(({ ground }) => ground.behaviour),
  );
  let written = few === null;
  const tables = async (): Promise<void> => {
    if (!written) await few?.write();
    written = true;
  };
  for (const same of kinds.values()) {
    const [first] = same;
    if (first?.ground.walks !== true) await tables();
    await first?.ground.find(
      { context, near, traders, targets: few?.targets ?? null, tables },
      same,
    );
  }
  await traders.drop();
  if (few !== null && written) await context.drop('t_tag_start', 't_tag_target');
}
