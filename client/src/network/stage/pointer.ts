/** The pointer on the canvas: pan, zoom, drag discs, click, box and lasso selection, menu. */
import { pointInPolygon } from '../core/geometry.ts';
import type { Camera } from '../core/saved-state.ts';
import { noSelection, selectNodes, toggleNode, type Selection } from '../core/selection.ts';
import type { Point } from '../core/types.ts';

export type Tool = 'select' | 'box' | 'lasso';
export type Target = { readonly node: string } | { readonly edge: string } | null;

/** What the pointer needs of the stage; screen points are relative to the canvas. */
export interface PointerHost {
  camera(): Camera;
  selection(): Selection;
  size(): { readonly width: number; readonly height: number };
  hit(x: number, y: number): Target;
  nodeIds(): Iterable<string>;
  placeOf(id: string): Point | null;
  positionOf(id: string): Point | undefined;
  setCamera(camera: Camera): void;
  /** Shows discs at these places at once. */
  drag(positions: ReadonlyMap<string, Point>): void;
  redraw(): void;
  hover(target: Target): void;
  select(selection: Selection): void;
  move(positions: ReadonlyMap<string, Point>): void;
  open(target: Target): void;
  menu(target: Target, clientX: number, clientY: number): void;
}

interface Drag {
  readonly kind: 'pan' | 'nodes' | 'region';
  readonly start: Point;
  moved: boolean;
  readonly camera: Camera;
  readonly target: Target;
  readonly nodes: Map<string, Point>;
  readonly outline: Point[];
  readonly tool: Tool;
}

const zoomPerPixel = 0.0016;
const clickSlack = 4;

export class Pointer {
  readonly #root: HTMLElement;
  readonly #host: PointerHost;
  readonly #stop = new AbortController();
  #drag: Drag | null = null;
  #tool: Tool = 'select';
  #hovered = '';

