/** The shortest plausible way between two places: along stretches that trucks did drive, as cells of about a kilometre joined where one fix follows another; where no such way is known, the straight line with a factor. */
import { kmBetween } from '../geo.ts';
import type { CleanTrack } from '../questions/clean-track.ts';

export interface Way {
  readonly km: number;
  /** Along stretches that were driven; else estimated from the straight line. */
  readonly driven: boolean;
}

/** Degrees. */
const cellSize = 0.01;
const cellsRound = Math.round(360 / cellSize);
/** Roads of a region are so much longer than straight lines, about. */
export const straightFactor = 1.4;
/** A longer silence says nothing of the road that was taken. */
const longestStepMs = 6 * 60_000;
/** A cell that far from a place can be its way onto the network. */
const accessKm = 3;

export class WayNetwork {
  readonly #cells = new Map<number, Map<number, number>>();
  readonly #known = new Map<string, Way>();

  add({ count, at, lng, lat }: CleanTrack): void {
    let before = cellOf(lng[0] ?? 0, lat[0] ?? 0);
    for (let i = 1; i < count; i++) {
      const cell = cellOf(lng[i] ?? 0, lat[i] ?? 0);
      if (cell !== before && (at[i] ?? 0) - (at[i - 1] ?? 0) <= longestStepMs) {
        this.#join(before, cell);
        this.#join(cell, before);
      }
      before = cell;
    }
  }

  /** The same in both directions. */
  between(lng1: number, lat1: number, lng2: number, lat2: number): Way {
    const straight = kmBetween(lng1, lat1, lng2, lat2);
    const estimate: Way = { km: straight * straightFactor, driven: false };
    if (straight <= accessKm) return { km: estimate.km, driven: true };
    const [a, b] = [this.#entry(lng1, lat1), this.#entry(lng2, lat2)];
    if (a === null || b === null) return estimate;
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    let way = this.#known.get(key);
    if (way === undefined) {
      const km = this.#shortest(a, b);
      way = { km: km ?? 0, driven: km !== null };
      this.#known.set(key, way);
    }
    return way.driven ? { km: Math.max(straight, way.km), driven: true } : estimate;
  }

  #join(from: number, to: number): void {
    let next = this.#cells.get(from);
    if (next === undefined) this.#cells.set(from, (next = new Map<number, number>()));
    if (!next.has(to)) next.set(to, kmBetween(lngOf(from), latOf(from), lngOf(to), latOf(to)));
  }

  /** The nearest cell that is part of the network. */
  #entry(lng: number, lat: number): number | null {
    const reach = Math.ceil(accessKm / (cellSize * 100));
    const middle = cellOf(lng, lat);
    let [best, least]: [number | null, number] = [null, accessKm];
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) {
        const cell = shifted(middle, dx, dy);
        if (!this.#cells.has(cell)) continue;
        const km = kmBetween(lng, lat, lngOf(cell), latOf(cell));
        if (km < least || (km === least && (best === null || cell < best)))
          [best, least] = [cell, km];
      }
    return best;
  }

  /** A*, by the straight line that is left. */
  #shortest(from: number, to: number): number | null {
    const left = (cell: number): number =>
      kmBetween(lngOf(cell), latOf(cell), lngOf(to), latOf(to));
    const best = new Map<number, number>([[from, 0]]);
    const done = new Set<number>();
    const heap = new Nearest();
    heap.push(from, left(from));
    for (let cell = heap.pop(); cell !== undefined; cell = heap.pop()) {
      if (cell === to) return best.get(cell) ?? null;
      if (done.has(cell)) continue;
      done.add(cell);
      const gone = best.get(cell) ?? 0;
      for (const [next, km] of this.#cells.get(cell) ?? []) {
        const sum = gone + km;
        if (sum >= (best.get(next) ?? Infinity)) continue;
        best.set(next, sum);
        heap.push(next, sum + left(next));
      }
    }
    return null;
  }
}

function cellOf(lng: number, lat: number): number {
  const x = ((Math.floor(lng / cellSize) % cellsRound) + cellsRound) % cellsRound;
  return Math.floor((lat + 90) / cellSize) * cellsRound + x;
}

function shifted(cell: number, dx: number, dy: number): number {
  const x = ((cell % cellsRound) + dx + cellsRound) % cellsRound;
  return (Math.floor(cell / cellsRound) + dy) * cellsRound + x;
}

const lngOf = (cell: number): number => ((cell % cellsRound) + 0.5) * cellSize;
const latOf = (cell: number): number => (Math.floor(cell / cellsRound) + 0.5) * cellSize - 90;

/** Binary heap. */
class Nearest {
  readonly #cells: number[] = [];
  readonly #km: number[] = [];

  push(cell: number, km: number): void {
    let i = this.#cells.push(cell) - 1;
    this.#km.push(km);
    while (i > 0) {
      const up = (i - 1) >> 1;
      if ((this.#km[up] ?? 0) <= km) break;
      this.#move(up, i);
      i = up;
    }
    this.#set(i, cell, km);
  }

  pop(): number | undefined {
    const top = this.#cells[0];
    const [cell, km] = [this.#cells.pop(), this.#km.pop()];
    if (top === undefined || cell === undefined || km === undefined || this.#cells.length === 0)
      return top;
    let i = 0;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= this.#cells.length) break;
      if ((this.#km[down + 1] ?? Infinity) < (this.#km[down] ?? 0)) down++;
      if ((this.#km[down] ?? 0) >= km) break;
      this.#move(down, i);
      i = down;
    }
    this.#set(i, cell, km);
    return top;
  }

  #move(from: number, to: number): void {
    this.#set(to, this.#cells[from] ?? 0, this.#km[from] ?? 0);
  }

  #set(i: number, cell: number, km: number): void {
    this.#cells[i] = cell;
    this.#km[i] = km;
  }
}
