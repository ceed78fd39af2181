/** The time that was brushed last, on whichever screen: network, map and their tables open with it. Kept for this tab; the address of a screen goes before it. */
import { districtOffsetMs, isoDay } from '../map/district-time.ts';
import { createStore } from './store.ts';

/** Milliseconds UTC. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

const storageKey = 'phecda.period';
const dayMs = 86_400_000;

function load(): Period | null {
  try {
    const { from, to } = JSON.parse(sessionStorage.getItem(storageKey) ?? '{}') as Partial<Period>;
    return typeof from === 'number' && typeof to === 'number' && from < to ? { from, to } : null;
  } catch {
    return null;
  }
}

export const sharedPeriod = createStore<Period | null>(load());

sharedPeriod.subscribe(() => {
  try {
    const period = sharedPeriod.get();
    if (period) sessionStorage.setItem(storageKey, JSON.stringify(period));
    else sessionStorage.removeItem(storageKey);
  } catch {
    // No store: the period lasts as long as the page.
  }
});

/** Both ends belong to it. */
export interface Days {
  readonly from: string | null;
  readonly to: string | null;
}

/** The district's days that a period touches. */
export const daysOf = (period: Period | null): Days =>
  period ? { from: isoDay(period.from), to: isoDay(period.to - 1) } : { from: null, to: null };

/** Days shared with other screens: hours that were brushed elsewhere within the same days stay. */
export function shareDays({ from, to }: Days): void {
  const now = daysOf(sharedPeriod.get());
  if (now.from === from && now.to === to) return;
  sharedPeriod.set(
    from && to
      ? {
          from: Date.parse(from) - districtOffsetMs,
          to: Date.parse(to) + dayMs - districtOffsetMs,
        }
      : null,
  );
}
