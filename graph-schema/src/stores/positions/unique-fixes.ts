/** Of fixes of one batch that say the same device and time the least by place is kept, in whichever order they come. */
import type { FixBatch } from '../../ports/position-store.ts';

type Kept = { -readonly [K in keyof FixBatch]: FixBatch[K] };

export function uniqueFixes(batch: FixBatch): FixBatch {
  const { count, device, at } = batch;
  const seen = new Map<number, Map<number, number>>();
  const kept = new Uint8Array(count);
  let left = 0;
  for (let i = 0; i < count; i++) {
    const [number, time] = [device[i] ?? 0, at[i] ?? 0];
    let times = seen.get(number);
    if (times === undefined) seen.set(number, (times = new Map()));
    const other = times.get(time);
    if (other === undefined) left++;
    else if (!isLess(batch, i, other)) continue;
    else kept[other] = 0;
    times.set(time, i);
    kept[i] = 1;
  }
  if (left === count) return batch;
  const places = Int32Array.from({ length: count }, (_, i) => i).filter((i) => kept[i] === 1);
  const pick = <A extends Int32Array | Float64Array | Float32Array>(from: A, into: A): A => {
    for (const [place, i] of places.entries()) into[place] = from[i] ?? NaN;
    return into;
  };
  const doubles = (from: Float64Array): Float64Array => pick(from, new Float64Array(left));
  const unique: Kept = {
    count: left,
    device: pick(device, new Int32Array(left)),
    at: doubles(at),
    received: doubles(batch.received),
    lng: doubles(batch.lng),
    lat: doubles(batch.lat),
    ownLng: doubles(batch.ownLng),
    ownLat: doubles(batch.ownLat),
    kmh: pick(batch.kmh, new Float32Array(left)),
    course: pick(batch.course, new Float32Array(left)),
    flags: pick(batch.flags, new Int32Array(left)),
    cell: BigInt64Array.from(Array.from(places, (i) => batch.cell[i] ?? 0n)),
  };
  return unique;
}

function isLess({ lng, lat }: FixBatch, i: number, other: number): boolean {
  const [a, b] = [lng[i] ?? 0, lng[other] ?? 0];
  return a === b ? (lat[i] ?? 0) < (lat[other] ?? 0) : a < b;
}
