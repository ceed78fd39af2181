/** How many alerts a week the forecasts of the last minutes came to, so that saving what was just shown does not count it again. */
import { createHash } from 'node:crypto';
import { conditionNamed } from '@phecda/alerts';
import { searchKey, type WatchContent } from '@phecda/alerts/watch';
import type { Viewer } from '../viewer.ts';

/** What comes meanwhile may change it, as it may change it after it is saved. */
const keptMs = 10 * 60_000;
const maxKept = 1_000;

/** What a forecast was made of. */
export interface Forecasted {
  readonly content: WatchContent;
  readonly months: number;
  readonly viewer: Viewer;
}

export class RecentForecasts {
  /** Oldest first. */
  readonly #kept = new Map<string, { readonly perWeek: number; readonly at: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  keep(of: Forecasted, perWeek: number): void {
    const key = keyOf(of);
    this.#kept.delete(key);
    this.#kept.set(key, { perWeek, at: this.#now() });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= maxKept) break;
      this.#kept.delete(oldest);
    }
  }

  /** @returns alerts a week; null: none is known, or it is too old */
  find(of: Forecasted): number | null {
    const known = this.#kept.get(keyOf(of));
    if (known === undefined) return null;
    const age = this.#now() - known.at;
    return age >= 0 && age <= keptMs ? known.perWeek : null;
  }
}

/** Settings that are left out are those that apply then. */
function keyOf({ content, months, viewer }: Forecasted): string {
  const settings = conditionNamed(content.condition)?.settings.parse(content.settings);
  const search = searchKey({ ...content, settings: settings as WatchContent['settings'] });
  return createHash('sha256')
    .update(JSON.stringify([search, months, viewer.districts]))
    .digest('hex');
}
