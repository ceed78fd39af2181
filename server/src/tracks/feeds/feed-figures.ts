/** What a feed brings now, what of it is not counted in the store yet, and its allowance of this minute. */
import { futureMs } from '@phecda/etl/positions/clean-fixes';
import type { RawFix } from '../fix.ts';
import type { Taken } from '../track-flow.ts';

export interface FeedCount {
  readonly stored: number;
  readonly duplicate: number;
  /** Late, of the future or without a place. */
  readonly marked: number;
  /** Milliseconds UTC of the newest fix that is none of the future; null: none yet. */
  readonly lastFix: number | null;
  readonly lastReceived: number | null;
}

export const noCount: FeedCount = {
  stored: 0,
  duplicate: 0,
  marked: 0,
  lastFix: null,
  lastReceived: null,
};

/** Both together, in whichever order they were counted. */
export function sumOf(a: FeedCount, b: FeedCount): FeedCount {
  const later = (x: number | null, y: number | null) =>
    x === null || y === null ? (x ?? y) : Math.max(x, y);
  return {
    stored: a.stored + b.stored,
    duplicate: a.duplicate + b.duplicate,
    marked: a.marked + b.marked,
    lastFix: later(a.lastFix, b.lastFix),
    lastReceived: later(a.lastReceived, b.lastReceived),
  };
}

/** Of this server, since it started. */
export interface FeedReading {
  /** Mean of the last minute. */
  readonly fixesPerSecond: number;
  /** Milliseconds between the time of a fix and its commit, median of the last ones. */
  readonly lag: number | null;
  /** Fixes of the last minutes, newest last; of standing vehicles too. */
  readonly recent: readonly RawFix[];
}

const window = 60;
const maxRecent = 2_000;
/** Four weeks. */
const minutesKept = 40_320;
const minuteMs = 60_000;
const lagsKept = 101;

export class FeedFigures {
  readonly #perSecond = new Float64Array(window);
  #second = 0;
  #minute = 0;
  #allowed = 0;
  #uncounted = noCount;
  #lags: number[] = [];
  readonly #recent: RawFix[] = [];
  readonly #minutes: number[] = [];

  /** @returns false when this minute's allowance is used up */
  allow(now: number, perMinute: number): boolean {
    const minute = Math.floor(now / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#allowed = 0;
    }
    return ++this.#allowed <= perMinute;
  }

  /** The store did not take so many: they come again. */
  giveBack(count: number): void {
    this.#allowed = Math.max(0, this.#allowed - count);
  }

  add(now: number, taken: Taken, fixes: readonly RawFix[]): void {
    this.#advance(now);
    const slot = this.#second % window;
    this.#perSecond[slot] = (this.#perSecond[slot] ?? 0) + fixes.length;
    const { stored, duplicate, marked } = taken;
    const known = fixes.reduce((at, fix) => (fix.at <= now + futureMs ? Math.max(at, fix.at) : at), -Infinity); // prettier-ignore
    const lastFix = known === -Infinity ? null : known;
    this.giveCount({ stored, duplicate, marked, lastFix, lastReceived: now });
    const minute = Math.floor(now / minuteMs) * minuteMs;
    if (minute > (this.#minutes.at(-1) ?? -Infinity)) this.#minutes.push(minute);
    if (this.#minutes.length > minutesKept) this.#minutes.shift();
    const newest = fixes.reduce((at, fix) => Math.max(at, fix.at), -Infinity);
    if (newest > -Infinity) this.#lags = [...this.#lags, now - newest].slice(-lagsKept);
    this.#recent.push(...fixes.slice(-maxRecent));
    if (this.#recent.length > 2 * maxRecent)
      this.#recent.splice(0, this.#recent.length - maxRecent);
  }

  /** What the store has not counted yet; it counts there from now on. */
  takeCount(): FeedCount {
    const count = this.#uncounted;
    this.#uncounted = noCount;
    return count;
  }

  /** Of the store, which did not take it. */
  giveCount(count: FeedCount): void {
    this.#uncounted = sumOf(this.#uncounted, count);
  }

  get uncounted(): FeedCount {
    return this.#uncounted;
  }

  /** Minutes in which something came, milliseconds UTC, ascending. */
  get arrivals(): readonly number[] {
    return this.#minutes;
  }

  read(now: number): FeedReading {
    this.#advance(now);
    const total = this.#perSecond.reduce((sum, count) => sum + count, 0);
    const lags = this.#lags.toSorted((a, b) => a - b);
    return {
      fixesPerSecond: total / window,
      lag: lags[lags.length >> 1] ?? null,
      recent: this.#recent.slice(-maxRecent),
    };
  }

  #advance(now: number): void {
    const second = Math.floor(now / 1000);
    for (let at = Math.max(this.#second + 1, second - window + 1); at <= second; at++)
      this.#perSecond[at % window] = 0;
    this.#second = Math.max(this.#second, second);
  }
}
