/** Single track (单车轨迹): length, gaps, and the points that a screen needs. */
import { kmBetween } from '../geo.ts';
import type { CleanTrack } from './clean-track.ts';
import { usualStop } from './stops.ts';

/** Shorter silences are none, whatever the habit. */
const leastGapMs = 600_000;

export interface TrackFigures {
  readonly km: number;
  readonly gaps: number;
  readonly gapHours: number;
  /** 1 where the stretch from the fix before is a gap. */
  readonly gap: Uint8Array;
}

/** Silence that is a gap for this mover: three times its own median interval, ten minutes at least. */
export function gapOf({ at, count }: CleanTrack): number {
  if (count < 3) return leastGapMs;
  const steps = new Float64Array(count - 1);
  for (let i = 1; i < count; i++) steps[i - 1] = (at[i] ?? 0) - (at[i - 1] ?? 0);
  steps.sort();
  return Math.max(leastGapMs, 3 * (steps[steps.length >> 1] ?? 0));
}

/** Length along the fixes; what was driven within a gap counts as the straight line. A silence within a stop, as the list of stops has it by default, is none: terminals say little at rest. */
export function trackFigures(track: CleanTrack, gapMs: number): TrackFigures {
  const { count, at, lng, lat } = track;
  const gap = new Uint8Array(count);
  let [km, gaps, gapSum] = [0, 0, 0];
  for (let i = 1; i < count; i++) {
    const moved = kmBetween(lng[i - 1] ?? 0, lat[i - 1] ?? 0, lng[i] ?? 0, lat[i] ?? 0);
    km += moved;
    const step = (at[i] ?? 0) - (at[i - 1] ?? 0);
    const rests = moved <= usualStop.radiusKm && step <= usualStop.gapMs;
    if (step > gapMs && !rests) {
      gap[i] = 1;
      gaps++;
      gapSum += step;
    }
  }
  return { km, gaps, gapHours: gapSum / 3_600_000, gap };
}

export function silencesOver({ at }: Pick<CleanTrack, 'at'>, gapMs: number): number {
  return at.reduce((n, time, i) => n + (i > 0 && time - (at[i - 1] ?? 0) > gapMs ? 1 : 0), 0);
}
