/** The map itself: canvases fed from the view, pointer to what lies under it, tools and legend over it. */
import { Button, Spin } from 'antd';
import type L from 'leaflet';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../app/commands.ts';
import { usePreferences } from '../../app/preferences.ts';
import { useStore } from '../../app/store.ts';
import { useLegend } from '../../legend/legend.tsx';
import type { LngLat } from '../../map/base/datum.ts';
import type { DrawnTrack, TracksLook } from '../../map/canvas/paint-tracks.ts';
import { useLeaflet } from '../../map/leaflet/use-leaflet.ts';
import { Scene } from '../../map/scene.ts';
import { fixBefore } from '../../map/track-line.ts';
import { scrub } from '../../map/playback/clock.ts';
import { MapLegend } from './map-legend.tsx';
import { MapTools } from './map-tools.tsx';
import { useMapScope, type MapScope, type MarkedPlace } from './map-scope.ts';
import { placesPainter } from '../../map/canvas/paint-places.ts';
import type { Paint } from '../../map/leaflet/canvas-layer.ts';
import type { Palette } from '../../app/theme.ts';
import { zonesPainter } from '../../map/zones/paint-zones.ts';
import { useZoneDrawing } from './zones/use-zones.ts';
import { minuteText } from '../../map/district-time.ts';
import { PeriodChip } from '../../ui/period-chip.tsx';
import { PlaceBox } from './place-box.tsx';
import { useBase } from './use-base.ts';
import { useBoard } from './use-board.ts';
import { useMapActions } from './use-map-actions.ts';
import { useMapStatus } from './use-map-status.ts';
import { useMeasure } from './use-measure.ts';
import type { useTracks } from './use-tracks.ts';

/** The coast of South China, while nothing says where to look. */
const firstView = { centre: [114.6, 22.8], zoom: 6.5 } as const;

export function MapPane({ loading }: { loading: ReturnType<typeof useTracks> }) {
  const { t } = useTranslation('map');
  const scope = useMapScope();
  const { view, change, setPeriod, span } = scope;
  const { palette } = useLegend();
  const { language } = usePreferences();
  const { host, map } = useLeaflet(
    view.centre ? { centre: view.centre, zoom: view.zoom ?? firstView.zoom } : firstView,
  );
  const scene = useScene(scope, map);
  const base = useBase(scene, palette, language);
  const drawn = useDrawnTracks(scope);
  const measure = useMeasure(scene);
  useZoneDrawing(scene, scope.draft, scope.drawing);
  const draft = useStore(scope.draft);
  const under = useZonePaint(scope, palette);
  const [pointer, setPointer] = useState<LngLat | null>(null);
  const live = useBoard();
  useMapStatus(live);
  const look = useMemo<TracksLook>(
    () => ({
      palette,
      colour: view.colour,
      span: span ?? { from: -Infinity, to: Infinity },
      selected: view.selected,
    }),
    [palette, view.colour, view.selected, span],
  );
  const { over } = useHighlights(scope, look);
  useEffect(() => {
    scene?.setData({
      look,
      tracks: drawn,
      live,
      under,
      over: [...over, ...measure.paints],
    });
  }, [scene, look, drawn, live, over, under, measure.paints]);
  useEffect(() => {
    if (!scene) return;
    const { clock } = scope;
    const follow = () => scene.setMoment(drawn.length ? clock.get().at : null);
    follow();
    return clock.subscribe(follow);
  }, [scene, scope, drawn.length]);
  useFirstFit(scope, scene, drawn);
  usePointer(scope, scene, measure.active || draft !== null, setPointer);
  useEffect(() => {
    if (!map) return;
    const told = () => {
      const { lng, lat } = map.getCenter();
      change({ centre: [lng, lat], zoom: map.getZoom() });
    };
    map.on('moveend', told);
    return () => void map.off('moveend', told);
  }, [map, change]);
  const actions = useMapActions({ scene, drawn, measure, host, foot: base.foot });
  useCommands(actions);
  return (
    <div className={`map-pane${measure.active ? ' is-measuring' : ''}`}>
      <div
        ref={host}
        // Leaflet adds classes of its own, which a change of ours would take away.
        className="map-host"
        data-testid="map"
        aria-label={t('mapLabel')}
        role="application"
      />
      <MapTools actions={actions} />
      {view.from !== null && view.to !== null && (
        <PeriodChip
          text={`${minuteText(view.from)} – ${minuteText(view.to)}`}
          clear={() => setPeriod(null)}
        />
      )}
      <MapLegend tracks={drawn} live={live} />
      <PlaceBox pointer={pointer} scene={scene} foot={base.foot} />
      {measure.active && (
        <p className="map-note" data-testid="measure">
          {measure.text}
        </p>
      )}
      {base.fault !== null && (
        <p className="map-note is-warning" role="alert" data-testid="base-fault">
          {base.fault}
        </p>
      )}
      {loading.pending > 0 && (
        <div className="map-busy" role="status">
          <Spin size="small" />
          {t('loading', { done: view.ids.length - loading.pending, count: view.ids.length })}
          <Button size="small" type="link" onClick={loading.cancel}>
            {t('cancel')}
          </Button>
        </div>
      )}
    </div>
  );
}

function useScene({ scene: store }: MapScope, map: L.Map | null): Scene | null {
  const { palette } = useLegend();
  const [first] = useState(palette);
  const scene = useStore(store);
  useEffect(() => {
    if (!map) return;
    const made = new Scene(map, first);
    store.set(made);
    return () => {
      made.dispose();
      store.set(null);
    };
  }, [map, store, first]);
  return scene;
}

