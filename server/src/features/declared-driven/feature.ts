import type { Feature } from '../feature.ts';
import { declaredDrivenResolvers } from './resolver.ts';

export const declaredDrivenFeature: Feature = {
  name: 'declared-driven',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: declaredDrivenResolvers,
  requires: { 'Query.declaredDriven': 'read' },
};
