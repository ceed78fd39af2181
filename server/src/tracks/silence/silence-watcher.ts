/** Silences: every half minute each watched mover's last fix is held against its own habit and against how far its feed as a whole has come; late fixes take back what they fill. */
import {
  silentMover,
  silentSettings,
  type SilentSettings,
} from '@phecda/alerts/conditions/silent-mover/silent-mover';
import { GraphAt } from '@phecda/alerts/detect/graph-at';
import type { Silence } from '@phecda/alerts/detect/movements';
import { TargetFinder } from '@phecda/alerts/detect/targets';
import { WatchStore } from '@phecda/alerts/store/watch-store';
import type { WatchContent } from '@phecda/alerts/watch';
import type {
  FixColumns,
  MoverFacts,
  PositionStore,
} from '@phecda/graph-schema/ports/position-store';
import type { StateStore } from '@phecda/graph-schema/ports/state-store';
import { entityIdsOf } from '../../reading/entity-ids.ts';
import { positionKeysOfAll } from '../../reading/movers.ts';
import type { ViewedTruth } from '../../reading/truth.ts';
import { identify, nameOf, type Mover } from '../movers.ts';
import { readTrack } from '../read-track.ts';
import type { Span } from '../zones/zone-watcher.ts';
import { feedReach } from './feed-reach.ts';
import { dutyReached, habitOf, type Habit } from './habit.ts';
import type { SilenceFacts, SilenceStore } from './silence-store.ts';

export interface SilenceWatcherParts {
  readonly positions: PositionStore;
  readonly truth: ViewedTruth;
  readonly state: StateStore;
  readonly silences: SilenceStore;
  readonly clock: () => Date;
  readonly onError: (error: unknown) => void;
}

/** A vehicle or vessel, with all numbers under which it has positions. */
interface Watched {
  readonly entity: string;
  readonly record: string;
  readonly movers: readonly [Mover, ...Mover[]];
}

const everyMs = 30_000;
const dayMs = 86_400_000;
const habitDays = 28;
/** A habit is read anew when it is older. */
const habitKeptMs = dayMs;
/** Silences that began earlier are not taken back any more. */
const lookBackMs = 14 * dayMs;
const maxStanding = 1_000;
const everyone = 10_000_000;
/** Of a forecast: gaps that are held against the feed. */
const maxForecast = 200;
const aliveMs = 30 * 60_000;
const world = { west: -180, south: -90, east: 180, north: 90 };

export class SilenceWatcher {
  readonly #parts: SilenceWatcherParts;
  readonly #habits = new Map<string, { habit: Habit | null; at: number }>();
  /** Mover → span in which something changed since the last look; null: not known. */
  #touched: Map<number, Span> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;
  #stopped = false;

