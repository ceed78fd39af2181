import type { Feature } from '../feature.ts';
import { searchResolvers } from './resolver.ts';

export const searchFeature: Feature = {
  name: 'search',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: searchResolvers,
  requires: {
    'Query.search': 'read',
    'Query.searchList': 'read',
    'Query.searchFields': 'read',
  },
};