function useDrawnTracks({ tracks, live }: MapScope): readonly DrawnTrack[] {
  const board = useStore(live);
  return useMemo(
    () =>
      tracks.flatMap(({ id, line, answer }) =>
        line && answer
          ? [
              {
                line,
                unit: answer.mover.kind === 'VESSEL' ? ('kn' as const) : ('km/h' as const),
                level: board?.level[board.ids.indexOf(id)] ?? 0,
              },
            ]
          : [],
      ),
    [tracks, board],
  );
}

function useZonePaint({ zones, view, draft: store }: MapScope, palette: Palette): readonly Paint[] {
  const draft = useStore(store);
  return useMemo(() => {
    const shown = zones.all.filter(({ id }) => id !== draft?.zone?.id);
    const drawn = shown.map(({ id, name, drawn: shape }) => ({ id, name, shape }));
    return drawn.length ? [zonesPainter(drawn, new Set([view.zone ?? '']), palette)] : [];
  }, [zones.all, view.zone, draft?.zone, palette]);
}

/** The fix that the mouse is over, here or on the chart. */
function useHighlights(scope: MapScope, look: TracksLook) {
  const { hover, scene: store, tracks } = scope;
  const scene = useStore(store);
  useEffect(() => hover.subscribe(() => scene?.repaintMovers()), [hover, scene]);
  const { places, place, declared } = scope;
  const ofMover = useStore(places);
  const ofDeclaration = useStore(declared);
  const marked = useMemo(() => [...ofMover, ...ofDeclaration], [ofMover, ofDeclaration]);
  useEffect(() => place.subscribe(() => scene?.repaintMovers()), [place, scene]);
  const over = useMemo<readonly Paint[]>(
    () => [
      placesPainter(marked, () => place.get(), look.palette),
      (context, window) => {
        const one = hover.get();
        const line = one && tracks.find(({ id }) => id === one.track)?.line;
        if (!one || !line) return;
        const fix = Math.max(0, fixBefore(line, one.at));
        context.strokeStyle = look.palette.accent;
        context.lineWidth = 2;
        context.beginPath();
        context.arc(
          line.x[fix]! * window.scale - window.left,
          line.y[fix]! * window.scale - window.top,
          8,
          0,
          2 * Math.PI,
        );
        context.stroke();
      },
    ],
    [hover, tracks, look.palette, marked, place],
  );
  return { over };
}

/** New tracks are brought into sight once, unless the address names a place. */
function useFirstFit(
  { view, live }: MapScope,
  scene: Scene | null,
  drawn: readonly DrawnTrack[],
): void {
  const [placed] = useState(view.centre !== null);
  const fitted = useRef(placed ? view.ids.join(' ') : '');
  const board = useStore(live);
  const fittedBoard = useRef(placed);
  useEffect(() => {
    const key = view.ids.join(' ');
    if (!scene || !drawn.length || fitted.current === key || drawn.length < view.ids.length) return;
    fitted.current = key;
    fittedBoard.current = true;
    scene.fit(
      drawn.flatMap(({ line }) => [...line.lng]),
      drawn.flatMap(({ line }) => [...line.lat]),
    );
  }, [scene, drawn, view.ids]);
  useEffect(() => {
    if (!scene || !board?.ids.length || fittedBoard.current || view.ids.length) return;
    fittedBoard.current = true;
    scene.fit(board.lng, board.lat);
  }, [scene, board, view.ids]);
}

function usePointer(
  scope: MapScope,
  scene: Scene | null,
  measuring: boolean,
  setPointer: (place: LngLat | null) => void,
) {
  const { hover, open, clock, change, live } = scope;
  const { tracks, places, place, declared } = scope;
  useEffect(() => {
    if (!scene) return;
    const { map } = scene;
    const element = map.getContainer();
    const placeAt = (marked: readonly MarkedPlace[], event: L.LeafletMouseEvent) =>
      marked.find(
        ({ lng, lat }) =>
          map.latLngToContainerPoint([lat, lng]).distanceTo(event.containerPoint) < 10,
      )?.id ?? null;
    const move = (event: L.LeafletMouseEvent) => {
      setPointer([event.latlng.lng, event.latlng.lat]);
      if (measuring) return;
      const near = placeAt([...declared.get(), ...places.get()], event);
      place.set(near);
      const hit = near ? null : scene.hit(event.containerPoint);
      if (near) element.style.cursor = 'pointer';
      else element.style.cursor = hit ? 'pointer' : '';
      const line =
        hit?.kind === 'fix' ? tracks.find(({ id }) => id === hit.track)?.line : undefined;
      hover.set(hit?.kind === 'fix' && line ? { track: hit.track, at: line.time[hit.fix]! } : null);
    };
    const out = () => {
      place.set(null);
      setPointer(null);
      hover.set(null);
    };
    const click = (event: L.LeafletMouseEvent) => {
      if (measuring) return;
      const hit = scene.hit(event.containerPoint);
      if (hit?.kind === 'mover') return open(hit.id);
      const board = live.get();
      if (hit?.kind === 'cluster' && board)
        return scene.fit(
          hit.members.map((at) => board.lng[at]!),
          hit.members.map((at) => board.lat[at]!),
        );
      const line =
        hit?.kind === 'fix' ? tracks.find(({ id }) => id === hit.track)?.line : undefined;
      if (hit?.kind !== 'fix' || !line) return;
      clock.set((one) => scrub(one, line.time[hit.fix]!));
      change({ selected: hit.track });
    };
    map.on('mousemove', move);
    map.on('mouseout', out);
    map.on('click', click);
    return () => {
      map.off('mousemove', move);
      map.off('mouseout', out);
      map.off('click', click);
    };
  }, [
    scene,
    measuring,
    tracks,
    hover,
    open,
    clock,
    change,
    live,
    places,
    place,
    declared,
    setPointer,
  ]);
}
