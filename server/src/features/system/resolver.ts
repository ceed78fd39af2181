/** Who asks, how the server is, and what the data holds altogether. */
import { riskLevels } from '@phecda/graph-schema/ontology/risk-levels';
import type { EntitySummary } from '@phecda/graph-schema/ports/graph-store';
import type { Resolvers } from '../../generated/resolvers.ts';
import type { Services } from '../../services.ts';
import { checkText, clamp } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import type { ViewedTruth } from '../../reading/truth.ts';
import { readFileFigures, readRiskiest, readTagCounts, readTagged } from '../../reading/figures.ts';

const mostSuggestions = 8;
/** All that an ontology is likely to have: home counts those of one's own, however rare. */
const mostTags = 200;
const mostTagged = 1_000;

export const systemResolvers: Resolvers = {
  Query: {
    me: (_, __, { session }) => (session.operator === null ? null : { name: session.operator }),
    system: async (_, __, { services, truth, nodes }) => {
      const { health } = services;
      // A graph store that has gone is told of by the warnings; the page keeps its state.
      const [revision, viewRevision] = await Promise.all([
        truth.revision(),
        health.hasFailed('graph') ? health.viewRevision : health.askViewRevision(),
      ]);
      const { state } = services.demo;
      return {
        revision,
        viewRevision,
        sqlEngine: truth.engine,
        graphEngine: services.graph.engine,
        viewBehindSeconds: viewRevision < revision ? health.viewBehindSeconds : 0,
        warnings: [...services.warnings()],
        demo: state && {
          ...state,
          start:
            state.start === null || health.hasFailed('graph')
              ? null
              : await nodes.load(state.start),
        },
      };
    },
    tagged: async (_, { tag, limit }, { nodes, truth }) => {
      const most = clamp(limit, 1, mostTagged, 200);
      const { ids, total } = await readTagged(truth, checkText(tag, 'tag', 1, 100), most);
      const found = await nodes.loadMany(ids);
      return {
        nodes: found.flatMap((node) => (node && !(node instanceof Error) ? [node] : [])),
        total,
      };
    },
    overview: async (_, __, { services, truth }) => {
      const [statistics, figures, tags, suggestions] = await Promise.all([
        services.graph.statistics(),
        readFileFigures(truth),
        readTagCounts(truth),
        suggest(services, truth),
      ]);
      return {
        entities: present(statistics.byType).map(([type, count]) => ({ type, count })),
        relations: present(statistics.byKind).map(([kind, count]) => ({ kind, count })),
        ...figures,
        tags: tags.slice(0, mostTags),
        suggestions,
      };
    },
  },
  Mutation: {
    signIn: async (_, { name }, { session }: RequestContext) => {
      const operator = checkText(name, 'name', 1, 60);
      await session.start(operator);
      return { name: operator };
    },
  },
};

/** Most frequent first. A type that a deployment took away from the ontology is not told. */
function present(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

/** Highest confirmed risk, then most relations. */
async function suggest(
  { graph, ontology }: Services,
  truth: ViewedTruth,
): Promise<EntitySummary[]> {
  const levels = riskLevels(ontology);
  const level = (node: EntitySummary): number =>
    Math.max(0, ...node.tags.map((tag) => levels[tag] ?? 0));
  const nodes = await graph.entities(await readRiskiest(truth, ontology, mostSuggestions * 8));
  return nodes.sort((a, b) => level(b) - level(a) || b.degree - a.degree).slice(0, mostSuggestions);
}
