import type { Feature } from '../feature.ts';
import { activityResolvers } from './resolver.ts';

export const activityFeature: Feature = {
  name: 'activity',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: activityResolvers,
  requires: { 'Query.activity': 'read' },
};
