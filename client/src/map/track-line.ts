/** One track as the map draws it: columns in order of time, places projected once. */
import { unwrapped, worldX, worldY } from './geo.ts';

/** As the server passes columns on: null where unknown. */
type Column = readonly (number | null)[];

export interface TrackColumns {
  /** Milliseconds UTC, ascending. */
  readonly time: Column;
  readonly lng: Column;
  readonly lat: Column;
  readonly kmh: Column;
  readonly course: Column;
  /** 1: the stretch that ends here is a gap. */
  readonly gap: Column;
  /** Not 0: the fix came in late. Those that cannot be are left out of a track. */
  readonly flag: Column;
}

export interface TrackLine {
  readonly id: string;
  readonly name: string;
  readonly time: Float64Array;
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  /** Units of one world, unwrapped: beyond 0 to 1 after the date line. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** NaN where unknown. */
  readonly kmh: Float32Array;
  readonly course: Float32Array;
  readonly gap: Uint8Array;
  /** 1: it came in late. */
  readonly late: Uint8Array;
}

const some = (values: Column) => Float32Array.from(values, (value) => value ?? Number.NaN);
const all = (values: Column) => Float64Array.from(values, (value) => value ?? Number.NaN);
const bits = (values: Column) => Uint8Array.from(values, (value) => value ?? 0);

export function trackLine(id: string, name: string, columns: TrackColumns): TrackLine {
  const count = columns.time.length;
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const lng = all(columns.lng);
  const lat = all(columns.lat);
  let before = lng[0] ?? 0;
  for (let index = 0; index < count; index += 1) {
    before = unwrapped(lng[index]!, before);
    lng[index] = before;
    x[index] = worldX(before);
    y[index] = worldY(lat[index]!);
  }
  return {
    id,
    name,
    time: all(columns.time),
    lng,
    lat,
    x,
    y,
    kmh: some(columns.kmh),
    course: some(columns.course),
    gap: bits(columns.gap),
    late: bits(columns.flag),
  };
}

/** Index of the last fix at or before `at`, -1 before the first. */
export function fixBefore(track: Pick<TrackLine, 'time'>, at: number): number {
  let low = 0;
  let high = track.time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (track.time[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export interface Whereabouts {
  readonly x: number;
  readonly y: number;
  readonly lng: number;
  readonly lat: number;
  readonly kmh: number;
  /** Degrees clockwise from north, NaN unknown. */
  readonly course: number;
  /** Between fixes of a gap nobody knows the place: it is drawn as a guess. */
  readonly guessed: boolean;
  readonly fix: number;
}

/** Where it was; null before its first and after its last fix. Between fixes on the straight line. */
export function whereAt(track: TrackLine, at: number): Whereabouts | null {
  const fix = fixBefore(track, at);
  const last = track.time.length - 1;
  if (fix < 0 || at > track.time[last]!) return null;
  const next = Math.min(last, fix + 1);
  const span = track.time[next]! - track.time[fix]!;
  const share = span > 0 ? (at - track.time[fix]!) / span : 0;
  const between = (column: Float64Array) => column[fix]! + (column[next]! - column[fix]!) * share;
  const guessed = share > 0 && track.gap[next] === 1;
  return {
    x: between(track.x),
    y: between(track.y),
    lng: between(track.lng),
    lat: between(track.lat),
    kmh: guessed ? Number.NaN : track.kmh[fix]!,
    course: share > 0 ? bearing(track, fix, next) : track.course[fix]!,
    guessed,
    fix,
  };
}

/** Direction on the map from one fix to another, NaN where they coincide. */
export function bearing(track: TrackLine, from: number, to: number): number {
  const dx = track.x[to]! - track.x[from]!;
  const dy = track.y[to]! - track.y[from]!;
  if (dx === 0 && dy === 0) return track.course[from]!;
  return ((Math.atan2(dx, -dy) * 180) / Math.PI + 360) % 360;
}

/** The fix whose point is nearest to a place, within `reach`; all in units of one world. */
export function nearestFix(track: TrackLine, x: number, y: number, reach: number): number | null {
  let best = reach * reach;
  let found: number | null = null;
  for (let index = 0; index < track.x.length; index += 1) {
    const square = (track.x[index]! - x) ** 2 + (track.y[index]! - y) ** 2;
    if (square > best) continue;
    best = square;
    found = index;
  }
  return found;
}
