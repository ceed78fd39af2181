/** Questions that go over the tracks of many movers: each is read, cleaned and asked in its turn, so that other work goes on between. */
import { setImmediate } from 'node:timers/promises';
import type { MoverFacts, PositionStore } from '@phecda/graph-schema/ports/position-store';
import { cleanTrack, fastest, type CleanTrack } from './clean-track.ts';
import type { Window } from './presence.ts';

/** Fixes around the window say what may have been at its edges. */
const edgeMs = 6 * 3_600_000;
const everyone = 10_000_000;
/** Milliseconds of work between two pauses. */
const sliceMs = 5;

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
  ask: (track: CleanTrack, fastestKmh: number) => T | null,
): Promise<{ looked: number; found: Found<T>[] }> {
  const all = new Map(
    (await positions.movers({ limit: everyone })).movers.map((one) => [one.mover, one]),
  );
  const found: Found<T>[] = [];
  let looked = 0;
  let sliceEnd = performance.now() + sliceMs;
  const parts = positions.scan(window.from - edgeMs, window.to + edgeMs, movers ?? undefined);
  for await (const part of parts) {
    const facts = all.get(part.mover[0] ?? -1);
    if (facts === undefined) continue;
    looked++;
    if (performance.now() > sliceEnd) {
      signal.throwIfAborted();
      await setImmediate();
      sliceEnd = performance.now() + sliceMs;
    }
    const answer = ask(cleanTrack(part, facts.kind), fastest[facts.kind]);
    if (answer !== null) found.push({ facts, answer });
  }
  return { looked, found };
}
