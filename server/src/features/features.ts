/** Every feature of the server. A new one is a folder here and a line in this list. */
import type { Feature } from './feature.ts';
import { activityFeature } from './activity/feature.ts';
import { alertFeature } from './alerts/feature.ts';
import { analysisFeature } from './analysis/feature.ts';
import { bindingFeature } from './bindings/feature.ts';
import { declarationFeature } from './declarations/feature.ts';
import { declaredDrivenFeature } from './declared-driven/feature.ts';
import { driftFeature } from './drift/feature.ts';
import { entityFeature } from './entity/feature.ts';
import { factFeature } from './facts/feature.ts';
import { gangFeature } from './gangs/feature.ts';
import { importFeature } from './imports/feature.ts';
import { inboxFeature } from './inbox/feature.ts';
import { investigationFeature } from './investigations/feature.ts';
import { jobFeature } from './jobs/feature.ts';
import { judgementFeature } from './judgements/feature.ts';
import { legendFeature } from './legend/feature.ts';
import { liveFeature } from './live/feature.ts';
import { loopFeature } from './loops/feature.ts';
import { networkFeature } from './network/feature.ts';
import { positionFeature } from './positions/feature.ts';
import { profileFeature } from './profile/feature.ts';
import { retentionFeature } from './retention/feature.ts';
import { savedQueryFeature } from './saved-queries/feature.ts';
import { searchFeature } from './search/feature.ts';
import { systemFeature } from './system/feature.ts';
import { targetingFeature } from './targeting/feature.ts';
import { trackFeature } from './tracks/feature.ts';
import { watchFeature } from './watches/feature.ts';
import { zoneFeature } from './zones/feature.ts';

export const features: readonly Feature[] = [
  systemFeature,
  legendFeature,
  searchFeature,
  savedQueryFeature,
  entityFeature,
  profileFeature,
  declarationFeature,
  networkFeature,
  factFeature,
  judgementFeature,
  jobFeature,
  importFeature,
  investigationFeature,
  analysisFeature,
  gangFeature,
  loopFeature,
  activityFeature,
  driftFeature,
  targetingFeature,
  alertFeature,
  watchFeature,
  liveFeature,
  inboxFeature,
  trackFeature,
  positionFeature,
  zoneFeature,
  declaredDrivenFeature,
  bindingFeature,
  retentionFeature,
];
