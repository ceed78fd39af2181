/** Turns what a truck or ship does into the fixes that its terminal sends: every few minutes under way, seldom at rest, with noise and with what terminals get wrong. */
import type { Segment, Span } from './outing.ts';
import type { Random } from './random.ts';
import type { Point } from './road-map.ts';
import { along, duration, metres } from './route-network.ts';

export interface Fix {
  /** As the terminal's clock has it; seconds since 1970 of the clock in China. */
  readonly at: number;
  /** When the supplier's server got it, by a right clock. */
  readonly received: number;
  /** WGS-84. */
  readonly lon: number;
  readonly lat: number;
  readonly kmh: number;
  readonly course: number;
  /** Far from where it was. */
  readonly jump: boolean;
}

/** What a terminal does not send, or sends wrongly. */
export interface Faults {
  readonly silent: readonly Span[];
  /** Its clock runs eight hours late. */
  readonly late: readonly Span[];
  /** Says nothing near this place. */
  readonly deaf?: { readonly place: Point; readonly metres: number };
  /** Says nothing while it rests for hours. */
  readonly garaged?: boolean;
}

/** Seconds between fixes, about. */
export interface Cadence {
  readonly moving: number;
  readonly resting: number;
}

const hour = 3_600;
const lostShare = 0.015;
const delayedShare = 0.01;
/** Seconds until the server has a fix. */
export const longestDelay = 15 * 60;
const jumpShare = 1 / 15_000;
/** Deviation in metres of a fix. */
const noise = 6;

/** In order of time; clocks that run late are put right only in `received`. */
export function* fixesOf(
  rng: Random,
  segments: Iterable<Segment>,
  cadence: Cadence,
  faults: Faults,
): Generator<Fix> {
  for (const segment of segments) {
    if (!('path' in segment)) {
      if (faults.garaged === true && segment.until - segment.from > 3 * hour) continue;
      for (
        let at = segment.from;
        at < segment.until - 20;
        at += cadence.resting * (0.93 + rng.next() * 0.14)
      ) {
        const fix = made(rng, at, segment.place, 0, rng.int(0, 359), faults, false);
        if (fix !== null) yield fix;
      }
      continue;
    }
    const { path, pace } = segment;
    const whole = duration(path);
    for (
      let at = segment.from;
      at < segment.until - 20;
      at += cadence.moving * (0.85 + rng.next() * 0.3)
    ) {
      const { place, kmh, course } = along(path, Math.min(whole, (at - segment.from) / pace));
      const speed = Math.max(4, (kmh / pace) * (0.9 + rng.next() * 0.2));
      // Amidst a drive, where no truck can have come so far since the fix before.
      const fix = made(rng, at, place, speed, course, faults, at > segment.from);
      if (fix !== null && !rng.chance(lostShare)) yield fix;
    }
  }
}

function made(
  rng: Random,
  at: number,
  place: Point,
  kmh: number,
  course: number,
  { silent, late, deaf }: Faults,
  mayJump: boolean,
): Fix | null {
  const east = (rng.normal() * noise) / (111_195 * Math.cos((place[1] * Math.PI) / 180));
  const north = (rng.normal() * noise) / 111_195;
  const jump = rng.chance(jumpShare) && mayJump;
  const far = jump ? (rng.chance(0.5) ? 1 : -1) * (0.6 + rng.next() * 2) : 0;
  const received = at + (rng.chance(delayedShare) ? rng.int(3 * 60, longestDelay) : rng.int(1, 20));
  if (silent.some((span) => at >= span.from && at < span.until)) return null;
  if (deaf !== undefined && metres(place, deaf.place) < deaf.metres) return null;
  const wrong = late.some((span) => at >= span.from && at < span.until);
  return {
    at: Math.floor(wrong ? at - 8 * hour : at),
    received: Math.floor(received),
    lon: place[0] + east + far,
    lat: place[1] + north + far * 0.4,
    kmh,
    course,
    jump,
  };
}
