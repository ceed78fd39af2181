/** Questions that go over the tracks of many movers: each is read, cleaned and asked in its turn, so that other work goes on between. */
import type { MoverFacts, PositionStore } from '@phecda/graph-schema/ports/position-store';
import { cleanTrack, fastest, type CleanTrack } from './clean-track.ts';
import { breather } from './breather.ts';
import type { Window } from './presence.ts';

/** Fixes around the window say what may have been at its edges. */
const edgeMs = 6 * 3_600_000;
const everyone = 10_000_000;

export interface Found<T> {
  readonly facts: MoverFacts;
  readonly answer: T;
}

/** @param ask null: nothing to tell of this mover. @returns with the number of movers looked at */
export async function searchTracks<T>(
  positions: PositionStore,
  window: Window,
  movers: readonly number[] | null,
  signal: AbortSignal,
  ask: (track: CleanTrack, fastestKmh: number, facts: MoverFacts) => T | null | Promise<T | null>,
): Promise<{ looked: number; found: Found<T>[] }> {
  if (movers?.length === 0) return { looked: 0, found: [] };
  const all = new Map(
    (await positions.movers({ limit: everyone })).movers.map((one) => [one.mover, one]),
  );
  const found: Found<T>[] = [];
  let looked = 0;
  const breathe = breather(signal);
  const parts = positions.scan(window.from - edgeMs, window.to + edgeMs, movers ?? undefined);
  for await (const part of parts) {
    const facts = all.get(part.mover[0] ?? -1);
    if (facts === undefined) continue;
    looked++;
    await breathe();
    const answer = await ask(cleanTrack(part, facts.kind), fastest[facts.kind], facts);
    if (answer !== null) found.push({ facts, answer });
  }
  return { looked, found };
}
