/** The canvas as one thing: camera, pointer, hit tests, animation and overlays over whichever renderer draws. */
import type { Display } from '../core/display.ts';
import { boundsOf, distanceToCurve, type Box } from '../core/geometry.ts';
import type { Camera } from '../core/saved-state.ts';
import { noSelection, type Lit, type Selection } from '../core/selection.ts';
import type { Point } from '../core/types.ts';
import type { Palette } from '../../app/theme.ts';
import { Pointer, scaleLimits, type Target, type Tool } from './pointer.ts';
import { CanvasView } from './canvas-view.ts';
import { zoomFactor, type GraphView, type RendererName, type Scene } from './graph-view.ts';
import { paintHulls, paintOverlay, type OverlayInput } from './overlay.ts';
import { SigmaView } from './sigma-view.ts';

export interface StageEvents {
  select(selection: Selection): void;
  /** Discs were dragged to new places. */
  move(positions: ReadonlyMap<string, Point>): void;
  /** Double click or Enter. */
  open(target: Target): void;
  menu(target: Target, clientX: number, clientY: number): void;
  cameraMoved(camera: Camera): void;
  rendererLost(): void;
}

const quiet = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const ease = (t: number) => 1 - (1 - t) ** 3;
const animation = 200;

export class Stage {
  readonly #root: HTMLElement;
  readonly #events: StageEvents;
  readonly #below = document.createElement('canvas');
  readonly #middle = document.createElement('div');
  readonly #above = document.createElement('canvas');
  #view: GraphView;
  #scene: Scene | null = null;
  #positions = new Map<string, Point>();
  #tween: { from: Map<string, Point>; to: ReadonlyMap<string, Point>; start: number } | null = null;
  #cameraTween: { from: Camera; to: Camera; start: number } | null = null;
  #camera: Camera = { x: 0, y: 0, scale: 1 };
  #width = 1;
  #height = 1;
  #frame = 0;
  #selection: Selection = noSelection;
  #lit: Lit | null = null;
  #hovered: Target = null;
  readonly #pointer: Pointer;
  readonly #observer: ResizeObserver;
  /** Called after each frame, e.g. by the minimap. */
  onFrame: (() => void) | null = null;

