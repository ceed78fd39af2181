import type { Feature } from '../feature.ts';
import { analysisResolvers } from './resolver.ts';

export const analysisFeature: Feature = {
  name: 'analysis',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: analysisResolvers,
  requires: {
    'Query.questions': 'read',
    'Query.analysisRuns': 'read',
    'Query.analysisRun': 'read',
    'Mutation.removeAnalysisRun': 'investigate',
  },
};
