/** The zones, and the one that is being drawn. */
import { useEffect, useMemo } from 'react';
import { useQuery } from 'urql';
import { useStore, type Store } from '../../../app/store.ts';
import { ZonesDocument, type ZonePartsFragment } from '../../../generated/graphql.ts';
import { useLegend } from '../../../legend/legend.tsx';
import type { Scene } from '../../../map/scene.ts';
import { ZoneDrawing, type ZoneTool } from '../../../map/zones/zone-drawing.ts';
import type { ZoneShape } from '../../../map/zones/zone-shape.ts';

export interface Zone extends ZonePartsFragment {
  readonly drawn: ZoneShape;
}

export interface Draft {
  readonly tool: ZoneTool;
  /** Becomes a zone, or is asked about once. */
  readonly purpose: 'zone' | 'area';
  /** The zone that is being changed. */
  readonly zone: Zone | null;
  /** Null until the drawing is finished. */
  readonly shape: ZoneShape | null;
}

export function useZones() {
  const [{ data, error, fetching }, ask] = useQuery({
    query: ZonesDocument,
    requestPolicy: 'cache-and-network',
  });
  const all = useMemo<readonly Zone[]>(
    () =>
      (data?.zones ?? [])
        .filter(({ active }) => active)
        .map((zone) => ({ ...zone, drawn: zone.geometry as ZoneShape })),
    [data],
  );
  return useMemo(
    () => ({ all, error, fetching, reload: () => ask({ requestPolicy: 'network-only' }) }),
    [all, error, fetching, ask],
  );
}
export type Zones = ReturnType<typeof useZones>;

/** Puts the tool of a draft on the map and keeps its shape; what it gives back undoes. */
export function useZoneDrawing(
  scene: Scene | null,
  store: Store<Draft | null>,
  tool: Store<ZoneDrawing | null>,
): void {
  const draft = useStore(store);
  const { palette } = useLegend();
  const name = draft?.tool ?? null;
  const zone = draft?.zone ?? null;
  const purpose = draft?.purpose ?? null;
  useEffect(() => {
    if (!scene || !name) return;
    const colour = palette.dark ? '#F59E6C' : '#C2410C';
    const drawing = new ZoneDrawing(scene.map, name, colour, zone?.drawn ?? null, (shape) =>
      store.set((before) => before && { ...before, shape }),
    );
    tool.set(drawing);
    return () => {
      drawing.dispose();
      tool.set(null);
    };
  }, [scene, name, zone, purpose, palette.dark, store, tool]);
}
