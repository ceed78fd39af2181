import type { Feature } from '../feature.ts';
import { jobResolvers } from './resolver.ts';

export const jobFeature: Feature = {
  name: 'jobs',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: jobResolvers,
  requires: {
    'Query.jobKinds': 'read',
    'Query.jobs': 'read',
    'Query.job': 'read',
    // What a kind requires beyond is asked of the viewer for the kind itself.
    'Mutation.startJob': 'read',
    'Mutation.cancelJob': 'read',
    'Subscription.jobProgress': 'read',
    'Subscription.jobChanges': 'read',
  },
};
