import type { Feature } from '../feature.ts';
import { zoneResolvers } from './resolver.ts';

export const zoneFeature: Feature = {
  name: 'zones',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: zoneResolvers,
  requires: {
    'Query.zones': 'read',
    'Query.zoneVisits': 'read',
    'Query.areaSearch': 'read',
    'Query.multiZone': 'read',
    'Query.zoneSequence': 'read',
    'Query.zoneEvents': 'read',
    'Mutation.saveZone': 'investigate',
    'Mutation.retireZone': 'investigate',
    'Subscription.zoneEvents': 'read',
  },
};