  constructor(root: HTMLElement, renderer: RendererName, events: StageEvents) {
    this.#root = root;
    this.#events = events;
    this.#below.className = 'stage-layer';
    this.#middle.className = 'stage-layer';
    this.#above.className = 'stage-layer';
    root.append(this.#below, this.#middle, this.#above);
    this.#view = this.#create(renderer);
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(root);
    this.#pointer = this.#createPointer();
    this.#resize();
  }

  #create(name: RendererName): GraphView {
    return name === 'webgl'
      ? new SigmaView(this.#middle, () => this.#events.rendererLost())
      : new CanvasView(this.#middle);
  }

  get rendererName(): RendererName {
    return this.#view.name;
  }

  get camera(): Camera {
    return this.#cameraTween?.to ?? this.#camera;
  }

  get positions(): ReadonlyMap<string, Point> {
    return this.#positions;
  }

  get viewport(): Box {
    const halfWidth = this.#width / 2 / this.#camera.scale;
    const halfHeight = this.#height / 2 / this.#camera.scale;
    return {
      left: this.#camera.x - halfWidth,
      right: this.#camera.x + halfWidth,
      top: this.#camera.y - halfHeight,
      bottom: this.#camera.y + halfHeight,
    };
  }

  setRenderer(name: RendererName): void {
    if (name === this.#view.name) return;
    this.rebuildRenderer(name);
  }

  /** Also after a lost WebGL context. */
  rebuildRenderer(name: RendererName): void {
    this.#view.destroy();
    this.#view = this.#create(name);
    this.#view.resize(this.#width, this.#height);
    if (this.#scene) {
      this.#view.setScene(this.#scene);
      this.#view.setPositions(this.#positions);
    }
    this.#view.setLit(this.#lit);
    this.redraw();
  }

  setTool(tool: Tool): void {
    this.#pointer.setTool(tool);
  }

  /** New discs grow out of a neighbour that was there; the others glide to their places. */
  setScene(display: Display, palette: Palette, iconPath: (type: string) => string): void {
    const before = this.#positions;
    const targets = new Map<string, Point>();
    const from = new Map<string, Point>();
    let moving = false;
    for (const id of display.nodes.keys()) {
      const to = display.positions.get(id) ?? { x: 0, y: 0 };
      targets.set(id, to);
      const start = before.get(id) ?? this.#birthplace(display, id, before) ?? to;
      from.set(id, start);
      if (start.x !== to.x || start.y !== to.y) moving = true;
    }
    this.#scene = { display, palette, iconPath };
    this.#positions = moving && !quiet() ? from : targets;
    this.#tween = moving && !quiet() ? { from, to: targets, start: performance.now() } : null;
    this.#view.setScene(this.#scene);
    this.#view.setPositions(this.#positions);
    this.redraw();
  }

  #birthplace(display: Display, id: string, before: ReadonlyMap<string, Point>): Point | null {
    for (const edgeId of display.incident.get(id) ?? []) {
      const edge = display.edges.get(edgeId)!;
      const point = before.get(edge.source === id ? edge.target : edge.source);
      if (point) return point;
    }
    return null;
  }

  setEmphasis(selection: Selection, lit: Lit | null): void {
    this.#selection = selection;
    this.#lit = lit;
    this.#view.setLit(lit);
    this.redraw();
  }

  /** Positions while a layout runs: shown at once, not animated. */
  showPositions(positions: ReadonlyMap<string, Point>): void {
    this.#tween = null;
    for (const [id, point] of positions)
      if (this.#positions.has(id)) this.#positions.set(id, point);
    this.#view.setPositions(this.#positions);
    this.redraw();
  }

  setCamera(camera: Camera, animated = false): void {
    const scale = Math.min(scaleLimits[1], Math.max(scaleLimits[0], camera.scale));
    const to = { ...camera, scale };
    if (animated && !quiet())
      this.#cameraTween = { from: this.#camera, to, start: performance.now() };
    else {
      this.#cameraTween = null;
      this.#camera = to;
    }
    this.#events.cameraMoved(to);
    this.redraw();
  }

  zoomBy(factor: number): void {
    const { x, y, scale } = this.camera;
    this.setCamera({ x, y, scale: scale * factor }, true);
  }

  fit(ids?: Iterable<string>, animated = true): void {
    const display = this.#scene?.display;
    if (!display) return;
    const wanted = ids ? [...ids].filter((id) => display.nodes.has(id)) : [...display.nodes.keys()];
    const box = boundsOf(wanted.flatMap((id) => display.positions.get(id) ?? []));
    if (!box) return this.setCamera({ x: 0, y: 0, scale: 1 }, animated);
    // Tool strip above, and under it the name of a hull; legend and minimap below.
    const above = display.hulls.length > 0 ? 100 : 70;
    const below = this.#height > 500 ? 125 : 60;
    const scale = Math.max(
      scaleLimits[0],
      Math.min(
        (this.#width - 120) / Math.max(1, box.right - box.left),
        (this.#height - above - below) / Math.max(1, box.bottom - box.top),
        1.25,
      ),
    );
    this.setCamera(
      {
        x: (box.left + box.right) / 2,
        y: (box.top + box.bottom) / 2 + (below - above) / 2 / scale,
        scale,
      },
      animated,
    );
  }

  /** Moves the camera only if some of these would be outside. */
  reveal(ids: Iterable<string>): void {
    const display = this.#scene?.display;
    if (!display) return;
    const view = this.viewport;
    const margin = 40 / this.#camera.scale;
    const outside = [...ids].some((id) => {
      const point = display.positions.get(id);
      return (
        point &&
        (point.x < view.left + margin ||
          point.x > view.right - margin ||
          point.y < view.top + margin ||
          point.y > view.bottom - margin)
      );
    });
    if (!outside) return;
    const points = [...ids].flatMap((id) => display.positions.get(id) ?? []);
    const box = boundsOf([
      ...points,
      { x: view.left, y: view.top },
      { x: view.right, y: view.bottom },
    ]);
    const tight = boundsOf(points);
    if (!box || !tight) return;
    const fits =
      tight.right - tight.left < view.right - view.left - 2 * margin &&
      tight.bottom - tight.top < view.bottom - view.top - 2 * margin;
    if (fits) {
      const x = Math.min(
        Math.max(this.#camera.x, tight.right + margin - (view.right - view.left) / 2),
        tight.left - margin + (view.right - view.left) / 2,
      );
      const y = Math.min(
        Math.max(this.#camera.y, tight.bottom + margin - (view.bottom - view.top) / 2),
        tight.top - margin + (view.bottom - view.top) / 2,
      );
      this.setCamera({ x, y, scale: this.#camera.scale }, true);
    } else this.fit(undefined, true);
  }

  /** Screen place of a disc relative to the canvas. */
  placeOf(id: string): Point | null {
    const point = this.#positions.get(id);
    return point ? this.#toScreen(point) : null;
  }

  #toScreen(point: Point): Point {
    return {
      x: (point.x - this.#camera.x) * this.#camera.scale + this.#width / 2,
      y: (point.y - this.#camera.y) * this.#camera.scale + this.#height / 2,
    };
  }

  #resize(): void {
    const { width, height } = this.#root.getBoundingClientRect();
    this.#width = Math.max(1, width);
    this.#height = Math.max(1, height);
    const ratio = window.devicePixelRatio || 1;
    for (const canvas of [this.#below, this.#above]) {
      canvas.width = Math.round(this.#width * ratio);
      canvas.height = Math.round(this.#height * ratio);
      canvas.style.width = `${this.#width}px`;
      canvas.style.height = `${this.#height}px`;
    }
    this.#view.resize(this.#width, this.#height);
    this.redraw();
  }

  redraw(): void {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = 0;
      this.#step(now);
    });
  }

  #step(now: number): void {
    if (this.#tween) {
      const t = Math.min(1, (now - this.#tween.start) / animation);
      const share = ease(Math.max(0, t));
      for (const [id, to] of this.#tween.to) {
        const from = this.#tween.from.get(id) ?? to;
        this.#positions.set(id, {
          x: from.x + (to.x - from.x) * share,
          y: from.y + (to.y - from.y) * share,
        });
      }
      if (this.#positions === this.#tween.from) this.#positions = new Map(this.#positions);
      this.#view.setPositions(this.#positions);
      if (t >= 1) this.#tween = null;
    }
    if (this.#cameraTween) {
      const { from, to, start } = this.#cameraTween;
      const t = Math.min(1, (now - start) / animation);
      const share = ease(Math.max(0, t));
      this.#camera = {
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
        scale: from.scale * (to.scale / from.scale) ** share,
      };
      if (t >= 1) this.#cameraTween = null;
    }
    this.#view.draw(this.#camera, () => this.#paint());
    if (this.#tween || this.#cameraTween) this.redraw();
  }

  #overlayInput(): OverlayInput | null {
    if (!this.#scene) return null;
    return {
      display: this.#scene.display,
      positions: this.#positions,
      camera: this.#camera,
      width: this.#width,
      height: this.#height,
      palette: this.#scene.palette,
      selection: this.#selection,
      lit: this.#lit,
      hovered: this.#hovered && 'node' in this.#hovered ? this.#hovered.node : null,
      hoveredEdge: this.#hovered && 'edge' in this.#hovered ? this.#hovered.edge : null,
    };
  }

  #paint(): void {
    const input = this.#overlayInput();
    const ratio = window.devicePixelRatio || 1;
    for (const [canvas, paint] of [
      [this.#below, paintHulls],
      [this.#above, paintOverlay],
    ] as const) {
      const context = canvas.getContext('2d')!;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, this.#width, this.#height);
      if (input) paint(context, input);
    }
    this.#paintRegion(ratio);
    this.onFrame?.();
  }

  #paintRegion(ratio: number): void {
    const outline = this.#pointer.outline;
    if (!outline || outline.length < 2 || !this.#scene) return;
    const context = this.#above.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.beginPath();
    outline.forEach((point, index) =>
      index ? context.lineTo(point.x, point.y) : context.moveTo(point.x, point.y),
    );
    context.closePath();
    context.fillStyle = this.#scene.palette.accent;
    context.globalAlpha = 0.1;
    context.fill();
    context.globalAlpha = 0.9;
    context.setLineDash([4, 3]);
    context.strokeStyle = this.#scene.palette.accent;
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  hit(x: number, y: number): Target {
    const display = this.#scene?.display;
    if (!display) return null;
    const factor = zoomFactor(this.#camera.scale, display);
    let node: string | null = null;
    let best = Infinity;
    for (const item of display.nodes.values()) {
      const place = this.placeOf(item.id);
      if (!place) continue;
      const distance = Math.hypot(place.x - x, place.y - y);
      if (distance <= Math.max(6, item.radius * factor + 2) && distance < best) {
        best = distance;
        node = item.id;
      }
    }
    if (node !== null) return { node };
    let edge: string | null = null;
    best = 5;
    for (const item of display.edges.values()) {
      const a = this.placeOf(item.source);
      const b = this.placeOf(item.target);
      if (!a || !b) continue;
      const bow = Math.abs(item.curvature) * Math.hypot(a.x - b.x, a.y - b.y) + 6;
      if (
        x < Math.min(a.x, b.x) - bow ||
        x > Math.max(a.x, b.x) + bow ||
        y < Math.min(a.y, b.y) - bow ||
        y > Math.max(a.y, b.y) + bow
      )
        continue;
      const distance = distanceToCurve({ x, y }, a, b, item.curvature);
      if (distance < best) {
        best = distance;
        edge = item.id;
      }
    }
    return edge === null ? null : { edge };
  }

  #createPointer(): Pointer {
    const events = this.#events;
    return new Pointer(this.#root, {
      camera: () => this.#camera,
      selection: () => this.#selection,
      size: () => ({ width: this.#width, height: this.#height }),
      hit: (x, y) => this.hit(x, y),
      nodeIds: () => this.#scene?.display.nodes.keys() ?? [],
      placeOf: (id) => this.placeOf(id),
      positionOf: (id) => this.#positions.get(id),
      setCamera: (camera) => this.setCamera(camera),
      drag: (positions) => this.showPositions(positions),
      redraw: () => this.redraw(),
      hover: (target) => {
        this.#hovered = target;
        this.redraw();
      },
      select: (selection) => events.select(selection),
      move: (positions) => events.move(positions),
      open: (target) => events.open(target),
      menu: (target, x, y) => events.menu(target, x, y),
    });
  }

  /** The whole canvas as seen, with labels, on its ground. */
  async picture(): Promise<Blob> {
    const ratio = Math.max(2, window.devicePixelRatio || 1);
    const canvas = document.createElement('canvas');
    canvas.width = this.#width * ratio;
    canvas.height = this.#height * ratio;
    const context = canvas.getContext('2d')!;
    context.scale(ratio, ratio);
    context.fillStyle = this.#scene?.palette.canvas ?? '#ffffff';
    context.fillRect(0, 0, this.#width, this.#height);
    const input = this.#overlayInput();
    if (input) paintHulls(context, input);
    this.#view.copyTo(context);
    if (input) paintOverlay(context, { ...input, hovered: null, hoveredEdge: null });
    return new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('the browser made no picture'))),
        'image/png',
      ),
    );
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    this.#pointer.destroy();
    this.#view.destroy();
    this.#root.replaceChildren();
  }
}
