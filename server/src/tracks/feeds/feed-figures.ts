/** What a feed has brought since the server started, and its allowance of this minute. */
import { futureMs } from '@phecda/etl/positions/clean-fixes';
import type { RawFix } from '../fix.ts';
import type { Taken } from '../track-flow.ts';

export interface FeedReading extends Taken {
  /** Mean of the last minute. */
  readonly fixesPerSecond: number;
  /** Milliseconds UTC of the newest fix that is none of the future; null: none yet. */
  readonly lastFix: number | null;
  readonly lastReceived: number | null;
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
  #taken: Taken = { stored: 0, duplicate: 0, marked: 0, refused: 0 };
  #lastFix: number | null = null;
  #lastReceived: number | null = null;
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
    const before = this.#taken;
    this.#taken = {
      stored: before.stored + taken.stored,
      duplicate: before.duplicate + taken.duplicate,
      marked: before.marked + taken.marked,
      refused: before.refused + taken.refused,
    };
    for (const { at } of fixes)
      if (at <= now + futureMs) this.#lastFix = Math.max(this.#lastFix ?? at, at);
    this.#lastReceived = now;
    const minute = Math.floor(now / minuteMs) * minuteMs;
    if (minute > (this.#minutes.at(-1) ?? -Infinity)) this.#minutes.push(minute);
    if (this.#minutes.length > minutesKept) this.#minutes.shift();
    const newest = fixes.reduce((at, fix) => Math.max(at, fix.at), -Infinity);
    if (newest > -Infinity) this.#lags = [...this.#lags, now - newest].slice(-lagsKept);
    this.#recent.push(...fixes.slice(-maxRecent));
    if (this.#recent.length > 2 * maxRecent)
      this.#recent.splice(0, this.#recent.length - maxRecent);
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
      ...this.#taken,
      fixesPerSecond: total / window,
      lastFix: this.#lastFix,
      lastReceived: this.#lastReceived,
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
