import type { Feature } from '../feature.ts';
import { inboxResolvers } from './resolver.ts';

export const inboxFeature: Feature = {
  name: 'inbox',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: inboxResolvers,
  requires: {
    'Query.inbox': 'read',
    'Query.inboxEntry': 'read',
    'Mutation.retract': 'judge',
    'Subscription.inbox': 'read',
  },
};
