import type { Feature } from '../feature.ts';
import { trackResolvers } from './resolver.ts';

export const trackFeature: Feature = {
  name: 'tracks',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: trackResolvers,
  requires: {
    'Query.movers': 'read',
    'Query.livePositions': 'read',
    'Query.track': 'read',
    'Query.stops': 'read',
    'Query.bases': 'read',
    'Subscription.positionsMoved': 'read',
  },
};
