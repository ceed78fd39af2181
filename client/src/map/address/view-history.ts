/** What is shown on the map, and what was before: which tracks and which period can be undone; place, search and panel follow nobody back. */
import type { MapAddress } from './map-address.ts';

export interface ViewHistory {
  readonly view: MapAddress;
  /** The newest last. */
  readonly past: readonly MapAddress[];
  /** The next first. */
  readonly future: readonly MapAddress[];
}

const mostSteps = 100;

export const startOf = (view: MapAddress): ViewHistory => ({ view, past: [], future: [] });

const shownOf = ({ ids, selected, from, to, at }: MapAddress) => ({ ids, selected, from, to, at });
const keyOf = ({ ids, from, to }: MapAddress): string => JSON.stringify([ids, from, to]);

/** A change of tracks or period is a step; any other belongs to the view that stands. */
export function changed(history: ViewHistory, next: MapAddress): ViewHistory {
  const { view, past } = history;
  if (keyOf(next) === keyOf(view)) return { ...history, view: next };
  return { view: next, past: [...past, view].slice(-mostSteps), future: [] };
}

export function undone({ view, past, future }: ViewHistory): ViewHistory {
  const before = past.at(-1);
  if (before === undefined) return { view, past, future };
  return {
    view: { ...view, ...shownOf(before) },
    past: past.slice(0, -1),
    future: [view, ...future],
  };
}

export function redone({ view, past, future }: ViewHistory): ViewHistory {
  const [next, ...later] = future;
  if (next === undefined) return { view, past, future };
  return { view: { ...view, ...shownOf(next) }, past: [...past, view], future: later };
}

/** A mover that was asked for by another of its records goes by one name, also in what can be undone. */
export function renamed(history: ViewHistory, from: string, to: string): ViewHistory {
  const named = (view: MapAddress): MapAddress => ({
    ...view,
    ids: [...new Set(view.ids.map((id) => (id === from ? to : id)))],
    selected: view.selected === from ? to : view.selected,
  });
  return {
    view: named(history.view),
    past: history.past.map(named),
    future: history.future.map(named),
  };
}
