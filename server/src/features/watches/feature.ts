import type { Feature } from '../feature.ts';
import { watchResolvers } from './resolver.ts';

export const watchFeature: Feature = {
  name: 'watches',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: watchResolvers,
  requires: {
    'Query.watches': 'read',
    'Query.watch': 'read',
    'Query.watchConditions': 'read',
    'Query.previewWatch': 'read',
    'Query.contacts': 'read',
    'Query.contactGroups': 'read',
    'Query.demoAlertFile': 'read',
    'Mutation.saveWatch': 'investigate',
    'Mutation.restoreWatch': 'investigate',
    'Mutation.exceptFromWatch': 'investigate',
    'Mutation.saveContact': 'investigate',
    'Mutation.removeContact': 'investigate',
    'Mutation.saveContactGroup': 'investigate',
    'Mutation.removeContactGroup': 'investigate',
  },
};
