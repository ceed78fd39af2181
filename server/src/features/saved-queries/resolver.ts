/** Saved queries: kept under a name, for everybody; who asks one again asks as the viewer that he is. */
import { DomainError, notFound } from '../../domain-error.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { checkId, checkText } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { savedContent, SavedQueryStore } from './saved-query-store.ts';

const LONGEST_NAME = 200;

export const savedQueryResolvers: Resolvers = {
  Query: {
    savedQueries: (_, __, context) => store(context).list(),
  },
  Mutation: {
    saveQuery: (_, { name, kind, content }, context) => {
      const actor = context.actor();
      const checked = savedContent[kind].safeParse(content);
      if (!checked.success)
        throw new DomainError('BAD_INPUT', 'error.badQuery', 'This is no query of that kind.');
      return store(context).save({
        name: checkText(name, 'name', 1, LONGEST_NAME),
        kind,
        content: checked.data,
        actor,
      });
    },
    removeSavedQuery: async (_, { id }, context) => {
      context.actor();
      if (!(await store(context).remove(checkId(id)))) throw notFound('query');
      return true;
    },
  },
};

function store({ services }: RequestContext): SavedQueryStore {
  return new SavedQueryStore(services.state, services.clock);
}
