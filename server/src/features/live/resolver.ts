/** Live updates: each revision once the graph view has it. */
import type { Resolvers } from '../../generated/resolvers.ts';

export const liveResolvers: Resolvers = {
  Subscription: {
    changes: {
      subscribe: (_, { after }, { services }) => services.live.changes(after ?? null),
      resolve: (change: unknown) => change as never,
    },
  },
};
