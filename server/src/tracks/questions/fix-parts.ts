/** Columns of fixes put together and taken apart. */
import type { FixColumns } from '@phecda/graph-schema/ports/position-store';

/** In order of time. */
export function mergeFixes(parts: readonly FixColumns[]): FixColumns {
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

/** @param fixes one of each mover */
export function byMover(fixes: FixColumns): Map<number, FixColumns> {
  const { count, mover } = fixes;
  return new Map(
    Array.from({ length: count }, (_, i) => [
      mover[i] ?? -1,
      {
        count: 1,
        mover: mover.subarray(i, i + 1),
        device: fixes.device.subarray(i, i + 1),
        source: fixes.source.subarray(i, i + 1),
        at: fixes.at.subarray(i, i + 1),
        lng: fixes.lng.subarray(i, i + 1),
        lat: fixes.lat.subarray(i, i + 1),
        kmh: fixes.kmh.subarray(i, i + 1),
        course: fixes.course.subarray(i, i + 1),
        flags: fixes.flags.subarray(i, i + 1),
      },
    ]),
  );
}
