/** The datum that a feed's recent fixes or a file's stops speak for, against the places where vehicles of other sources stand. */
import pLimit from 'p-limit';
import { cellsAbout } from '@phecda/etl/positions/clean-fixes';
import { datums } from '@phecda/etl/positions/fix-rows';
import type { PositionFile, PositionStore } from '@phecda/graph-schema/ports/position-store';
import type { Datum } from '../fix.ts';
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

/** Fixes of one stop that count: others than those of a depot speak, too. */
const mostOfStop = 10;
const leastStops = 5;
const keptMs = 3_600_000;

/** Of files, an hour long: where others stand changes little. */
export class FileDatums {
  readonly #positions: PositionStore;
  readonly #clock: () => Date;
  readonly #known = new Map<
    string,
    { readonly at: number; readonly proposal: Promise<DatumProposal | null> }
  >();
  readonly #oneOfFew = pLimit(1);

  constructor(positions: PositionStore, clock: () => Date) {
    this.#positions = positions;
    this.#clock = clock;
  }

  /** Null where each of its rows says it, and where nothing speaks for another. */
  proposalOf(file: PositionFile): Promise<DatumProposal | null> {
    const declared = datums.find((datum) => datum === file.datum);
    if (file.state !== 'loaded' || declared === undefined) return Promise.resolve(null);
    const key = `${file.fileId} ${file.datum}`;
    const now = this.#clock().getTime();
    const known = this.#known.get(key);
    if (known !== undefined && now - known.at < keptMs) return known.proposal;
    const proposal = this.#oneOfFew(() => this.#propose(file, declared));
    this.#known.set(key, { at: now, proposal });
    proposal.catch(() => this.#known.delete(key)); // told to whoever asked; asked again next time
    return proposal;
  }

  async #propose({ number, source }: PositionFile, declared: Datum): Promise<DatumProposal | null> {
    const stops = await this.#positions.stopsOf(number);
    if (stops.length < leastStops) return null;
    const cells = new Set(stops.flatMap(({ lng, lat }) => cellsAbout(lng, lat)));
    const places = await this.#positions.stopsIn([...cells], source);
    const standing = stops.flatMap(({ lng, lat, fixes }) =>
      Array.from({ length: Math.min(fixes, mostOfStop) }, () => ({ lng, lat })),
    );
    return proposeDatum(standing, declared, places);
  }
}
