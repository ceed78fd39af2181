/** One mover's span for the questions, from the store: of several numbers of one entity, one after the other by time. */
import type { FixColumns, PositionStore } from '@phecda/graph-schema/ports/position-store';
import type { Mover } from './movers.ts';
import { cleanTrack, type CleanTrack } from './questions/clean-track.ts';

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
  return cleanTrack(only !== undefined && others.length === 0 ? only : merged(parts), kind);
}

function merged(parts: readonly FixColumns[]): FixColumns {
  const places = parts.flatMap((part) =>
    Array.from({ length: part.count }, (_, i) => [part, i] as const),
  );
  places.sort(([a, i], [b, j]) => (a.at[i] ?? 0) - (b.at[j] ?? 0));
  const pick = <A extends Int32Array | Float64Array | Float32Array>(
    into: A,
    name: keyof FixColumns,
  ): A => {
    for (const [place, [part, i]] of places.entries()) into[place] = (part[name] as A)[i] ?? NaN;
    return into;
  };
  const count = places.length;
  return {
    count,
    mover: pick(new Int32Array(count), 'mover'),
    device: pick(new Int32Array(count), 'device'),
    source: pick(new Int32Array(count), 'source'),
    at: pick(new Float64Array(count), 'at'),
    lng: pick(new Float64Array(count), 'lng'),
    lat: pick(new Float64Array(count), 'lat'),
    kmh: pick(new Float32Array(count), 'kmh'),
    course: pick(new Float32Array(count), 'course'),
    flags: pick(new Int32Array(count), 'flags'),
  };
}
