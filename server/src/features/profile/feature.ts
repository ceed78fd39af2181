import type { Feature } from '../feature.ts';
import { profileResolvers } from './resolver.ts';

export const profileFeature: Feature = {
  name: 'profile',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: profileResolvers,
  requires: {
    'Query.profile': 'read',
  },
};
