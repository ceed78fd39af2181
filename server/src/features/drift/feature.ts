import type { Feature } from '../feature.ts';
import { driftResolvers } from './resolver.ts';

export const driftFeature: Feature = {
  name: 'drift',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: driftResolvers,
  requires: {
    'Query.driftRun': 'read',
    'Query.driftRuns': 'read',
    'Query.driftDays': 'read',
    'Mutation.trackDrift': 'investigate',
    'Mutation.dismissDrift': 'judge',
    'Mutation.forgetDriftDismissal': 'judge',
  },
};
