import type { Feature } from '../feature.ts';
import { alertResolvers } from './resolver.ts';

export const alertFeature: Feature = {
  name: 'alerts',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: alertResolvers,
  requires: {
    'Query.alerts': 'read',
    'Query.alert': 'read',
    'Query.alertsUnread': 'read',
    'Query.deliveries': 'read',
    'Query.alertsCounted': 'read',
    'Query.delivery': 'read',
    'Query.channels': 'read',
    'Query.silences': 'read',
    'Query.alertDaemon': 'read',
    'Mutation.actOnAlerts': 'investigate',
    'Mutation.retryDelivery': 'investigate',
    'Mutation.addSilence': 'investigate',
    'Mutation.endSilence': 'investigate',
    'Mutation.testChannel': 'investigate',
    'Mutation.testInApp': 'investigate',
    'Subscription.alertPulse': 'read',
  },
};
