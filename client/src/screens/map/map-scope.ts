/** What the parts of the map screen share: the view (also the address), the clock, what the mouse is over, the tracks. */
import { createContext, useContext } from 'react';
import type { Period } from '../../app/shared-period.ts';
import type { Store } from '../../app/store.ts';
import type { MapAddress } from '../../map/address/map-address.ts';
import type { LiveColumns } from '../../map/canvas/paint-movers.ts';
import type { Clock } from '../../map/playback/clock.ts';
import type { Scene } from '../../map/scene.ts';
import type { ZoneDrawing } from '../../map/zones/zone-drawing.ts';
import type { LoadedTrack } from './use-tracks.ts';
import type { Draft, Zones } from './zones/use-zones.ts';

export interface Hover {
  readonly track: string;
  /** Milliseconds UTC. */
  readonly at: number;
}

/** A stop, a base or an end of a declared journey, marked on the map. */
export interface MarkedPlace {
  readonly id: string;
  readonly kind: 'stop' | 'base' | 'end';
  readonly lng: number;
  readonly lat: number;
  readonly text: string;
}

export interface MapScope {
  readonly view: MapAddress;
  change(patch: Partial<MapAddress>): void;
  /** Brushes a period for all screens; null: none. */
  setPeriod(period: Period | null): void;
  /** Shows one mover's track alone. */
  open(id: string): void;
  /** Adds its track to those shown, or takes it away. */
  toggle(id: string): void;
  /** The tracks and the period before, and those after; null: there is none. */
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
  readonly clock: Store<Clock>;
  readonly hover: Store<Hover | null>;
  readonly scene: Store<Scene | null>;
  readonly live: Store<LiveColumns | null>;
  readonly places: Store<readonly MarkedPlace[]>;
  /** Gate, declared place and unexplained stops of the declaration that is looked at. */
  readonly declared: Store<readonly MarkedPlace[]>;
  /** The marked place that is pointed at, on the map or in the list. */
  readonly place: Store<string | null>;
  readonly zones: Zones;
  readonly draft: Store<Draft | null>;
  /** The drawing on the map, while there is one. */
  readonly drawing: Store<ZoneDrawing | null>;
  readonly tracks: readonly LoadedTrack[];
  /** Of the tracks shown; null while none is known. */
  readonly span: { readonly from: number; readonly to: number } | null;
}

const MapContext = createContext<MapScope | null>(null);
export const MapScopeProvider = MapContext.Provider;

export function useMapScope(): MapScope {
  const scope = useContext(MapContext);
  if (!scope) throw new Error('outside the map screen');
  return scope;
}

/** Whether a mover is a vehicle or vessel that the graph knows. */
export const inGraph = (mover: string): boolean => !mover.startsWith('device:');
