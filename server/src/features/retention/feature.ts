import type { Feature } from '../feature.ts';
import { retentionResolvers } from './resolver.ts';

export const retentionFeature: Feature = {
  name: 'retention',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: retentionResolvers,
  requires: {
    'Query.positionRetention': 'read',
    'Query.previewRetention': 'read',
    'Mutation.changePositionRetention': 'import',
  },
};
