import type { Feature } from '../feature.ts';
import { entityResolvers } from './resolver.ts';

export const entityFeature: Feature = {
  name: 'entity',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: entityResolvers,
  requires: {
    'Query.entity': 'read',
    'Query.entities': 'read',
    'Query.resolved': 'read',
    'Query.relation': 'read',
    'Query.statements': 'read',
    'Query.history': 'read',
    'Query.historyFrom': 'read',
  },
};
