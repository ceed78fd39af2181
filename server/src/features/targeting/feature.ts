import type { Feature } from '../feature.ts';
import { sendList } from './export-list.ts';
import { targetingResolvers } from './resolver.ts';

export const targetingFeature: Feature = {
  name: 'targeting',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: targetingResolvers,
  requires: {
    'Query.targetingLists': 'read',
    'Query.targetingList': 'read',
    'Query.targetingHits': 'read',
    'Mutation.draftTargeting': 'investigate',
    'Mutation.editTargeting': 'investigate',
    'Mutation.moveTargeting': 'investigate',
  },
  routes: [
    {
      method: 'get',
      path: '/targeting/:file',
      requires: 'read',
      perMinute: 120,
      handler: () => sendList,
    },
  ],
};
