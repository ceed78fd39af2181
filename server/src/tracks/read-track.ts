/** One mover's span for the questions, from the store: of several numbers of one entity, one after the other by time. */
import type { PositionStore } from '@phecda/graph-schema/ports/position-store';
import type { Mover } from './movers.ts';
import { cleanTrack, type CleanTrack } from './questions/clean-track.ts';
import { mergeFixes } from './questions/fix-parts.ts';

export async function readTrack(
  positions: PositionStore,
  movers: readonly Mover[],
  from: number,
  to: number,
): Promise<CleanTrack> {
  const kind = movers[0]?.facts.kind ?? 'truck';
  const parts = await Promise.all(
    movers.map(({ facts }) => positions.track(facts.mover, from, to)),
  );
  const [only, ...others] = parts;
  return cleanTrack(only !== undefined && others.length === 0 ? only : mergeFixes(parts), kind);
}
