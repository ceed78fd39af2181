/** One mover's fixes as questions use them: in order of time, without those that cannot be, which are kept apart and counted. A function of the set of fixes alone. */
import {
  fixFlags,
  type FixColumns,
  type MoverKind,
} from '@phecda/graph-schema/ports/position-store';
import { kmBetween } from '../geo.ts';

/** Kilometres per hour that none exceeds. */
export const fastest: Readonly<Record<MoverKind, number>> = { truck: 160, vessel: 110 };
/** Places are wrong by as much without anybody's having moved. */
const noiseKm = 1;

export interface CleanTrack {
  readonly count: number;
  readonly at: Float64Array;
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  readonly kmh: Float32Array;
  readonly course: Float32Array;
  readonly flags: Int32Array;
  /** Fixes that are left out: of the future, without a place, of impossible speed. */
  readonly leftOut: number;
}

const unusable = fixFlags.future | fixFlags.noFix;

/** @param fixes ascending by time */
export function cleanTrack(fixes: FixColumns, kind: MoverKind): CleanTrack {
  const usable: number[] = [];
  for (let i = 0; i < fixes.count; i++)
    if (((fixes.flags[i] ?? 0) & unusable) === 0) usable.push(i);
  const kept = usable.filter((i, place) => {
    const before = usable[place - 1];
    const after = usable[place + 1];
    if (before === undefined && after === undefined) return true;
    const out = before === undefined || tooFast(fixes, before, i, fastest[kind]);
    const back = after === undefined || tooFast(fixes, i, after, fastest[kind]);
    const straight =
      before === undefined || after === undefined || !tooFast(fixes, before, after, fastest[kind]);
    return !(out && back && straight);
  });
  const pick = <A extends Float64Array | Float32Array | Int32Array>(into: A, from: A): A => {
    for (const [place, i] of kept.entries()) into[place] = from[i] ?? NaN;
    return into;
  };
  const count = kept.length;
  return {
    count,
    at: pick(new Float64Array(count), fixes.at),
    lng: pick(new Float64Array(count), fixes.lng),
    lat: pick(new Float64Array(count), fixes.lat),
    kmh: pick(new Float32Array(count), fixes.kmh),
    course: pick(new Float32Array(count), fixes.course),
    flags: pick(new Int32Array(count), fixes.flags),
    leftOut: fixes.count - count,
  };
}

function tooFast({ at, lng, lat }: FixColumns, from: number, to: number, bound: number): boolean {
  const km = kmBetween(lng[from] ?? 0, lat[from] ?? 0, lng[to] ?? 0, lat[to] ?? 0);
  if (km <= noiseKm) return false;
  return km / Math.max(1 / 3_600, ((at[to] ?? 0) - (at[from] ?? 0)) / 3_600_000) > bound;
}
