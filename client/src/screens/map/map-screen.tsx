/** The map screen: movers and zones on the left, the map with playback and chart in the middle, details on the right. */
import { Splitter } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { usePanel } from '../../app/preferences.ts';
import { createStore, useStore } from '../../app/store.ts';
import type { LiveColumns } from '../../map/canvas/paint-movers.ts';
import { scrub, setRate, spanClock } from '../../map/playback/clock.ts';
import type { Scene } from '../../map/scene.ts';
import { DetailsPanel } from './details-panel.tsx';
import { LeftPanel } from './left-panel.tsx';
import { MapPane } from './map-pane.tsx';
import { MapScopeProvider, type Hover, type MapScope, type MarkedPlace } from './map-scope.ts';
import { PlaybackBar } from './playback-bar.tsx';
import { SpeedChart } from './speed-chart.tsx';
import { useLive } from './use-live.ts';
import { useMapView } from './use-map-view.ts';
import { createClock, useFollow, usePlayback } from './use-playback.ts';
import { useTracks } from './use-tracks.ts';
import { useZones, type Draft } from './zones/use-zones.ts';
import type { ZoneDrawing } from '../../map/zones/zone-drawing.ts';
import './map.css';

export function MapScreen() {
  const { view, change, setPeriod, open, toggle, rename, undo, redo } = useMapView();
  const [stores] = useState(() => ({
    clock: createClock(view.rate),
    hover: createStore<Hover | null>(null),
    scene: createStore<Scene | null>(null),
    live: createStore<LiveColumns | null>(null),
    places: createStore<readonly MarkedPlace[]>([]),
    declared: createStore<readonly MarkedPlace[]>([]),
    place: createStore<string | null>(null),
    draft: createStore<Draft | null>(null),
    drawing: createStore<ZoneDrawing | null>(null),
  }));
  const { clock } = stores;
  const loading = useTracks(view.ids, view.from, view.to);
  const { span, tracks } = loading;
  const live = useLive(stores.live, view.live);
  const zones = useZones();
  useEffect(() => {
    if (span) clock.set((one) => spanClock(one, span.from, span.to));
  }, [clock, span]);
  // What the address says counts when it is opened; after that the clock leads, and the address follows when it stops.
  const [first] = useState(view);
  useEffect(() => {
    if (!span) return;
    if (first.at !== null) return clock.set((one) => scrub(one, first.at!));
    // Nothing is to be seen before the first fix.
    const begin = Math.min(...tracks.map(({ line }) => line?.time[0] ?? Infinity));
    if (begin < Infinity) clock.set((one) => (one.at === one.from ? scrub(one, begin) : one));
  }, [clock, span, first, tracks]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = clock.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { at, playing, rate, from } = clock.get();
        if (!playing) change({ rate, at: at === from ? null : Math.round(at) });
      }, 400);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [clock, change]);
  useEffect(() => clock.set((one) => setRate(one, view.rate)), [clock, view.rate]);
  useEffect(() => {
    for (const { id, answer } of tracks)
      if (answer && answer.mover.id !== id) rename(id, answer.mover.id);
  }, [tracks, rename]);
  usePlayback(clock);
  const scene = useStore(stores.scene);
  const followed = view.follow
    ? (tracks.find(({ id }) => id === view.selected)?.line ?? null)
    : null;
  useFollow(clock, scene, followed);
  const scope = useMemo<MapScope>(
    () => ({ ...stores, view, change, setPeriod, open, toggle, undo, redo, zones, tracks, span }),
    [stores, view, change, setPeriod, open, toggle, undo, redo, zones, tracks, span],
  );
  const [left, setLeft] = usePanel('map.left', 296);
  const [right, setRight] = usePanel('map.right', 340);
  const [bottom, setBottom] = usePanel('map.bottom', 170);
  const [chart, setChart] = usePanel('map.chart', true);
  const shown = view.ids.length > 0;
  return (
    <MapScopeProvider value={scope}>
      <div className="map-screen" data-testid="map-screen">
        <Splitter
          className="map-panels"
          onResize={(sizes) => {
            setLeft(Math.round(sizes[0] ?? left));
            setRight(Math.round(sizes[2] ?? right));
          }}
        >
          <Splitter.Panel size={left} min={200} max={420} collapsible>
            <LeftPanel live={live} />
          </Splitter.Panel>
          <Splitter.Panel min={320}>
            <Splitter
              orientation="vertical"
              onResize={(sizes) => sizes[1] && setBottom(Math.round(sizes[1]))}
            >
              <Splitter.Panel min={160}>
                <MapPane loading={loading} />
              </Splitter.Panel>
              {shown && (
                <Splitter.Panel size={chart ? bottom : 40} min={40} max="60%" resizable={chart}>
                  <section className="map-drawer">
                    <PlaybackBar chart={chart} setChart={setChart} />
                    {chart && <SpeedChart />}
                  </section>
                </Splitter.Panel>
              )}
            </Splitter>
          </Splitter.Panel>
          <Splitter.Panel size={right} min={260} max={560} collapsible>
            <DetailsPanel loading={loading} />
          </Splitter.Panel>
        </Splitter>
      </div>
    </MapScopeProvider>
  );
}
