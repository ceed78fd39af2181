/** A canvas over the map that paints itself when the map moved or when it is told to, at most once a frame. */
import L from 'leaflet';
import type { MapWindow } from '../geo.ts';

export type Paint = (context: CanvasRenderingContext2D, window: MapWindow) => void;

const tile = 256;
/** Painted beyond each edge, so that a map that is dragged moves what is painted already. */
const marginPx = 96;
const settleMs = 120;

export function windowOf(map: L.Map): MapWindow {
  const zoom = map.getZoom();
  const { min } = map.getPixelBounds();
  const { x, y } = map.getSize();
  return {
    zoom,
    scale: tile * 2 ** zoom,
    left: min?.x ?? 0,
    top: min?.y ?? 0,
    width: x,
    height: y,
  };
}

export class CanvasLayer extends L.Layer {
  readonly #pane: string;
  readonly #paint: Paint;
  #canvas: HTMLCanvasElement | null = null;
  #frame = 0;
  #settled: ReturnType<typeof setTimeout> | undefined;
  /** What was painted last. */
  #painted: MapWindow | null = null;

  constructor(pane: string, paint: Paint) {
    super();
    this.#pane = pane;
    this.#paint = paint;
  }

  override onAdd(map: L.Map): this {
    const canvas = L.DomUtil.create('canvas', 'map-canvas');
    const pane = map.getPane(this.#pane) ?? map.createPane(this.#pane);
    pane.append(canvas);
    this.#canvas = canvas;
    map.on('move', this.#moved, this);
    map.on('moveend', this.#settle, this);
    map.on('zoom viewreset resize', this.repaint, this);
    this.#now();
    return this;
  }

  override onRemove(map: L.Map): this {
    map.off('move', this.#moved, this);
    map.off('moveend', this.#settle, this);
    map.off('zoom viewreset resize', this.repaint, this);
    clearTimeout(this.#settled);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#canvas?.remove();
    this.#canvas = null;
    return this;
  }

  get canvas(): HTMLCanvasElement | null {
    return this.#canvas;
  }

  #moved(): void {
    const before = this.#painted;
    const now = windowOf(this._map);
    const within =
      before?.zoom === now.zoom &&
      Math.abs(now.left - before.left) <= marginPx &&
      Math.abs(now.top - before.top) <= marginPx;
    if (!within) this.repaint();
  }

  #settle(): void {
    clearTimeout(this.#settled);
    this.#settled = setTimeout(() => this.repaint(), settleMs);
  }

  repaint(): void {
    if (this.#frame || !this.#canvas) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#now();
    });
  }

  #now(): void {
    const canvas = this.#canvas;
    const map = this._map as L.Map | undefined;
    if (!canvas || !map) return;
    const seen = windowOf(map);
    this.#painted = seen;
    const window = {
      ...seen,
      left: seen.left - marginPx,
      top: seen.top - marginPx,
      width: seen.width + 2 * marginPx,
      height: seen.height + 2 * marginPx,
    };
    const ratio = globalThis.devicePixelRatio || 1;
    const width = Math.round(window.width * ratio);
    const height = Math.round(window.height * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${window.width}px`;
      canvas.style.height = `${window.height}px`;
    }
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([-marginPx, -marginPx]));
    const context = canvas.getContext('2d');
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, window.width, window.height);
    this.#paint(context, window);
  }
}
