/** The clock of a playback: true time at a rate from a tenth to ten thousand times. */

export interface Clock {
  /** Milliseconds UTC, within `from` and `to`. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** Seconds of the tracks that pass in one second. */
  readonly rate: number;
  readonly playing: boolean;
}

export const rates = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1_200, 3_600, 10_000] as const;
export const slowest = rates[0];
export const fastest = rates.at(-1)!;

export function startClock(from: number, to: number, rate = 300): Clock {
  return { at: from, from, to: Math.max(from, to), rate: boundedRate(rate), playing: false };
}

const boundedRate = (rate: number) =>
  Number.isFinite(rate) ? Math.min(fastest, Math.max(slowest, rate)) : 1;

/** After `elapsedMs` of the person's own time; stops at the end. */
export function advance(clock: Clock, elapsedMs: number): Clock {
  if (!clock.playing || elapsedMs <= 0) return clock;
  const at = clock.at + elapsedMs * clock.rate;
  return at >= clock.to ? { ...clock, at: clock.to, playing: false } : { ...clock, at };
}

/** Plays from the start again where the end was reached. */
export function toggle(clock: Clock): Clock {
  if (clock.playing) return { ...clock, playing: false };
  return {
    ...clock,
    playing: clock.to > clock.from,
    at: clock.at >= clock.to ? clock.from : clock.at,
  };
}

export function scrub(clock: Clock, at: number): Clock {
  return { ...clock, at: Math.min(clock.to, Math.max(clock.from, at)) };
}

/** The next of the usual rates in a direction. */
export function changeRate(clock: Clock, direction: 1 | -1): Clock {
  const next =
    direction > 0
      ? rates.find((rate) => rate > clock.rate)
      : rates.findLast((rate) => rate < clock.rate);
  return next === undefined ? clock : { ...clock, rate: next };
}

export function setRate(clock: Clock, rate: number): Clock {
  return { ...clock, rate: boundedRate(rate) };
}

/** A new span keeps rate and, where it still lies within, the moment. */
export function spanClock(clock: Clock, from: number, to: number): Clock {
  if (clock.from === from && clock.to === to) return clock;
  const at = clock.at >= from && clock.at <= to ? clock.at : from;
  return { ...clock, from, to: Math.max(from, to), at };
}
