/** Questions that go over the tracks of many movers: each is read, cleaned and asked in its turn, so that other work goes on between. */
import type {
  FixColumns,
  MoverFacts,
  PositionStore,
} from '@phecda/graph-schema/ports/position-store';
import { byMover, mergeFixes } from './fix-parts.ts';
import { cleanTrack, fastest, type CleanTrack } from './clean-track.ts';
import { breather } from './breather.ts';
import type { Window } from './presence.ts';

/** Most tracks have a fix on each side within so much; who has none is looked for farther. */
const edgeMs = 6 * 3_600_000;
const everyone = 10_000_000;

export interface Found<T> {
  readonly facts: MoverFacts;
  readonly answer: T;
}

export interface Searched<T> {
  /** Movers with positions in or about the window. */
  readonly looked: number;
  readonly found: Found<T>[];
}

/** @returns null: nothing to tell of this mover */
export type AskTrack<T> = (
  track: CleanTrack,
  fastestKmh: number,
  facts: MoverFacts,
) => T | null | Promise<T | null>;

/** Who has positions in the window or six hours about it. */
export async function searchTracks<T>(
  positions: PositionStore,
  window: Window,
  movers: readonly number[] | null,
  signal: AbortSignal,
  ask: AskTrack<T>,
): Promise<Searched<T>> {
  if (movers?.length === 0) return { looked: 0, found: [] };
  const all = await factsOf(positions, movers);
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

/** All movers, those without positions in the window too: each with the fix before it and the one after it, however far. */
export async function searchEveryone<T>(
  positions: PositionStore,
  window: Window,
  movers: readonly number[] | null,
  signal: AbortSignal,
  ask: AskTrack<T>,
): Promise<Searched<T>> {
  const whole = ({ at, count }: CleanTrack): boolean =>
    count > 0 && (at[0] ?? 0) <= window.from && (at[count - 1] ?? 0) >= window.to;
  const rest = await factsOf(positions, movers);
  const near = await searchTracks(
    positions,
    window,
    movers,
    signal,
    async (track, bound, facts) => {
      if (!whole(track)) return null;
      rest.delete(facts.mover);
      return ask(track, bound, facts);
    },
  );
  if (rest.size === 0) return near;
  const numbers = [...rest.keys()];
  const [before, after] = await Promise.all([
    positions.nearest(window.from, 'before', numbers).then(byMover),
    positions.nearest(window.to, 'after', numbers).then(byMover),
  ]);
  const far: Found<T>[] = [];
  const breathe = breather(signal);
  const askWith = async (facts: MoverFacts, within: FixColumns | null): Promise<void> => {
    rest.delete(facts.mover);
    await breathe();
    const parts = [before.get(facts.mover), within, after.get(facts.mover)];
    const fixes = mergeFixes(parts.filter((part) => part !== null && part !== undefined));
    const answer = await ask(cleanTrack(fixes, facts.kind), fastest[facts.kind], facts);
    if (answer !== null) far.push({ facts, answer });
  };
  for await (const part of positions.scan(window.from, window.to, numbers)) {
    const facts = rest.get(part.mover[0] ?? -1);
    if (facts) await askWith(facts, part);
  }
  for (const facts of [...rest.values()]) await askWith(facts, null);
  const found = [...near.found, ...far].sort((a, b) => a.facts.mover - b.facts.mover);
  return { looked: near.looked, found };
}

async function factsOf(
  positions: PositionStore,
  movers: readonly number[] | null,
): Promise<Map<number, MoverFacts>> {
  const facts =
    movers === null
      ? (await positions.movers({ limit: everyone })).movers
      : await positions.moversByNumber(movers);
  return new Map(facts.filter(({ fixes }) => fixes > 0).map((one) => [one.mover, one]));
}
