import type { Feature } from '../feature.ts';
import { declarationResolvers } from './resolver.ts';

export const declarationFeature: Feature = {
  name: 'declarations',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: declarationResolvers,
  requires: {
    'Query.declaration': 'read',
    'Query.declarations': 'read',
  },
};
