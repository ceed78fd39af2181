import type { Feature } from '../feature.ts';
import { loopResolvers } from './resolver.ts';

export const loopFeature: Feature = {
  name: 'loops',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: loopResolvers,
  requires: { 'Query.loopRun': 'read' },
};
