/** The view of the map screen, kept in the address so that a link, Back and a reload open it again. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { replaceSearch } from '../../app/replace-search.ts';
import {
  mostTracks,
  readMapAddress,
  writeMapAddress,
  type MapAddress,
} from '../../map/address/map-address.ts';

const writeAfterMs = 250;

export function useMapView() {
  const [params] = useSearchParams();
  const [view, setView] = useState(() => readMapAddress(params));
  /** What the router was last asked for; what this screen writes itself it does not see. */
  const asked = useRef(params.toString());
  useEffect(() => {
    const text = params.toString();
    if (text === asked.current) return;
    asked.current = text;
    setView(readMapAddress(params));
  }, [params]);
  useEffect(() => {
    const timer = setTimeout(() => {
      replaceSearch('/map', writeMapAddress(view));
    }, writeAfterMs);
    return () => clearTimeout(timer);
  }, [view]);
  const change = useCallback(
    (patch: Partial<MapAddress>) => setView((before) => ({ ...before, ...patch })),
    [],
  );
  const open = useCallback(
    (id: string) => setView((before) => ({ ...before, ids: [id], selected: id })),
    [],
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
    [],
  );
  /** A mover that was asked for by another of its records goes by the server's name for it. */
  const rename = useCallback(
    (from: string, to: string) =>
      setView((before) => ({
        ...before,
        ids: [...new Set(before.ids.map((id) => (id === from ? to : id)))],
        selected: before.selected === from ? to : before.selected,
      })),
    [],
  );
  return { view, change, open, toggle, rename };
}
