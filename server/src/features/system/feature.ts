import type { Feature } from '../feature.ts';
import { systemResolvers } from './resolver.ts';

export const systemFeature: Feature = {
  name: 'system',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: systemResolvers,
  requires: {
    'Query.me': 'open',
    'Query.system': 'open',
    'Query.overview': 'read',
    'Query.tagged': 'read',
    'Mutation.signIn': 'open',
  },
};
