import type { Services } from '../../services.ts';
import type { Feature, RouteHandler } from '../feature.ts';
import { trackResolvers } from './resolver.ts';

/** The operator's borders; no content: the client takes those it ships. */
const sendBorders =
  ({ config }: Services): RouteHandler =>
  (_, __, res) => {
    if (config.mapBorders === null) res.status(204).end();
    else res.type('json').sendFile(config.mapBorders, { dotfiles: 'allow' });
    return Promise.resolve();
  };

/** The operator's tiles, of which the client asks ranges; no content: there are none. */
const sendTiles =
  ({ config }: Services): RouteHandler =>
  (_, __, res) => {
    if (config.mapTiles === null) res.status(204).end();
    else res.type('application/octet-stream').sendFile(config.mapTiles, { dotfiles: 'allow' });
    return Promise.resolve();
  };

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
  routes: [
    {
      method: 'get',
      path: '/map/borders',
      requires: 'read',
      perMinute: 120,
      handler: sendBorders,
    },
    {
      method: 'get',
      path: '/map/base.pmtiles',
      requires: 'read',
      perMinute: 6_000,
      handler: sendTiles,
    },
  ],
};
