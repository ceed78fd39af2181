import type { Feature } from '../feature.ts';
import { gangResolvers } from './resolver.ts';

export const gangFeature: Feature = {
  name: 'gangs',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: gangResolvers,
  requires: {
    'Query.gangRun': 'read',
    'Query.gangGroup': 'read',
    'Query.gangs': 'read',
    'Query.gang': 'read',
    'Query.gangReport': 'read',
    'Mutation.confirmGroup': 'judge',
    'Mutation.dismissGroup': 'judge',
    'Mutation.forgetDismissal': 'judge',
    'Mutation.judgeFact': 'judge',
    'Mutation.forgetFactVerdict': 'judge',
    'Mutation.gangFromCase': 'judge',
    'Mutation.gangFromSelection': 'judge',
    'Mutation.changeGang': 'judge',
  },
};
