/** What lies on the map, in three canvases: base, tracks and zones, movers. Each is painted again only when its own part changed. */
import type L from 'leaflet';
import type { Palette } from '../app/theme.ts';
import type { Cluster } from './canvas/clusters.ts';
import { clustersAt, paintHeads, paintLive, type LiveColumns } from './canvas/paint-movers.ts';
import { paintTracks, type DrawnTrack, type TracksLook } from './canvas/paint-tracks.ts';
import { latOf, lngOf, worldX, worldY, type MapWindow } from './geo.ts';
import { CanvasLayer, windowOf, type Paint } from './leaflet/canvas-layer.ts';
import { nearestFix } from './track-line.ts';

export interface SceneData {
  readonly look: TracksLook;
  readonly tracks: readonly DrawnTrack[];
  readonly live: LiveColumns | null;
  /** Drawn beneath and above the tracks, as long as they are there. */
  readonly under: readonly Paint[];
  readonly over: readonly Paint[];
}

export type Hit =
  | { readonly kind: 'fix'; readonly track: string; readonly fix: number }
  | { readonly kind: 'mover'; readonly id: string }
  | { readonly kind: 'cluster'; readonly members: readonly number[] };

const reachPx = 12;

export class Scene {
  readonly map: L.Map;
  #data: SceneData;
  #base: Paint = () => undefined;
  /** Of the playback; null: none runs. */
  #at: number | null = null;
  #clusters: { live: LiveColumns; zoom: number; made: Cluster[] } | null = null;
  readonly #layers: readonly [CanvasLayer, CanvasLayer, CanvasLayer];
  /** Stretches of the last painting, for whoever measures. */
  drawn = 0;

  constructor(map: L.Map, palette: Palette) {
    this.map = map;
    this.#data = {
      look: { palette, colour: 'speed', span: { from: -Infinity, to: Infinity }, selected: null },
      tracks: [],
      live: null,
      under: [],
      over: [],
    };
    for (const [pane, index] of [
      ['phecda-base', 150],
      ['phecda-tracks', 410],
      ['phecda-movers', 420],
    ] as const) {
      const element = map.createPane(pane);
      element.style.zIndex = String(index);
      element.style.pointerEvents = 'none';
    }
    this.#layers = [
      new CanvasLayer('phecda-base', (context, window) => this.#base(context, window)),
      new CanvasLayer('phecda-tracks', (context, window) => this.#paintTracks(context, window)),
      new CanvasLayer('phecda-movers', (context, window) => this.#paintMovers(context, window)),
    ];
    for (const layer of this.#layers) layer.addTo(map);
  }

  dispose(): void {
    for (const layer of this.#layers) layer.remove();
  }

  setBase(paint: Paint): void {
    this.#base = paint;
    this.#layers[0].repaint();
  }

  setData(data: SceneData): void {
    this.#data = data;
    this.#layers[1].repaint();
    this.#layers[2].repaint();
  }

  setMoment(at: number | null): void {
    if (at === this.#at) return;
    this.#at = at;
    this.#layers[2].repaint();
  }

  repaintMovers(): void {
    this.#layers[2].repaint();
  }

  /** Canvases from the lowest up. */
  get canvases(): HTMLCanvasElement[] {
    return this.#layers.flatMap(({ canvas }) => (canvas ? [canvas] : []));
  }

  #paintTracks(context: CanvasRenderingContext2D, window: MapWindow): void {
    for (const paint of this.#data.under) paint(context, window);
    this.drawn = paintTracks(context, window, this.#data.tracks, this.#data.look);
  }

  #clustersOf(live: LiveColumns, window: MapWindow): Cluster[] {
    const kept = this.#clusters;
    if (kept?.live === live && kept.zoom === window.zoom) return kept.made;
    const made = clustersAt(live, window);
    this.#clusters = { live, zoom: window.zoom, made };
    return made;
  }

  #paintMovers(context: CanvasRenderingContext2D, window: MapWindow): void {
    const { live, tracks, look } = this.#data;
    const chosen = new Set(tracks.map(({ line }) => line.id));
    if (live)
      paintLive(context, window, live, this.#clustersOf(live, window), look.palette, chosen);
    for (const paint of this.#data.over) paint(context, window);
    if (this.#at !== null) paintHeads(context, window, tracks, this.#at, look);
  }

  /** What lies under a point of the container: live movers first, then the nearest fix of a track. */
  hit(point: L.Point): Hit | null {
    const window = windowOf(this.map);
    const x = (point.x + window.left) / window.scale;
    const y = (point.y + window.top) / window.scale;
    const { live, tracks } = this.#data;
    if (live) {
      const found = this.#clustersOf(live, window).find(
        (one) =>
          Math.hypot(one.x - x, one.y - y) * window.scale <=
          (one.members.length > 1 ? 20 : reachPx),
      );
      const [only] = found?.members ?? [];
      if (found && found.members.length > 1) return { kind: 'cluster', members: found.members };
      if (only !== undefined) return { kind: 'mover', id: live.ids[only]! };
    }
    for (const { line } of tracks) {
      const fix = nearestFix(line, x, y, reachPx / window.scale);
      if (fix !== null) return { kind: 'fix', track: line.id, fix };
    }
    return null;
  }

  /** Brings places into sight; a single one at a street's scale. */
  fit(lng: ArrayLike<number>, lat: ArrayLike<number>): void {
    let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let index = 0; index < lng.length; index += 1) {
      const x = worldX(lng[index]!);
      const y = worldY(lat[index]!);
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
      west = Math.min(west, x);
      east = Math.max(east, x);
      north = Math.min(north, y);
      south = Math.max(south, y);
    }
    if (west > east) return;
    this.map.fitBounds(
      [
        [latOf(south), lngOf(west)],
        [latOf(north), lngOf(east)],
      ],
      { animate: false, padding: [48, 48], maxZoom: 14 },
    );
  }
}
