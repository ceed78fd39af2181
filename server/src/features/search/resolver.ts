/** Search by name and identifier, by declaration number, by a pasted list and by several attributes at once. */
import type { EntitySummary, SearchHit as GraphHit } from '@phecda/graph-schema/ports/graph-store';
import type { MatchReason, Resolvers, ResolversTypes } from '../../generated/resolvers.ts';
import { DomainError } from '../../domain-error.ts';
import { checkText, clamp } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { scopeField } from '../../graphql/scope.ts';
import { attributeConditions, entitiesByFields } from '../../reading/search.ts';

const mostItems = 500;
const hitsPerItem = 3;
/** Hits looked at to tell how many name the item exactly. */
const looked = 20;
/** Searches of a pasted list that run side by side. */
const lanes = 4;

interface Hit {
  readonly node: EntitySummary;
  readonly score: number;
  readonly reason: MatchReason;
  readonly matched: string;
}

export const searchResolvers: Resolvers = {
  Query: {
    search: async (_, { text, scope, limit }, context) => {
      const wanted = checkText(text, 'text', 1, 200);
      const most = clamp(limit, 1, 200, 20);
      const [found, parties] = await Promise.all([
        context.services.graph.search({ text: wanted, limit: most, ...scopeField(scope) }),
        scope ? [] : declarationHits(wanted, context),
      ]);
      const hits = join(parties, withNodes(found.hits, context)).slice(0, most);
      const total = Math.max(found.total + parties.length, hits.length);
      return { hits, total, cut: hits.length < total ? 'limit' : null };
    },
    searchList: async (_, { items }, context) => {
      const asked = [...new Set(items.map((item) => item.trim()).filter((item) => item !== ''))];
      if (asked.length > mostItems) {
        throw new DomainError('BAD_INPUT', 'error.tooMany', `At most ${mostItems} items.`, {
          most: mostItems,
        });
      }
      const answers = new Map<string, ResolversTypes['ListMatch']>();
      const queue = [...asked];
      const lane = async (): Promise<void> => {
        for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
          answers.set(item, await matchItem(item, context));
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      return asked.flatMap((item) => answers.get(item) ?? []);
    },
    searchFields: async (_, { type, conditions, limit }, context) => {
      const { truth } = context;
      const { ontology } = context.services;
      const checked = attributeConditions(ontology, type, conditions);
      const { ids, total } = await entitiesByFields(truth, type, checked, clamp(limit, 1, 200, 50));
      const nodes = await context.nodes.loadMany(ids);
      const matched = checked.map((condition) => condition.value).join(' · ');
      const hits = nodes.flatMap((node): Hit[] =>
        node && !(node instanceof Error) ? [{ node, score: 1, reason: 'exact', matched }] : [],
      );
      return { hits, total, cut: hits.length < total ? 'limit' : null };
    },
  },
};

/** An item that names something exactly is not offered its neighbours as well. */
async function matchItem(
  item: string,
  context: RequestContext,
): Promise<ResolversTypes['ListMatch']> {
  const text = item.replaceAll('\0', '').slice(0, 200);
  const [found, parties] = await Promise.all([
    context.services.graph.search({ text, limit: looked }),
    declarationHits(text, context),
  ]);
  const named = found.hits.filter((hit) => hit.reason === 'identifier' || hit.reason === 'exact');
  const most =
    named.length === 0 ? found.total : named.length < looked ? named.length : found.total;
  const shown = (named.length > 0 ? named : found.hits).slice(0, hitsPerItem);
  return {
    item,
    hits: join(parties, withNodes(shown, context)),
    total: most + parties.length,
  };
}

/** Declarations are not in the graph view: a number leads to who took part in it. */
async function declarationHits(text: string, context: RequestContext): Promise<Hit[]> {
  const number = text.trim().toUpperCase();
  if (!/^(?=.*\d{4})[A-Z0-9-]{6,40}$/.test(number)) return [];
  const ids =
    (await context.services.declarationParties.of(context.truth, [number])).get(number) ?? [];
  if (ids.length === 0) return [];
  const nodes = await context.nodes.loadMany(ids);
  return nodes.flatMap((node): Hit[] =>
    node && !(node instanceof Error)
      ? [{ node, score: 1, reason: 'declaration', matched: number }]
      : [],
  );
}

function withNodes(hits: readonly GraphHit[], { services }: RequestContext): Hit[] {
  for (const hit of hits) services.known.shown(hit);
  return hits.map((hit) => ({
    node: hit,
    score: hit.score,
    reason: hit.reason,
    matched: hit.matched,
  }));
}

function join(first: readonly Hit[], then: readonly Hit[]): Hit[] {
  const seen = new Set(first.map((hit) => hit.node.id));
  return [...first, ...then.filter((hit) => !seen.has(hit.node.id))];
}
