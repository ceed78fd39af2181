/** Step 8, tags: derives again the tags whose ground the change may have altered, and replaces those that differ. The entity's row stays as it is. */
import { list, type ApplyContext } from '../apply/apply-context.ts';
import {
  concerns,
  contents,
  type ChangedEntity,
  type ChangedLink,
  type Changes,
  type Content,
  type FewChanges,
} from './concerns.ts';
import { deriveStrata } from './derive-strata.ts';
import { few } from './near.ts';
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
  const side = (column: string): string =>
    `SELECT entity_id, type, md5(props) AS props, tags, md5(behaviour) AS behaviour FROM entity WHERE ${column} = ${revision}`;
  const differs = (column: string): string =>
    `n.${column} IS DISTINCT FROM o.${column} AS ${column}`;
  // Long texts by their hash: neither a group nor a join can set all of them aside.
  await context.temp(
    't_tag_entity',
    `SELECT COALESCE(n.entity_id, o.entity_id) AS entity_id, COALESCE(n.type, o.type) AS type, n.entity_id IS NULL OR o.entity_id IS NULL AS came,
       ${differs('props')}, ${differs('tags')}, ${differs('behaviour')},
       COALESCE(LEAST(n.tags, o.tags), n.tags, o.tags) AS least_tags, COALESCE(GREATEST(n.tags, o.tags), n.tags, o.tags) AS greatest_tags
     FROM (${side('rev_from')}) n FULL JOIN (${side('rev_to')}) o ON o.entity_id = n.entity_id AND o.type = n.type`,
  );
  const links = (column: string): string =>
    `SELECT kind, source, target FROM relation WHERE ${column} = ${revision} AND kind IN ${list([...new Set(ways.map(({ kind }) => kind))])}`;
  await context.temp('t_tag_link', `${links('rev_from')} UNION ${links('rev_to')}`);
  const rows = await fewChanges(context);
  if (rows !== null) return { most: false, few: rows, ...kindsOfFew(rows) };
  const types = await context.tx.query<Record<Content, boolean> & { type: string; n: number }>(
    `SELECT type, count(*) AS n, bool_or(came) AS came, bool_or(props) AS props, bool_or(tags) AS tags, bool_or(behaviour) AS behaviour FROM t_tag_entity GROUP BY type`,
  );
  const linked = await context.tx.query<{ kind: string }>(`SELECT DISTINCT kind FROM t_tag_link`);
  const where = (content: Content): ReadonlySet<string> =>
    new Set(types.filter((row) => row[content]).map(({ type }) => type));
  const changed = types.reduce((sum, { n }) => sum + n, 0);
  return {
    few: null,
    most: changed > manyRows && changed * 4 > (await context.count('entity WHERE rev_to IS NULL')),
    came: where('came'),
    props: where('props'),
    tags: where('tags'),
    behaviour: where('behaviour'),
    kinds: new Set(linked.map(({ kind }) => kind)),
  };
}

async function fewChanges({ tx }: ApplyContext): Promise<FewChanges | null> {
  const entities = await tx.query<ChangedEntity>(
    `SELECT entity_id, type, ${contents.join(', ')}, least_tags, greatest_tags FROM t_tag_entity LIMIT ${few + 1}`,
  );
  if (entities.length > few) return null;
  const links = await tx.query<ChangedLink>(
    `SELECT kind, source, target FROM t_tag_link LIMIT ${few + 1}`,
  );
  return links.length > few ? null : { entities, links };
}

function kindsOfFew({ entities, links }: FewChanges): Omit<Changes, 'few'> {
  const where = (content: Content): ReadonlySet<string> =>
    new Set(entities.filter((row) => row[content]).map(({ type }) => type));
  return {
    came: where('came'),
    props: where('props'),
    tags: where('tags'),
    behaviour: where('behaviour'),
    kinds: new Set(links.map(({ kind }) => kind)),
  };
}
