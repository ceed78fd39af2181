/** Zones step: what each batch touched is looked at again, around it, so that late fixes correct what was said; a zone's events follow from fixes and zones alone. */
import { setTimeout as pause } from 'node:timers/promises';
import type { PositionStore, TouchedSpan } from '@phecda/graph-schema/ports/position-store';
import type { ViewedTruth } from '../../reading/truth.ts';
import { identify, nameOf, type Mover } from '../movers.ts';
import { cleanTrack, fastest, type CleanTrack } from '../questions/clean-track.ts';
import { corridorPassage } from './corridor-passage.ts';
import { prepareZone, type PreparedZone } from './prepared-zone.ts';
import { findVisits, type Visit } from './visits.ts';
import type { ZoneEventFacts, ZoneEventLine, ZoneEvents } from './zone-events.ts';
import { isOpen } from './zone-geometry.ts';
import { ZoneIndex } from './zone-index.ts';
import type { Zone, ZoneStore } from './zone-store.ts';

export interface ZoneWatcherParts {
  readonly positions: PositionStore;
  readonly zones: ZoneStore;
  readonly events: ZoneEvents;
  readonly truth: ViewedTruth;
  /** Times before it are thinned, milliseconds UTC; null: none are. */
  readonly thinnedBefore: () => Promise<number | null>;
  readonly onError: (error: unknown) => void;
  /** Mover → span that changed, before it is forgotten. */
  readonly onTouched?: (spans: ReadonlyMap<number, Span>) => void;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Between two looks: commits of fixes that come one by one are looked at together. */
const restMs = 200;
/** What the state of a mover before and after a span is read from at first; farther where a visit reaches beyond. */
const aroundMs = 26 * 3_600_000;
const fartherTimes = 4;
/** A straight line over a longer silence says nothing. */
const gapMs = 3_600_000;

export class ZoneWatcher {
  readonly #parts: ZoneWatcherParts;
  readonly #listeners = new Set<(events: readonly ZoneEventLine[]) => void>();
  #running: Promise<void> | null = null;
  #again = false;
  readonly #stop = new AbortController();

  constructor(parts: ZoneWatcherParts) {
    this.#parts = parts;
  }

