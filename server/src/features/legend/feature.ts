import type { Feature } from '../feature.ts';
import { legendResolvers } from './resolver.ts';

export const legendFeature: Feature = {
  name: 'legend',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: legendResolvers,
  requires: {
    'Query.legend': 'open',
  },
};
