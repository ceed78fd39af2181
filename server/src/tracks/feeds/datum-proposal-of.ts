/** The datum that a feed's recent fixes speak for, against the places where vehicles of other sources stand. */
import type { PositionStore } from '@phecda/graph-schema/ports/position-store';
import type { Feed } from './feed.ts';
import type { FeedDesk } from './feed-desk.ts';
import { proposeDatum, type DatumProposal, type Place } from './propose-datum.ts';

/** Slower is standing. */
const standingKmh = 3;

export async function datumProposalOf(
  feed: Feed,
  { feeds, positions }: { readonly feeds: FeedDesk; readonly positions: PositionStore },
): Promise<DatumProposal | null> {
  const standing = feeds
    .reading(feed)
    .recent.filter(({ kmh, datum }) => datum === feed.datum && (kmh ?? Infinity) < standingKmh);
  if (standing.length === 0) return null;
  const own = (await positions.sources()).find(({ name }) => name === feed.name)?.source;
  const last = await positions.latest();
  const places: Place[] = [];
  for (let i = 0; i < last.count; i++) {
    if (last.source[i] === own || !((last.kmh[i] ?? NaN) < standingKmh)) continue;
    places.push({ lng: last.lng[i] ?? NaN, lat: last.lat[i] ?? NaN });
  }
  return proposeDatum(standing, feed.datum, places);
}
