/** Step 8, tags: derives again the tags whose ground the change may have altered, and replaces those that differ. The entity's row stays as it is. */
import { list, type ApplyContext } from '../apply/apply-context.ts';
import { concerns, contents, deriveStrata, type Changes, type Content } from './derive-strata.ts';
import { planRules, type PlannedRule } from './plan-rules.ts';
import { recordRules } from './rules-in-force.ts';

export async function tagEntities(context: ApplyContext): Promise<void> {
  const strata = planRules(context.ontology);
  const rules = strata.flat();
  if (rules.length === 0) return;
  if (context.tx.revision === 1) await recordRules(context, rules);
  const changes = await findChanges(context, rules);
  if (contents.some((content) => changes[content].size > 0) || changes.kinds.size > 0)
    await deriveStrata(context, strata, changes, (rule) =>
      changes.most && concerns(rule, changes) ? 'all' : null,
    );
  await context.drop('t_tag_entity', 't_tag_link');
}

/** Where a good part of all entities changed, following each change back costs more than looking at all. */
const manyRows = 5_000;

/** t_tag_entity, t_tag_link: entities, and relations that rules rest on, whose rows this revision altered. */
async function findChanges(
  context: ApplyContext,
  rules: readonly PlannedRule[],
): Promise<Changes & { readonly most: boolean }> {
  const { revision } = context.tx;
  const ways = rules.flatMap(({ hops }) => hops.flatMap((hop) => hop.ways));
  const rows = (column: string): string =>
    `SELECT entity_id, type, props, tags, behaviour FROM entity WHERE ${column} = ${revision}`;
  const differs = (column: string): string => `count(*) = 1 OR min(${column}) <> max(${column})`;
  await context.temp(
    't_tag_entity',
    `SELECT entity_id, type, count(*) = 1 AS came, ${differs('props')} AS props, ${differs('tags')} AS tags, ${differs('behaviour')} AS behaviour, min(tags) AS least_tags, max(tags) AS greatest_tags
     FROM (${rows('rev_from')} UNION ALL ${rows('rev_to')}) e GROUP BY entity_id, type`,
  );
  const links = (column: string): string =>
    `SELECT kind, source, target FROM relation WHERE ${column} = ${revision} AND kind IN ${list([...new Set(ways.map(({ kind }) => kind))])}`;
  await context.temp('t_tag_link', `${links('rev_from')} UNION ${links('rev_to')}`);
  const types = await context.tx.query<Record<Content, boolean> & { type: string; n: number }>(
    `SELECT type, count(*) AS n, bool_or(came) AS came, bool_or(props) AS props, bool_or(tags) AS tags, bool_or(behaviour) AS behaviour FROM t_tag_entity GROUP BY type`,
  );
  const linked = await context.tx.query<{ kind: string }>(`SELECT DISTINCT kind FROM t_tag_link`);
  const where = (content: Content): ReadonlySet<string> =>
    new Set(types.filter((row) => row[content]).map(({ type }) => type));
  const changed = types.reduce((sum, { n }) => sum + n, 0);
  return {
    most: changed > manyRows && changed * 4 > (await context.count('entity WHERE rev_to IS NULL')),
    came: where('came'),
    props: where('props'),
    tags: where('tags'),
    behaviour: where('behaviour'),
    kinds: new Set(linked.map(({ kind }) => kind)),
  };
}
