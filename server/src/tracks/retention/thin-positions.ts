/** The daily job of retention: what is old enough is thinned a few movers at a time, what is older still goes; feeds go on between. */
import { z } from 'zod';
import { defineJobKind, type JobKind, type JobWork } from '@phecda/etl/jobs/job-kind';
import type { PositionStore } from '@phecda/graph-schema/ports/position-store';
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

/** Stopped half way it goes on where it was. */
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
    const old = movers.filter(({ first, last }) => first < thinBefore && last >= from);
    for (let begin = 0; begin < old.length; begin += atOnce) {
      work.signal.throwIfAborted();
      const part = await Promise.all(
        old.slice(begin, begin + atOnce).map(async ({ mover, kind, first }) => {
          const start = Math.max(from, first);
          const fixes = await positions.track(mover, start - aroundMs, thinBefore + aroundMs);
          const track = cleanTrack(fixes, kind);
          const keep = keptMoments(track, start, thinBefore, everyMs, usualStop, prepared, index);
          return { mover, keep };
        }),
      );
      thinned += await positions.keepMoments(from, thinBefore, part);
      work.progress({ phase: 'thin', done: begin + part.length, total: old.length, unit: 'steps' });
    }
    await positions.settle();
    await retention.note('thin', thinBefore, policy.thinMinutes, thinned);
  }
  return { thinned, removed };
}
