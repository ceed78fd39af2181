/** Which of many zones a place or stretch may touch: a grid whose columns and rows lie closer where zones do, each cell with its zones. */
import { unwrap } from '../geo.ts';
import type { PreparedZone } from './prepared-zone.ts';

/** Fewer boxes are looked at one by one. */
const leastGridded = 8;
const mostLines = 512;
const mostEntries = 2_000_000;

export class ZoneIndex {
  /** Zones that the last question found. */
  found: Int32Array;
  /** Box → zone; a zone across the date line has two boxes. */
  readonly #zones: Int32Array;
  /** West, south, east, north of each box. */
  readonly #boxes: Float64Array;
  readonly #count: number;
  readonly #grid: Grid | null;
  /** Question in which a zone was last found. */
  readonly #seen: Int32Array;
  #question = 0;

  constructor(zones: readonly PreparedZone[]) {
    const numbers: number[] = [];
    const edges: number[] = [];
    for (const [number, { box }] of zones.entries()) {
      const { west, south, east, north } = box;
      const parts = west <= east ? [[west, east]] : [[west, 180] as const, [-180, east] as const];
      for (const [from = 0, to = 0] of parts) {
        numbers.push(number);
        edges.push(from, south, to, north);
      }
    }
    this.#zones = Int32Array.from(numbers);
    this.#boxes = Float64Array.from(edges);
    this.#count = numbers.length;
    this.#seen = new Int32Array(zones.length);
    this.found = new Int32Array(zones.length);
    this.#grid = this.#count < leastGridded ? null : gridOf(this.#boxes);
  }

  /** Zones whose box the stretch's box touches (of a place: both ends the same), in `found`. @returns how many */
  along(lng1: number, lat1: number, lng2: number, lat2: number): number {
    if (this.#count === 0) return 0;
    this.#question++;
    const to = Math.abs(lng2 - lng1) <= 180 ? lng2 : unwrap(lng2, lng1);
    const [west, east] = lng1 < to ? [lng1, to] : [to, lng1];
    const [south, north] = lat1 < lat2 ? [lat1, lat2] : [lat2, lat1];
    let count = this.#search(west, south, east, north, 0);
    if (west <= -180) count = this.#search(west + 360, south, 180, north, count);
    if (east >= 180) count = this.#search(-180, south, east - 360, north, count);
    return count;
  }

  #search(west: number, south: number, east: number, north: number, before: number): number {
    const grid = this.#grid;
    let count = before;
    if (grid !== null) {
      const { columns, rows, starts, boxes } = grid;
      const left = lineBefore(columns, west);
      const right = east < (columns[left + 1] ?? Infinity) ? left : lineBefore(columns, east);
      const low = lineBefore(rows, south);
      const high = north < (rows[low + 1] ?? Infinity) ? low : lineBefore(rows, north);
      // A stretch over more cells than there are boxes costs less box by box.
      if ((right - left + 1) * (high - low + 1) <= this.#count) {
        for (let row = low; row <= high; row++)
          for (let column = left; column <= right; column++) {
            const cell = row * columns.length + column;
            const end = starts[cell + 1] ?? 0;
            for (let entry = starts[cell] ?? 0; entry < end; entry++)
              count = this.#take(boxes[entry] ?? 0, west, south, east, north, count);
          }
        return count;
      }
    }
    for (let box = 0; box < this.#count; box++)
      count = this.#take(box, west, south, east, north, count);
    return count;
  }

  #take(
    box: number,
    west: number,
    south: number,
    east: number,
    north: number,
    count: number,
  ): number {
    const boxes = this.#boxes;
    const at = box * 4;
    if (
      (boxes[at] ?? 0) > east ||
      (boxes[at + 2] ?? 0) < west ||
      (boxes[at + 1] ?? 0) > north ||
      (boxes[at + 3] ?? 0) < south
    )
      return count;
    const zone = this.#zones[box] ?? 0;
    if (this.#seen[zone] === this.#question) return count;
    this.#seen[zone] = this.#question;
    this.found[count] = zone;
    return count + 1;
  }
}

interface Grid {
  /** Where each column and row begins, the first at -Infinity. */
  readonly columns: Float64Array;
  readonly rows: Float64Array;
  /** Cell → its first entry; the next cell's is its end. */
  readonly starts: Int32Array;
  readonly boxes: Int32Array;
}

function gridOf(edges: Float64Array): Grid {
  const count = edges.length / 4;
  for (let lines = Math.min(mostLines, 2 * count); ; lines = Math.max(1, lines >> 1)) {
    const columns = quantiles(edges, 0, lines);
    const rows = quantiles(edges, 1, lines);
    const spans = Int32Array.from(edges, (edge, i) =>
      lineBefore(i % 2 === 0 ? columns : rows, edge),
    );
    const each = (visit: (cell: number, box: number) => void): void => {
      for (let box = 0; box < count; box++) {
        const [left = 0, low = 0, right = 0, high = 0] = spans.subarray(box * 4, box * 4 + 4);
        for (let row = low; row <= high; row++)
          for (let column = left; column <= right; column++)
            visit(row * columns.length + column, box);
      }
    };
    let entries = 0;
    for (let at = 0; at < spans.length; at += 4)
      entries +=
        ((spans[at + 2] ?? 0) - (spans[at] ?? 0) + 1) *
        ((spans[at + 3] ?? 0) - (spans[at + 1] ?? 0) + 1);
    if (entries > mostEntries && lines > 1) continue;
    const starts = new Int32Array(columns.length * rows.length + 1);
    each((cell) => (starts[cell + 1] = (starts[cell + 1] ?? 0) + 1));
    for (let cell = 1; cell < starts.length; cell++)
      starts[cell] = (starts[cell] ?? 0) + (starts[cell - 1] ?? 0);
    const next = starts.slice();
    const boxes = new Int32Array(entries);
    each((cell, box) => {
      const at = next[cell] ?? 0;
      boxes[at] = box;
      next[cell] = at + 1;
    });
    return { columns, rows, starts, boxes };
  }
}

/** Lines between which about as many edges of boxes lie. @param axis 0: west and east, 1: south and north */
function quantiles(edges: Float64Array, axis: 0 | 1, lines: number): Float64Array {
  const sorted = edges.filter((_, i) => i % 2 === axis).sort();
  const chosen = Array.from(
    { length: lines },
    (_, line) => sorted[Math.floor((line * sorted.length) / lines)] ?? 0,
  );
  return Float64Array.from([-Infinity, ...new Set(chosen)]);
}

/** Index of the last line at or before a value. */
function lineBefore(lines: Float64Array, value: number): number {
  let [low, high] = [0, lines.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  return low;
}
