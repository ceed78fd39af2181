import type { Feature } from '../feature.ts';
import { bindingResolvers } from './resolver.ts';

export const bindingFeature: Feature = {
  name: 'bindings',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: bindingResolvers,
  requires: {
    'Query.deviceBindings': 'read',
    'Mutation.bindDevice': 'investigate',
    'Mutation.endDeviceBinding': 'investigate',
  },
};