  constructor(root: HTMLElement, host: PointerHost) {
    this.#root = root;
    this.#host = host;
    const { signal } = this.#stop;
    root.addEventListener('wheel', (event) => this.#wheel(event), { passive: false, signal });
    root.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    root.addEventListener('pointermove', (event) => this.#move(event), { signal });
    root.addEventListener('pointerup', (event) => this.#up(event), { signal });
    root.addEventListener('pointercancel', (event) => this.#up(event), { signal });
    root.addEventListener('pointerleave', () => this.#hover(null), { signal });
    root.addEventListener('dblclick', (event) => host.open(this.#targetOf(event)), { signal });
    root.addEventListener(
      'contextmenu',
      (event) => {
        event.preventDefault();
        host.menu(this.#targetOf(event), event.clientX, event.clientY);
      },
      { signal },
    );
  }

  /** The region being drawn, to be painted; null when there is none. */
  get outline(): readonly Point[] | null {
    return this.#drag?.kind === 'region' && this.#drag.moved ? this.#drag.outline : null;
  }

  setTool(tool: Tool): void {
    this.#tool = tool;
    this.#rest();
  }

  destroy(): void {
    this.#stop.abort();
  }

  #rest(): void {
    this.#root.style.cursor = this.#tool === 'select' ? 'default' : 'crosshair';
  }

  #local(event: MouseEvent): Point {
    const box = this.#root.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #targetOf(event: MouseEvent): Target {
    const { x, y } = this.#local(event);
    return this.#host.hit(x, y);
  }

  /** Zooms around the point under the pointer. */
  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const { x, y } = this.#local(event);
    const camera = this.#host.camera();
    const { width, height } = this.#host.size();
    const step = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    const scale = Math.min(
      scaleLimits[1],
      Math.max(scaleLimits[0], camera.scale * Math.exp(-step * zoomPerPixel)),
    );
    const dx = x - width / 2;
    const dy = y - height / 2;
    this.#host.setCamera({
      x: camera.x + dx / camera.scale - dx / scale,
      y: camera.y + dy / camera.scale - dy / scale,
      scale,
    });
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 && event.button !== 1) return;
    this.#root.focus({ preventScroll: true });
    const start = this.#local(event);
    const target = event.button === 1 ? null : this.#host.hit(start.x, start.y);
    const onNode = target !== null && 'node' in target;
    const region = event.button === 0 && !onNode && (this.#tool !== 'select' || event.shiftKey);
    const nodes = new Map<string, Point>();
    if (onNode) {
      const selection = this.#host.selection();
      const ids = selection.nodes.has(target.node) ? selection.nodes : [target.node];
      for (const id of ids) {
        const point = this.#host.positionOf(id);
        if (point) nodes.set(id, point);
      }
    }
    this.#drag = {
      kind: region ? 'region' : nodes.size ? 'nodes' : 'pan',
      start,
      moved: false,
      camera: this.#host.camera(),
      target,
      nodes,
      outline: [start],
      tool: this.#tool === 'select' ? 'box' : this.#tool,
    };
    this.#root.setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    const at = this.#local(event);
    const drag = this.#drag;
    if (!drag) return this.#hover(this.#host.hit(at.x, at.y));
    const dx = at.x - drag.start.x;
    const dy = at.y - drag.start.y;
    if (!drag.moved && Math.hypot(dx, dy) < clickSlack) return;
    drag.moved = true;
    const { scale } = drag.camera;
    if (drag.kind === 'pan') {
      this.#root.style.cursor = 'grabbing';
      this.#host.setCamera({ x: drag.camera.x - dx / scale, y: drag.camera.y - dy / scale, scale });
    } else if (drag.kind === 'nodes') {
      this.#host.drag(this.#dragged(drag, dx / scale, dy / scale));
    } else if (drag.tool === 'lasso') drag.outline.push(at);
    else {
      drag.outline.splice(1, 3, { x: at.x, y: drag.start.y }, at, { x: drag.start.x, y: at.y });
    }
    this.#host.redraw();
  }

  #dragged(drag: Drag, dx: number, dy: number): Map<string, Point> {
    return new Map([...drag.nodes].map(([id, from]) => [id, { x: from.x + dx, y: from.y + dy }]));
  }

  #up(event: PointerEvent): void {
    const drag = this.#drag;
    this.#drag = null;
    if (!drag) return;
    this.#rest();
    const additive = event.ctrlKey || event.metaKey;
    if (!drag.moved) this.#click(drag.target, additive || event.shiftKey);
    else if (drag.kind === 'nodes') {
      const at = this.#local(event);
      const { scale } = drag.camera;
      this.#host.move(
        this.#dragged(drag, (at.x - drag.start.x) / scale, (at.y - drag.start.y) / scale),
      );
    } else if (drag.kind === 'region') this.#selectWithin(drag.outline, additive);
    this.#host.redraw();
  }

  #selectWithin(outline: readonly Point[], additive: boolean): void {
    const inside = [...this.#host.nodeIds()].filter((id) => {
      const place = this.#host.placeOf(id);
      return place !== null && pointInPolygon(place, outline);
    });
    const before = additive ? this.#host.selection().nodes : [];
    this.#host.select(selectNodes([...before, ...inside]));
  }

  #click(target: Target, additive: boolean): void {
    const selection = this.#host.selection();
    if (!target) {
      if (!additive) this.#host.select(noSelection);
    } else if ('node' in target) {
      this.#host.select(additive ? toggleNode(selection, target.node) : selectNodes([target.node]));
    } else this.#host.select({ nodes: new Set(), edges: new Set([target.edge]) });
  }

  #hover(target: Target): void {
    const key = target === null ? '' : 'node' in target ? target.node : target.edge;
    if (key === this.#hovered) return;
    this.#hovered = key;
    if (this.#tool === 'select') this.#root.style.cursor = target ? 'pointer' : 'default';
    this.#host.hover(target);
  }
}

/** Least and greatest zoom, in pixels per canvas unit. */
export const scaleLimits = [0.02, 4] as const;
