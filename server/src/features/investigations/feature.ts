import type { Feature } from '../feature.ts';
import { investigationResolvers } from './resolver.ts';

export const investigationFeature: Feature = {
  name: 'investigations',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: investigationResolvers,
  requires: {
    'Query.investigations': 'read',
    'Query.investigation': 'read',
    'Mutation.createInvestigation': 'investigate',
    'Mutation.saveInvestigation': 'investigate',
    'Mutation.deleteInvestigation': 'investigate',
    'Mutation.restoreInvestigation': 'investigate',
  },
};
