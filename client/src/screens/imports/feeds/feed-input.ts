/** What of a feed is sent back when one thing of it is changed. */
import type { Datum, FeedInput, FeedPartsFragment } from '../../../generated/graphql.ts';

export function inputOf(feed: FeedPartsFragment): FeedInput {
  const { datum, perMinute, active, senders, user, topic, m1, ia1, ic1 } = feed;
  return { datum, perMinute, active, senders, user, topic, m1, ia1, ic1 };
}

export const datumWords: Readonly<Record<Datum, string>> = {
  WGS84: 'WGS-84',
  GCJ02: 'GCJ-02',
  BD09: 'BD-09',
};
