/** The network around entities: preview counts, expansion, what is between the nodes on screen, paths. */
import type { Resolvers } from '../../generated/resolvers.ts';
import { DomainError, notFound } from '../../domain-error.ts';
import { checkIds, clamp } from '../../graphql/clamp.ts';
import { requireEntityId } from '../../reading/entity-ids.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { pendingFacts } from '../inbox/pending-facts.ts';
import type { LinkModel, NodeModel } from '../../graphql/models.ts';
import { scopeField, toScope } from '../../graphql/scope.ts';
import { shapeToWrite } from '../../graphql/written-fields.ts';
import { entityIds, entityIdsAnew } from './entity-ids.ts';
import { expandAsJson, writtenExpand } from './written-expand.ts';

const mostOrigins = 500;
const mostBetween = 5000;

export const networkResolvers: Resolvers = {
  Query: {
    counts: async (_, { id, scope }, { services, truth }) => [
      ...(await services.graph.counts(await requireEntityId(truth, id), toScope(scope))),
    ],
    expand: async (_, args, context, info) => {
      const { services } = context;
      const asked = checkIds(args.ids, mostOrigins);
      const question = {
        depth: clamp(args.depth, 1, 4, 1),
        direction: args.direction ?? 'both',
        perKindLimit: clamp(args.perKindLimit, 1, 1000, 50),
        limit: clamp(args.limit, 1, 5000, 500),
        ...scopeField(args.scope),
      } as const;
      const shape = shapeToWrite(writtenExpand, info);
      if (shape && services.graph.expandWritten) {
        const write = services.graph.expandWritten.bind(services.graph);
        // A leaf in the schema that runs this.
        return (await expandAsJson(asked, question, shape, context, write)) as never;
      }
      let ids = await entityIds(context, asked);
      if (ids.length === 0) throw notFound('entity');
      let answer = await services.graph.expand({ ids, ...question });
      const shown = new Set(answer.entities.map(({ id }) => id));
      // Origins come first, up to the limit.
      if (ids.slice(0, question.limit).some((id) => !shown.has(id))) {
        ids = await entityIdsAnew(context, asked);
        answer = await services.graph.expand({ ids, ...question });
      }
      for (const node of answer.entities) services.known.shown(node);
      const drawn = await drawnMeanwhile(context, answer, ids, args.scope?.kinds ?? null);
      return {
        nodes: [...answer.entities, ...drawn.nodes],
        links: [...answer.relations, ...drawn.links],
        totals: [...answer.totals],
        cut: answer.cut,
      };
    },
    between: async (_, { ids, scope }, context) => {
      const { services } = context;
      const known = await entityIds(context, checkIds(ids, mostBetween));
      const relations = await services.graph.between(known, toScope(scope));
      const entitiesShown = known.map((id) => ({ id }));
      const drawn = await drawnMeanwhile(
        context,
        { entities: entitiesShown, relations },
        [],
        scope?.kinds ?? null,
      );
      return [...relations, ...drawn.links];
    },
    paths: async (_, args, { services, truth, signal }) => {
      const [from, to] = await Promise.all([
        requireEntityId(truth, args.from),
        requireEntityId(truth, args.to),
      ]);
      if (from === to)
        throw new DomainError('BAD_INPUT', 'error.sameEntity', 'Both ends are one entity.');
      const answer = await services.paths.paths(
        {
          from,
          to,
          mode: args.mode ?? 'shortest',
          maxLength: clamp(args.maxLength, 1, 10, 6),
          limit: clamp(args.limit, 1, 50, 10),
          ...scopeField(args.scope),
        },
        signal,
      );
      return {
        paths: answer.paths.map((path) => ({
          nodes: [...path.nodes],
          links: [...path.relations],
          cost: path.cost,
        })),
        more: answer.more,
        stopped: answer.stopped,
        nodes: [...answer.entities],
        links: [...answer.relations],
      };
    },
  },
};

/** Relations by hand that the graph view does not hold yet: between what is shown, and from the entities asked about. */
async function drawnMeanwhile(
  context: RequestContext,
  shown: {
    readonly entities: readonly { readonly id: string }[];
    readonly relations: readonly LinkModel[];
  },
  origins: readonly string[],
  kinds: readonly string[] | null,
): Promise<{ nodes: NodeModel[]; links: LinkModel[] }> {
  const { relations } = await pendingFacts(context);
  if (relations.length === 0) return { nodes: [], links: [] };
  const ids = new Set(shown.entities.map((entity) => entity.id));
  const from = new Set(origins);
  const links = relations.filter(
    ({ kind, source, target }) =>
      (kinds === null || kinds.includes(kind)) &&
      ((ids.has(source) && ids.has(target)) || from.has(source) || from.has(target)) &&
      !shown.relations.some(
        (link) => link.kind === kind && link.source === source && link.target === target,
      ),
  );
  const missing = new Set(
    links.flatMap(({ source, target }) => [source, target]).filter((id) => !ids.has(id)),
  );
  const nodes = await context.nodes.loadMany([...missing]);
  return {
    nodes: nodes.flatMap((node) => (node === null || node instanceof Error ? [] : [node])),
    links,
  };
}
