/** The daily job of retention: what is old enough is thinned a few movers at a time, what is older still goes; feeds go on between. */
import { z } from 'zod';
import { defineJobKind, type JobKind, type JobWork } from '@phecda/etl/jobs/job-kind';
import type {
  MoverFacts,
  PositionStore,
  TouchedSpan,
} from '@phecda/graph-schema/ports/position-store';
import { breather } from '../questions/breather.ts';
import { cleanTrack } from '../questions/clean-track.ts';
import { usualStop } from '../questions/stops.ts';
import { prepareZone } from '../zones/prepared-zone.ts';
import { ZoneIndex } from '../zones/zone-index.ts';
import type { ZoneStore } from '../zones/zone-store.ts';
import { keptMoments } from './kept-moments.ts';
import { cutoffs, type RetentionStore } from './retention-policy.ts';

export interface RetentionParts {
  readonly positions: PositionStore;
  readonly retention: RetentionStore;
  readonly zones: ZoneStore;
  readonly clock: () => Date;
}

const result = z.object({ thinned: z.number(), removed: z.number() });
type Result = z.output<typeof result>;

/** Around the span, so that stops and visits over its ends are whole. */
const aroundMs = 26 * 3_600_000;
/** Movers of one transaction. */
const atOnce = 20;
/** Of a mover's track that is held at once. */
const spanMs = 31 * 86_400_000;
const everyone = 10_000_000;

export function createThinningKind(parts: RetentionParts): JobKind {
  return defineJobKind<Record<string, never>, Result>({
    name: 'thinPositions',
    words: { zh: '定位保留与稀疏化', en: 'Retention of positions' },
    input: z.strictObject({}),
    result,
    requires: 'import',
    fromClients: true,
    concurrency: 1,
    memoryMb: 200,
    keptDays: 30,
    local: false,
    title: () => '',
    run: (_, work) => thinPositions(parts, work),
  });
}

/** Stopped half way it begins again: what was thinned already stays as it is. What came late for a thinned time is thinned with it once zones have looked at it. */
export async function thinPositions(
  { positions, retention, zones, clock }: RetentionParts,
  work: Pick<JobWork, 'signal' | 'progress'>,
): Promise<Result> {
  const policy = await retention.current();
  const { thinBefore, removeBefore } = cutoffs(policy, clock().getTime());
  let removed = 0;
  if (removeBefore !== null) {
    removed = await positions.removeBefore(removeBefore);
    await retention.note('remove', removeBefore, 0, removed);
  }
  let thinned = 0;
  if (thinBefore !== null) {
    const done = await retention.done();
    const everyMs = policy.thinMinutes * 60_000;
    // Coarser than before: what was thinned is thinned again.
    const again = done.thinMinutes !== null && done.thinMinutes < policy.thinMinutes;
    const from = again ? -Infinity : (done.thinnedBefore ?? -Infinity);
    const { movers } = await positions.movers({ limit: everyone });
    const prepared = (await zones.list())
      .filter(({ active }) => active)
      .map(({ geometry }) => prepareZone(geometry));
    const index = new ZoneIndex(prepared);
    const late = await positions.late();
    const parts = [
      ...lateParts(late, movers, Math.min(from, thinBefore)),
      ...partsOf(movers, from, thinBefore),
    ];
    const breathe = breather(work.signal);
    for (const [i, { begin, end, some }] of parts.entries()) {
      work.signal.throwIfAborted();
      const kept: { mover: number; keep: number[]; seen: number }[] = [];
      for (const { mover, kind } of some) {
        const fixes = await positions.track(mover, begin - aroundMs, end + aroundMs);
        const seen = fixes.at.filter((at) => at >= begin && at < end).length;
        if (seen === 0) continue;
        const track = cleanTrack(fixes, kind);
        const keep = keptMoments(track, begin, end, everyMs, usualStop, prepared, index);
        kept.push({ mover, keep, seen });
        await breathe();
      }
      if (kept.length > 0) thinned += await positions.keepMoments(begin, end, kept);
      work.progress({ phase: 'thin', done: i + 1, total: parts.length, unit: 'steps' });
    }
    await positions.settle();
    await retention.note('thin', thinBefore, policy.thinMinutes, thinned);
    await positions.forgetLate(late.at(-1)?.batch ?? -1);
  }
  return { thinned, removed };
}

interface Part {
  readonly begin: number;
  readonly end: number;
  readonly some: readonly MoverFacts[];
}

function partsOf(movers: readonly MoverFacts[], from: number, to: number): Part[] {
  const old = movers.filter(({ first, last }) => first < to && last >= from);
  const start = old.reduce((least, { first }) => Math.min(least, first), to);
  return spansOf(Math.max(from, start), to).flatMap(({ begin, end }) => {
    const within = old.filter(({ first, last }) => first < end && last >= begin);
    return chunksOf(within, atOnce).map((some) => ({ begin, end, some }));
  });
}

/** What was thinned before fixes came for it late, in whole spans, so that equal fixes stay. */
function lateParts(
  late: readonly TouchedSpan[],
  movers: readonly MoverFacts[],
  thinnedBefore: number,
): Part[] {
  const wanted = new Map<number, Set<number>>();
  for (const { mover, from, to } of late)
    for (const { begin } of spansOf(floorOf(from), Math.min(to + 1, thinnedBefore)))
      wanted.set(floorOf(begin), (wanted.get(floorOf(begin)) ?? new Set()).add(mover));
  return [...wanted].flatMap(([begin, numbers]) => {
    const some = movers.filter(({ mover }) => numbers.has(mover));
    const end = Math.min(begin + spanMs, thinnedBefore);
    return chunksOf(some, atOnce).map((chunk) => ({ begin, end, some: chunk }));
  });
}

const floorOf = (at: number): number => Math.floor(at / spanMs) * spanMs;

/** Cut at the same moments each time, as the ends of a span stay. */
function spansOf(from: number, to: number): { begin: number; end: number }[] {
  const spans: { begin: number; end: number }[] = [];
  for (let begin = from; begin < to;) {
    const end = Math.min(floorOf(begin) + spanMs, to);
    spans.push({ begin, end });
    begin = end;
  }
  return spans;
}

function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.slice(i * size, (i + 1) * size),
  );
}
