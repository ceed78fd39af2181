/** Every kind of ground. A new one is its parameters in the rule schema, its file here, and a line in this list. */
import type { GroundModel } from '@phecda/graph-schema/ontology/rule-schema';
import { capitalBelowPeers } from './capital-below-peers.ts';
import { changedMix } from './changed-mix.ts';
import { closedGroupBroker } from './closed-group-broker.ts';
import { dormantActive } from './dormant-active.ts';
import type { Ground } from './ground.ts';
import { inherited } from './inherited.ts';
import { priceBelowPeers } from './price-below-peers.ts';
import { related } from './related.ts';
import { rivals } from './rivals.ts';
import { severalValues } from './several-values.ts';
import { youngOverCapital } from './young-over-capital.ts';

export const grounds: Readonly<Record<GroundModel['kind'], Ground>> = {
  related,
  'several-values': severalValues,
  'young-over-capital': youngOverCapital,
  'dormant-active': dormantActive,
  'changed-mix': changedMix,
  'closed-group-broker': closedGroupBroker,
  rivals,
  'price-below-peers': priceBelowPeers,
  'capital-below-peers': capitalBelowPeers,
  inherited,
};