  constructor(parts: SilenceWatcherParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), everyMs);
    this.#timer.unref();
    this.wake();
  }

  wake(): void {
    if (this.#stopped) return;
    this.#looking ??= this.look()
      .catch((error: unknown) => this.#parts.onError(error))
      .finally(() => {
        this.#looking = null;
      });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#looking;
  }

  touched(spans: ReadonlyMap<number, Span>): void {
    if (this.#touched === null) return;
    for (const [mover, { from, to }] of spans) {
      const known = this.#touched.get(mover) ?? { from, to };
      this.#touched.set(mover, { from: Math.min(known.from, from), to: Math.max(known.to, to) });
    }
  }

  async look(): Promise<void> {
    const { positions, truth, state, silences, clock } = this.#parts;
    const now = clock().getTime();
    const today = new Date(now).toISOString().slice(0, 10);
    const watches = (await new WatchStore(state, clock).list()).filter(
      ({ active, condition, expires }) =>
        active && condition === silentMover.name && (expires === null || expires >= today),
    );
    const standing = await silences.standing(now - lookBackMs, maxStanding);
    if (watches.length === 0 && standing.length === 0) return;
    const touched = this.#touched;
    this.#touched = new Map();
    try {
      const latest = await positions.latest();
      const lastOf = new Map(Array.from(latest.mover, (mover, i) => [mover, i]));
      const reach = feedReach(latest);
      const { movers } = await positions.movers({ limit: everyone });
      const found = new Map<string, SilenceFacts>();
      const finder = await this.#finder();
      const seen = new Set<string>();
      for (const watch of watches) {
        const settings = silentSettings.parse(watch.settings);
        const targets = await finder.find(watch.targets);
        for (const watched of await this.#watched([...targets.keys()], movers)) {
          if (this.#stopped) return;
          const key = `${watched.entity} ${settings.minutes} ${settings.times}`;
          if (seen.has(key)) continue;
          seen.add(key);
          const silence = await this.#silenceOf(watched, settings, latest, lastOf, reach, now);
          if (silence !== null) found.set(keyOf(watched.entity, silence), silence);
        }
      }
      const gone: SilenceFacts[] = [];
      const entities = await entityIdsOf(
        truth,
        standing.map(({ mover }) => mover),
      );
      const watched = await this.#watched([...new Set(entities.values())], movers);
      const named = new Map(watched.map((one) => [one.entity, one]));
      for (const one of standing) {
        const entity = entities.get(one.mover);
        // What the graph does not know at the moment stands.
        if (entity === undefined) continue;
        if (await this.#holds(one, named.get(entity), touched)) found.delete(keyOf(entity, one));
        else gone.push(one);
      }
      await silences.change([...found.values()], gone);
    } catch (error) {
      this.#touched = null;
      throw error;
    }
  }

  /** What a watch would have been told since then, within a time. */
  async past(content: WatchContent, since: Date, maxMs: number): Promise<Silence[]> {
    if (content.condition !== silentMover.name) return [];
    const { positions, clock } = this.#parts;
    const settings = silentSettings.parse(content.settings);
    const end = performance.now() + maxMs;
    const now = clock().getTime();
    const found: Silence[] = [];
    const targets = await (await this.#finder()).find(content.targets);
    const all = await positions.movers({ limit: everyone });
    for (const watched of await this.#watched([...targets.keys()], all.movers)) {
      if (performance.now() > end || found.length >= maxForecast) return found;
      const { movers, record } = watched;
      const last = Math.max(...movers.map(({ facts }) => facts.last));
      const habit = await this.#habitOf(watched, last);
      if (habit === null) continue;
      const limitMs = limitOf(habit, settings);
      const { at, count } = await readTrack(positions, movers, since.getTime(), now);
      for (let i = 1; i < count; i++) {
        const [from, to] = [at[i - 1] ?? 0, at[i] ?? 0];
        if (to - from <= limitMs) continue;
        const due = dutyReached(habit.duty, from, limitMs);
        if (due >= to) continue;
        if (performance.now() > end || found.length >= maxForecast) return found;
        if (await this.#wasAlive(movers, from, due, Math.min(to, due + aliveMs)))
          found.push({
            number: 0,
            kind: 'silent',
            mover: record,
            at: from,
            standing: true,
            ...settings,
            habitMs: habit.usualMs,
            limitMs,
          });
      }
    }
    return found;
  }

  async #finder(): Promise<TargetFinder> {
    const { truth, state } = this.#parts;
    return new TargetFinder(state, new GraphAt(truth, await truth.revision()));
  }

  /** Those of the entities that have positions. @param all everything that has */
  async #watched(entities: readonly string[], all: readonly MoverFacts[]): Promise<Watched[]> {
    const { truth } = this.#parts;
    const keys = await positionKeysOfAll(truth, entities);
    const names = new Set(keys.map(({ key }) => key.slice(key.indexOf(':') + 1)));
    const near = all.filter(
      ({ scheme, value, imo }) => names.has(`${scheme}:${value}`) || names.has(`imo:${imo}`),
    );
    // Of several keys the first names the record, whichever of them sends.
    const recordOf = new Map(keys.toReversed().map(({ entity, record }) => [entity, record]));
    const found = new Map<string, Watched & { readonly movers: [Mover, ...Mover[]] }>();
    for (const mover of await identify(truth, near)) {
      const entity = mover.entity ?? '';
      const record = recordOf.get(entity);
      if (record === undefined) continue;
      const known = found.get(entity);
      if (known === undefined) found.set(entity, { entity, record, movers: [mover] });
      else known.movers.push(mover);
    }
    return [...found.values()];
  }

  async #silenceOf(
    watched: Watched,
    settings: SilentSettings,
    latest: FixColumns,
    lastOf: ReadonlyMap<number, number>,
    reach: ReadonlyMap<number, number>,
    now: number,
  ): Promise<SilenceFacts | null> {
    const rows = watched.movers.flatMap(({ facts }) => lastOf.get(facts.mover) ?? []);
    const row = rows.toSorted((a, b) => (latest.at[b] ?? 0) - (latest.at[a] ?? 0))[0];
    if (row === undefined) return null;
    const since = latest.at[row] ?? 0;
    const reached = Math.min(now, reach.get(latest.source[row] ?? 0) ?? -Infinity);
    if (reached - since <= settings.minutes * 60_000 || since < now - lookBackMs) return null;
    const habit = await this.#habitOf(watched, since);
    if (habit === null) return null;
    const limitMs = limitOf(habit, settings);
    const due = dutyReached(habit.duty, since, limitMs);
    if (reached <= due) return null;
    return {
      mover: watched.record,
      moverName: nameOf(watched.movers[0]),
      ...settings,
      since,
      due,
      habitMs: habit.usualMs,
      limitMs,
    };
  }

  /** Whether no fix fills it, and its last fix is there still. */
  async #holds(
    { since, due }: SilenceFacts,
    named: Watched | undefined,
    touched: ReadonlyMap<number, Span> | null,
  ): Promise<boolean> {
    if (named === undefined) return false;
    const changed = (span: Span | undefined): boolean =>
      span !== undefined && span.from <= due && span.to >= since;
    if (touched !== null && !named.movers.some(({ facts }) => changed(touched.get(facts.mover))))
      return true;
    const { at, count } = await readTrack(this.#parts.positions, named.movers, since, due);
    return count > 0 && at[0] === since && at[count - 1] === since;
  }

  async #habitOf({ record, movers }: Watched, until: number): Promise<Habit | null> {
    const now = this.#parts.clock().getTime();
    const known = this.#habits.get(record);
    if (known && now - known.at < habitKeptMs) return known.habit;
    const track = await readTrack(this.#parts.positions, movers, until - habitDays * dayMs, until);
    const habit = habitOf(track.at);
    this.#habits.set(record, { habit, at: now });
    return habit;
  }

  /** Whether others of the source of its fix at that time sent within the span. */
  async #wasAlive(own: readonly Mover[], at: number, from: number, to: number): Promise<boolean> {
    const { positions } = this.#parts;
    const fixes = await Promise.all(own.map(({ facts }) => positions.track(facts.mover, at, at)));
    const sources = new Set(fixes.flatMap(({ source }) => [...source]));
    const { mover, source, count } = await positions.within(world, from, to);
    const others = new Set<number>();
    for (let i = 0; i < count && others.size < 2; i++)
      if (sources.has(source[i] ?? -1) && !own.some(({ facts }) => facts.mover === mover[i]))
        others.add(mover[i] ?? 0);
    return others.size >= 2;
  }
}

function keyOf(entity: string, { since, minutes, times }: SilenceFacts): string {
  return `${entity} ${since} ${minutes} ${times}`;
}

function limitOf({ usualMs }: Habit, { minutes, times }: SilentSettings): number {
  return Math.max(minutes * 60_000, times * usualMs);
}
