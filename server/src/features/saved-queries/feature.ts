import type { Feature } from '../feature.ts';
import { savedQueryResolvers } from './resolver.ts';

export const savedQueryFeature: Feature = {
  name: 'saved-queries',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: savedQueryResolvers,
  requires: {
    'Query.savedQueries': 'read',
    'Mutation.saveQuery': 'investigate',
    'Mutation.removeSavedQuery': 'investigate',
  },
};
