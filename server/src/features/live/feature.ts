import type { Feature } from '../feature.ts';
import { liveResolvers } from './resolver.ts';

export const liveFeature: Feature = {
  name: 'live',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: liveResolvers,
  requires: {
    'Subscription.changes': 'read',
  },
};