  /** There may be a new batch: looks soon. */
  wake(): void {
    if (this.#stop.signal.aborted) return;
    if (this.#running !== null) {
      this.#again = true;
      return;
    }
    this.#running = this.#run();
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      await this.catchUp().catch((error: unknown) => this.#parts.onError(error));
      await pause(restMs, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    } while (this.#again && !this.#stop.signal.aborted);
    this.#running = null;
  }

  onEvents(listener: (events: readonly ZoneEventLine[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks at everything that was stored since it last looked. */
  async catchUp(): Promise<void> {
    const { positions, zones, events, truth } = this.#parts;
    const batch = await positions.lastBatch();
    const known = await events.cursor();
    if (batch === known) return;
    // Restored from a back-up, which holds no positions: they are counted anew.
    const cursor = known > batch ? 0 : known;
    const active = (await zones.list()).filter((zone) => zone.active);
    const spans = spansOf(
      (await positions.touchedAfter(cursor)).filter((one) => one.batch <= batch),
    );
    this.#parts.onTouched?.(spans);
    if (active.length > 0) {
      const prepared = active.map(({ geometry }) => prepareZone(geometry));
      const index = new ZoneIndex(prepared);
      const movers = await identify(truth, await positions.moversByNumber([...spans.keys()]));
      for (const mover of movers) {
        if (this.#stop.signal.aborted) return;
        const span = spans.get(mover.facts.mover);
        if (span !== undefined) await this.#look(mover, span, active, prepared, index);
      }
    }
    await positions.forgetTouched(batch, await this.#parts.thinnedBefore());
    await events.moveCursor(batch);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #look(
    mover: Mover,
    span: Span,
    zones: readonly Zone[],
    prepared: readonly PreparedZone[],
    index: ZoneIndex,
  ): Promise<void> {
    const { track, visits, from, to } = await this.#visitsAbout(mover, span, prepared, index);
    const found = visits
      .flatMap((visit) => eventsOf(visit, mover, zones[visit.zone], track))
      .filter(({ at }) => at >= from && at <= to);
    const changed = await this.#parts.events.replace(mover.id, from, to, found);
    if (changed.length > 0) for (const tell of this.#listeners) tell(changed);
  }

  /** Visits whole, and the span within which they may be others than before. */
  async #visitsAbout(
    { facts }: Mover,
    span: Span,
    prepared: readonly PreparedZone[],
    index: ZoneIndex,
  ): Promise<{ track: CleanTrack; visits: Visit[]; from: number; to: number }> {
    let [back, ahead] = [aroundMs, aroundMs];
    for (;;) {
      const [begin, end] = [span.from - back, span.to + ahead];
      const track = cleanTrack(
        await this.#parts.positions.track(facts.mover, begin, end),
        facts.kind,
      );
      const visits = findVisits(track, prepared, index, gapMs);
      const { from, to: nextFix } = spanWithNeighbours(track, span);
      let to = nextFix;
      const about = (): Visit[] =>
        visits.filter((visit) => visit.enter <= to && (visit.after ?? visit.exit) >= from);
      // How long a visit was is said at its exit.
      const exitOf = (last: number, { after }: Visit): number => Math.max(last, after ?? last);
      for (let reach = about().reduce(exitOf, to); reach > to; reach = about().reduce(exitOf, to))
        to = reach;
      const isCutBefore =
        facts.first < begin && about().some((one) => one.before === null && one.after !== null);
      const isCutAfter = facts.last > end && about().some(({ after }) => after === null);
      if (!isCutBefore && !isCutAfter) return { track, visits, from, to };
      if (isCutBefore) back *= fartherTimes;
      if (isCutAfter) ahead *= fartherTimes;
    }
  }
}

/** Whatever lies between the fixes around the span may be another. */
function spanWithNeighbours({ count, at }: CleanTrack, span: Span): Span {
  let { from, to } = span;
  for (let i = 0; i < count; i++) {
    const moment = at[i] ?? 0;
    if (moment < span.from) from = moment;
    if (moment > span.to) {
      to = moment;
      break;
    }
  }
  return { from, to };
}

/** A visit that the track begins with was not entered as far as it says; the same at its end. */
function eventsOf(
  visit: Visit,
  mover: Mover,
  zone: Zone | undefined,
  track: CleanTrack,
): ZoneEventFacts[] {
  if (zone === undefined) return [];
  const { enter, exit, before, after, crossed, lng, lat } = visit;
  const common = {
    zone: zone.id,
    zoneVersion: zone.version,
    mover: mover.id,
    moverName: nameOf(mover),
    passage: null,
    lng,
    lat,
  };
  const events: ZoneEventFacts[] = crossed
    ? [{ ...common, kind: 'cross', at: enter, insideMs: null }]
    : [
        ...(before === null
          ? []
          : [{ ...common, kind: 'enter' as const, at: enter, insideMs: null }]),
        ...(after === null
          ? []
          : [
              {
                ...common,
                kind: 'exit' as const,
                at: after,
                insideMs: exit - enter,
                passage: corridorPassage(track, visit, zone.geometry, fastest[mover.facts.kind]),
              },
            ]),
      ];
  return events.filter(({ at }) => isOpen(zone.calendar, at));
}

function spansOf(touched: readonly TouchedSpan[]): Map<number, Span> {
  const spans = new Map<number, Span>();
  for (const { mover, from, to } of touched) {
    const known = spans.get(mover);
    spans.set(
      mover,
      known === undefined
        ? { from, to }
        : { from: Math.min(known.from, from), to: Math.max(known.to, to) },
    );
  }
  return spans;
}
