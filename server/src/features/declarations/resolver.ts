/** Declarations by number, behind a relation, or of an entity, each with the file and row that say it. */
import type { Resolvers } from '../../generated/resolvers.ts';
import { DomainError, notFound } from '../../domain-error.ts';
import { object } from '../../truth-text.ts';
import { checkId, checkText, clamp } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { readRelation, relationIdOf } from '../../reading/entities.ts';
import { loadEntity } from '../entity/load-entity.ts';
import { requireEntityId } from '../../reading/entity-ids.ts';
import { DeclarationFilter } from '../../reading/declaration-filter.ts';
import { noDeclarations, readDeclarations, readTotals } from '../../reading/declarations.ts';

const mostOfOneNumber = 200;

export const declarationResolvers: Resolvers = {
  Query: {
    declaration: (_, { number }, { truth }) =>
      readDeclarations(
        truth,
        new DeclarationFilter(truth.ontology).number(checkText(number, 'number', 1, 64)),
        mostOfOneNumber,
        0,
      ),
    declarations: async (_, args, context) => {
      const { truth } = context;
      const { ontology } = context.services;
      const filter = new DeclarationFilter(truth.ontology);
      if (args.relation) {
        const relation = await readRelation(
          truth,
          await relationIdOf(truth, checkId(args.relation), ontology.relationKinds),
        );
        if (!relation) throw notFound('relation');
        if (!filter.relation(relation)) return { declarations: [], ...noDeclarations };
      }
      if (args.entity) {
        const entity = await loadEntity(args.entity, context);
        if (!entity) throw notFound('entity');
        filter.entity(entity.id, entity.type);
      }
      if (args.port) filter.inColumns(['port'], await requireEntityId(truth, args.port));
      if (!args.relation && !args.entity) {
        throw new DomainError(
          'BAD_INPUT',
          'error.relationOrEntity',
          'Name a relation or an entity.',
        );
      }
      filter.window(args.from, args.to).hsPrefix(args.hs);
      const page = readDeclarations(
        truth,
        filter,
        clamp(args.limit, 1, 500, 50),
        clamp(args.offset, 0, 1e9, 0),
      );
      const [declarations, totals] = await Promise.all([page, readTotals(truth, filter)]);
      return { declarations, ...totals };
    },
  },
  Declaration: {
    trader: ({ trader }, _, context) => node(trader, context),
    declarant: ({ declarant }, _, context) => node(declarant, context),
    overseas: ({ overseas }, _, context) => node(overseas, context),
    carrier: ({ carrier }, _, context) => node(carrier, context),
    vehicle: ({ vehicle }, _, context) => node(vehicle, context),
    vessel: ({ vessel }, _, context) => node(vessel, context),
    container: ({ container }, _, context) => node(container, context),
    port: ({ port }, _, context) => node(port, context),
    goods: ({ goods }, _, context) => node(goods, context),
    extra: ({ extra }) => (extra === null ? null : object(extra)),
  },
};

function node(record: string | null, { nodes }: RequestContext) {
  return record === null ? null : nodes.load(record);
}
