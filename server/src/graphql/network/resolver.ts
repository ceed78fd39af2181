/** The network around entities: preview counts, expansion, what is between the nodes on screen, paths. */
import type { Resolvers } from '../../generated/resolvers.ts';
import { DomainError, notFound } from '../../domain-error.ts';
import { checkIds, clamp } from '../clamp.ts';
import { entityIdsOf, requireEntityId } from '../entity/resolve-id.ts';
import { scopeField, toScope } from '../scope.ts';
import type { Services } from '../../services.ts';

const mostOrigins = 500;
const mostBetween = 5000;

export const networkResolvers: Resolvers = {
  Query: {
    counts: async (_, { id, scope }, { services }) => [
      ...(await services.graph.counts(await requireEntityId(services.sql, id), toScope(scope))),
    ],
    expand: async (_, args, { services }) => {
      const ids = await entities(services, checkIds(args.ids, mostOrigins));
      if (ids.length === 0) throw notFound('entity');
      const answer = await services.graph.expand({
        ids,
        depth: clamp(args.depth, 1, 4, 1),
        direction: args.direction ?? 'both',
        perKindLimit: clamp(args.perKindLimit, 1, 1000, 50),
        limit: clamp(args.limit, 1, 5000, 500),
        ...scopeField(args.scope),
      });
      return {
        nodes: [...answer.entities],
        links: [...answer.relations],
        totals: [...answer.totals],
        cut: answer.cut,
      };
    },
    between: async (_, { ids, scope }, { services }) => [
      ...(await services.graph.between(
        await entities(services, checkIds(ids, mostBetween)),
        toScope(scope),
      )),
    ],
    paths: async (_, args, { services, signal }) => {
      const [from, to] = await Promise.all([
        requireEntityId(services.sql, args.from),
        requireEntityId(services.sql, args.to),
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

/** Entity ids in the order asked, each once; ids that nothing has are left out. */
async function entities(services: Services, ids: readonly string[]): Promise<string[]> {
  const known = await entityIdsOf(services.sql, ids);
  return [...new Set(ids.flatMap((id) => known.get(id) ?? []))];
}
