/** How many bytes a run of gang analysis takes beside the projection. */
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { actorTypes } from './closeness-graph.ts';
import type { GangParameters } from './parameters.ts';

/** Arrays of the fold and of the build, several of them alive at once. Measured on a million entities: 613 MB taken, 800 MB estimated. */
const BYTES_PER_TIE = 130;
const BYTES_PER_ACTOR = 600;
const BYTES_PER_SHARER = 60;
/** What Leiden holds of a graph while it runs, and the heap of its thread. */
const BYTES_PER_THREAD = 24 << 20;
const THREAD_BYTES_PER_TIE = 50;
const THREAD_BYTES_PER_ACTOR = 120;
/** Rows for all threads to see. */
const SHARED_BYTES_PER_TIE = 24;
const BASE_BYTES = 64 << 20;

/** Each thing that d relations lead to, d up to the limit, makes d (d - 1) / 2 ties. */
export function estimateGangMemory(
  pinned: PinnedProjection,
  { maxSharers, weights, seeds, resolutions }: GangParameters,
  workers = 1,
): number {
  const named: Readonly<Record<string, number>> = weights;
  const counted = pinned.kindNames.map((kind) => (named[kind] ?? 0) > 0);
  const isActor = pinned.typeNames.map((type) => (actorTypes as readonly string[]).includes(type));
  let actors = 0;
  let ties = 0;
  let sharers = 0;
  const degree = new Uint32Array(pinned.nodeCount);
  for (let n = 0; n < pinned.nodeCount; n++) {
    const fromActor = isActor[pinned.nodeTypes[n] as number] === true;
    if (fromActor) actors++;
    for (
      let slot = pinned.outStart[n] as number;
      slot < (pinned.outStart[n + 1] as number);
      slot++
    ) {
      if (counted[pinned.kind[slot] as number] !== true) continue;
      const target = pinned.target[slot] as number;
      const toActor = isActor[pinned.nodeTypes[target] as number] === true;
      if (fromActor && toActor) ties++;
      else if (fromActor) degree[target]!++;
      else if (toActor) degree[n]!++;
    }
  }
  for (const d of degree) {
    if (d < 2 || d > maxSharers * 2) continue;
    const distinct = Math.min(d, maxSharers);
    ties += (distinct * (distinct - 1)) / 2;
    sharers += d;
  }
  const runs = seeds * resolutions.length;
  const perThread =
    BYTES_PER_THREAD + ties * THREAD_BYTES_PER_TIE + actors * THREAD_BYTES_PER_ACTOR;
  const threads = workers < 2 ? 0 : ties * SHARED_BYTES_PER_TIE + (workers - 1) * perThread;
  return (
    BASE_BYTES +
    threads +
    ties * BYTES_PER_TIE +
    sharers * BYTES_PER_SHARER +
    actors * (BYTES_PER_ACTOR + 12 * runs) +
    pinned.nodeCount * 12
  );
}
