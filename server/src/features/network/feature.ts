import type { Feature } from '../feature.ts';
import { networkResolvers } from './resolver.ts';
import { writtenExpand } from './written-expand.ts';

export const networkFeature: Feature = {
  name: 'network',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: networkResolvers,
  written: [writtenExpand],
  requires: {
    'Query.counts': 'read',
    'Query.expand': 'read',
    'Query.between': 'read',
    'Query.paths': 'read',
  },
};
