import { receiveHttp } from '../../tracks/listen/receive-http.ts';
import type { Feature, Route } from '../feature.ts';
import { positionResolvers } from './resolver.ts';

/** The key of a feed lets in, nobody has to sign in; its own limit counts fixes. */
const route: Omit<Route, 'method'> = {
  path: '/positions',
  requires: 'open',
  perMinute: 60_000,
  handler:
    ({ feeds }) =>
    (_context, req, res) =>
      receiveHttp(feeds, req, res),
};

export const positionFeature: Feature = {
  name: 'positions',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: positionResolvers,
  requires: {
    'Query.positionFeeds': 'read',
    'Query.positionQuarantine': 'read',
    'Query.positionFiles': 'read',
    'Query.positionFileRefusals': 'read',
    'Mutation.createPositionFeed': 'import',
    'Mutation.changePositionFeed': 'import',
    'Mutation.renewFeedKey': 'import',
    'Mutation.clearPositionQuarantine': 'import',
    'Mutation.withdrawPositionFile': 'import',
    'Mutation.rereadPositionFile': 'import',
  },
  routes: [
    { ...route, method: 'get' },
    { ...route, method: 'post' },
  ],
};
