/** The view of the map screen, kept in the address so that a link, Back and a reload open it again. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { replaceSearch } from '../../app/replace-search.ts';
import { sharedPeriod, type Period } from '../../app/shared-period.ts';
import {
  mostTracks,
  readMapAddress,
  writeMapAddress,
  type MapAddress,
} from '../../map/address/map-address.ts';
import {
  changed,
  redone,
  renamed,
  startOf,
  undone,
  type ViewHistory,
} from '../../map/address/view-history.ts';

const writeAfterMs = 250;

/** An address without a period takes the one that was brushed last, here or on another screen. */
function opened(params: URLSearchParams): MapAddress {
  const view = readMapAddress(params);
  if (view.from === null || view.to === null) return { ...view, ...sharedPeriod.get() };
  sharedPeriod.set({ from: view.from, to: view.to });
  return view;
}

export function useMapView() {
  const [params] = useSearchParams();
  const [history, setHistory] = useState(() => startOf(opened(params)));
  const { view } = history;
  const setView = useCallback(
    (make: (before: MapAddress) => MapAddress) =>
      setHistory((before) => changed(before, make(before.view))),
    [],
  );
  /** What the router was last asked for; what this screen writes itself it does not see. */
  const asked = useRef(params.toString());
  useEffect(() => {
    const text = params.toString();
    if (text === asked.current) return;
    asked.current = text;
    setView(() => opened(params));
  }, [params, setView]);
  useEffect(() => {
    const timer = setTimeout(() => {
      replaceSearch('/map', writeMapAddress(view));
    }, writeAfterMs);
    return () => clearTimeout(timer);
  }, [view]);
  const change = useCallback(
    (patch: Partial<MapAddress>) => setView((before) => ({ ...before, ...patch })),
    [setView],
  );
  /** What is brushed or picked by hand goes for the other screens too. */
  const setPeriod = useCallback(
    (period: Period | null) => {
      sharedPeriod.set(period);
      setView((before) => ({ ...before, from: period?.from ?? null, to: period?.to ?? null }));
    },
    [setView],
  );
  const open = useCallback(
    (id: string) => setView((before) => ({ ...before, ids: [id], selected: id })),
    [setView],
  );
  const toggle = useCallback(
    (id: string) =>
      setView((before) => {
        if (!before.ids.includes(id))
          return before.ids.length >= mostTracks
            ? before
            : { ...before, ids: [...before.ids, id], selected: id };
        const ids = before.ids.filter((one) => one !== id);
        return {
          ...before,
          ids,
          selected: before.selected === id ? (ids.at(-1) ?? null) : before.selected,
        };
      }),
    [setView],
  );
  /** A mover that was asked for by another of its records goes by the server's name for it. */
  const rename = useCallback(
    (from: string, to: string) => setHistory((before) => renamed(before, from, to)),
    [],
  );
  const step = useCallback((to: ViewHistory) => {
    const { from, to: until } = to.view;
    sharedPeriod.set(from === null || until === null ? null : { from, to: until });
    setHistory(to);
  }, []);
  const undo = useMemo(
    () => (history.past.length > 0 ? () => step(undone(history)) : null),
    [history, step],
  );
  const redo = useMemo(
    () => (history.future.length > 0 ? () => step(redone(history)) : null),
    [history, step],
  );
  return { view, change, setPeriod, open, toggle, rename, undo, redo };
}
