import type { Feature } from '../feature.ts';
import { judgementResolvers } from './resolver.ts';

export const judgementFeature: Feature = {
  name: 'judgements',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: judgementResolvers,
  requires: {
    'Query.judgements': 'read',
    'Mutation.merge': 'judge',
    'Mutation.unmerge': 'judge',
    'Mutation.retractJudgement': 'judge',
  },
};
