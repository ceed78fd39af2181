/** When a mover usually sends, and how long it is usually silent then: a function of its own fixes of some weeks. */
import { districtMinutes } from '../zones/zone-geometry.ts';

export interface Habit {
  /** 1: on duty. Hours of the district's day, of working days and, from 24 on, of weekends. */
  readonly duty: Uint8Array;
  /** Milliseconds on duty that 99 of 100 of its intervals do not exceed. */
  readonly usualMs: number;
}

const hourMs = 3_600_000;
const hoursADay = 24;
/** Fewer say nothing of a kind of day. */
const leastDays = 3;
const leastIntervals = 50;
const quantile = 0.99;
/** What is not over after so long is not looked at any further. */
const longestMs = 60 * hoursADay * hourMs;

/** @param at ascending, milliseconds UTC. @returns null where too little is known */
export function habitOf(at: ArrayLike<number>): Habit | null {
  const duty = dutyOf(at);
  if (duty === null || at.length <= leastIntervals) return null;
  const intervals = new Float64Array(at.length - 1);
  for (let i = 1; i < at.length; i++) intervals[i - 1] = dutyMs(duty, at[i - 1] ?? 0, at[i] ?? 0);
  intervals.sort();
  return { duty, usualMs: intervals[Math.ceil(quantile * intervals.length) - 1] ?? 0 };
}

/** Hours in which it sent on at least half of such days. */
function dutyOf(at: ArrayLike<number>): Uint8Array | null {
  const [first, last] = [at[0], at[at.length - 1]];
  if (first === undefined || last === undefined) return null;
  const days = [0, 0];
  for (let day = dayOf(first); day <= dayOf(last); day++) days[isWeekend(day) ? 1 : 0]!++;
  const sent = new Uint16Array(2 * hoursADay);
  let lastHour = -Infinity;
  for (let i = 0; i < at.length; i++) {
    const hour = hourOf(at[i] ?? 0);
    if (hour !== lastHour) sent[slotOf(hour)]!++;
    lastHour = hour;
  }
  const duty = Uint8Array.from(sent, (count, slot) => {
    const of = days[slot < hoursADay ? 0 : 1] ?? 0;
    return of >= leastDays && 2 * count >= of ? 1 : 0;
  });
  return duty.includes(1) ? duty : null;
}

/** Milliseconds of the time between that lie in hours of duty. */
export function dutyMs(duty: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to;) {
    const hour = hourOf(at);
    const next = Math.min(to, startOf(hour + 1));
    if (duty[slotOf(hour)] === 1) sum += next - at;
    at = next;
  }
  return sum;
}

/** The moment at which so much time on duty has passed since then. */
export function dutyReached(duty: Uint8Array, from: number, limitMs: number): number {
  let left = limitMs;
  for (let at = from; at < from + longestMs;) {
    const hour = hourOf(at);
    const next = startOf(hour + 1);
    if (duty[slotOf(hour)] === 1) {
      if (next - at >= left) return at + left;
      left -= next - at;
    }
    at = next;
  }
  return Infinity;
}

/** Of the district's clock since 1970. */
function hourOf(at: number): number {
  return Math.floor((at + districtMinutes * 60_000) / hourMs);
}

function startOf(hour: number): number {
  return hour * hourMs - districtMinutes * 60_000;
}

function dayOf(at: number): number {
  return Math.floor(hourOf(at) / hoursADay);
}

/** 1970-01-01 was a Thursday. */
function isWeekend(day: number): boolean {
  return (((day + 3) % 7) + 7) % 7 >= 5;
}

function slotOf(hour: number): number {
  const day = Math.floor(hour / hoursADay);
  return hour - day * hoursADay + (isWeekend(day) ? hoursADay : 0);
}
