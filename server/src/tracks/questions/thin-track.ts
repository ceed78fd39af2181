/** Thins a track to so many points: those stay whose leaving out would move the mover most, in place at its time (synchronised distance; Meratnia and de By 2004). */
import { kmBetween, unwrap } from '../geo.ts';
import type { CleanTrack } from './clean-track.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly worst: number;
  readonly km: number;
}

/** Indices that stay, ascending: first and last among them, and both ends of each gap while there is room. */
export function thinTrack(track: CleanTrack, gap: Uint8Array, points: number): Int32Array {
  const { count } = track;
  if (count <= points) return Int32Array.from({ length: count }, (_, i) => i);
  const kept = new Set([0, count - 1]);
  for (let i = 1; i < count && kept.size < points - 1; i++)
    if (gap[i] === 1) kept.add(i - 1).add(i);
  const ends = [...kept].sort((a, b) => a - b);
  const heap = new WorstFirst();
  for (let i = 1; i < ends.length; i++) heap.push(stretch(track, ends[i - 1] ?? 0, ends[i] ?? 0));
  while (kept.size < points) {
    const next = heap.pop();
    if (next === undefined || next.km <= 0) break;
    kept.add(next.worst);
    heap.push(stretch(track, next.from, next.worst));
    heap.push(stretch(track, next.worst, next.to));
  }
  return Int32Array.from(kept).sort();
}

function stretch({ at, lng, lat }: CleanTrack, from: number, to: number): Stretch {
  let [worst, most] = [from, 0];
  const [begin, span] = [at[from] ?? 0, Math.max(1, (at[to] ?? 0) - (at[from] ?? 0))];
  const [lng0, lat0] = [lng[from] ?? 0, lat[from] ?? 0];
  const [lng1, lat1] = [unwrap(lng[to] ?? 0, lng0), lat[to] ?? 0];
  for (let i = from + 1; i < to; i++) {
    const part = ((at[i] ?? 0) - begin) / span;
    const km = kmBetween(
      lng[i] ?? 0,
      lat[i] ?? 0,
      lng0 + (lng1 - lng0) * part,
      lat0 + (lat1 - lat0) * part,
    );
    if (km > most) [worst, most] = [i, km];
  }
  return { from, to, worst, km: most };
}

/** Binary heap. */
class WorstFirst {
  readonly #items: Stretch[] = [];

  push(item: Stretch): void {
    const items = this.#items;
    let i = items.push(item) - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if ((items[up]?.km ?? 0) >= item.km) break;
      items[i] = items[up] as Stretch;
      i = up;
    }
    items[i] = item;
  }

  pop(): Stretch | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let i = 0;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= items.length) break;
      if ((items[down + 1]?.km ?? -1) > (items[down]?.km ?? -1)) down++;
      if ((items[down]?.km ?? -1) <= last.km) break;
      items[i] = items[down] as Stretch;
      i = down;
    }
    items[i] = last;
    return top;
  }
}
