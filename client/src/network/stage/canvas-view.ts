/** The renderer for desktops without a GPU: plain canvas 2D, lines in one path per look, discs from a sprite cache. */
import type { DisplayEdge, DisplayNode } from '../core/display.ts';
import { mixColours } from '../../app/mix-colours.ts';
import { controlPoint } from '../core/geometry.ts';
import type { Camera } from '../core/saved-state.ts';
import type { Lit } from '../core/selection.ts';
import type { Point } from '../core/types.ts';
import { fading, zoomFactor, type GraphView, type Scene } from './graph-view.ts';

interface Bucket {
  readonly colour: string;
  readonly width: number;
  readonly edges: DisplayEdge[];
}

export class CanvasView implements GraphView {
  readonly name = 'canvas';
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D;
  readonly #sprites = new Map<string, HTMLCanvasElement>();
  #scene: Scene | null = null;
  #lit: Lit | null = null;
  #positions: ReadonlyMap<string, Point> = new Map();
  #buckets: Bucket[] = [];
  #nodes: DisplayNode[] = [];
  #ratio = 1;

  constructor(container: HTMLElement) {
    this.#canvas.className = 'stage-layer';
    container.append(this.#canvas);
    const context = this.#canvas.getContext('2d');
    if (!context) throw new Error('this browser offers no 2D canvas');
    this.#context = context;
  }

  setScene(scene: Scene): void {
    if (scene.palette !== this.#scene?.palette) this.#sprites.clear();
    this.#scene = scene;
    this.#positions = scene.display.positions;
    this.#arrange();
  }

  setLit(lit: Lit | null): void {
    this.#lit = lit;
    this.#arrange();
  }

  setPositions(positions: ReadonlyMap<string, Point>): void {
    this.#positions = positions;
  }

  resize(width: number, height: number): void {
    this.#ratio = window.devicePixelRatio || 1;
    this.#canvas.width = Math.round(width * this.#ratio);
    this.#canvas.height = Math.round(height * this.#ratio);
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${height}px`;
    this.#sprites.clear();
  }

  /** Sorts lines into buckets of one look and discs into drawing order: faded first. */
  #arrange(): void {
    if (!this.#scene) return;
    const { display, palette } = this.#scene;
    const buckets = new Map<string, Bucket>();
    const faded: Bucket[] = [];
    const bright: Bucket[] = [];
    for (const edge of display.edges.values()) {
      const lit = this.#lit === null || this.#lit.edges.has(edge.id);
      const width = Math.round(edge.width * 2) / 2;
      const key = `${edge.colour} ${width} ${lit}`;
      let bucket = buckets.get(key);
      if (!bucket) {
        bucket = {
          colour: lit ? edge.colour : mixColours(edge.colour, palette.canvas, fading),
          width,
          edges: [],
        };
        buckets.set(key, bucket);
        (lit ? bright : faded).push(bucket);
      }
      bucket.edges.push(edge);
    }
    this.#buckets = [...faded, ...bright];
    const all = [...display.nodes.values()];
    const lit = this.#lit;
    this.#nodes = lit
      ? [
          ...all.filter((node) => !lit.nodes.has(node.id)),
          ...all.filter((node) => lit.nodes.has(node.id)),
        ]
      : all;
  }

  draw(camera: Camera, then: () => void): void {
    const context = this.#context;
    const ratio = this.#ratio;
    const width = this.#canvas.width / ratio;
    const height = this.#canvas.height / ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    if (this.#scene) {
      const place = (point: Point): Point => ({
        x: (point.x - camera.x) * camera.scale + width / 2,
        y: (point.y - camera.y) * camera.scale + height / 2,
      });
      const factor = zoomFactor(camera.scale, this.#scene.display);
      for (const bucket of this.#buckets) this.#drawBucket(bucket, place, factor, width, height);
      for (const node of this.#nodes) {
        const point = this.#positions.get(node.id);
        if (!point) continue;
        const { x, y } = place(point);
        const reach = node.radius * factor + 6;
        if (x < -reach || y < -reach || x > width + reach || y > height + reach) continue;
        this.#drawNode(node, x, y, factor);
      }
    }
    then();
  }

  #drawBucket(
    bucket: Bucket,
    place: (point: Point) => Point,
    factor: number,
    width: number,
    height: number,
  ): void {
    const context = this.#context;
    const thickness = Math.max(0.6, bucket.width * factor);
    const arrows: [Point, number, number][] = [];
    const withArrows = factor > 0.5;
    context.beginPath();
    for (const edge of bucket.edges) {
      const from = this.#positions.get(edge.source);
      const to = this.#positions.get(edge.target);
      if (!from || !to) continue;
      const a = place(from);
      const b = place(to);
      if (
        (a.x < 0 && b.x < 0) ||
        (a.y < 0 && b.y < 0) ||
        (a.x > width && b.x > width) ||
        (a.y > height && b.y > height)
      )
        continue;
      context.moveTo(a.x, a.y);
      const c = edge.curvature === 0 ? null : controlPoint(a, b, edge.curvature);
      if (c) context.quadraticCurveTo(c.x, c.y, b.x, b.y);
      else context.lineTo(b.x, b.y);
      if (!withArrows) continue;
      if (edge.arrowToTarget) arrows.push(this.#arrow(edge.target, c ?? a, b, factor));
      if (edge.arrowToSource) arrows.push(this.#arrow(edge.source, c ?? b, a, factor));
    }
    context.strokeStyle = bucket.colour;
    context.lineWidth = thickness;
    context.stroke();
    if (!arrows.length) return;
    const length = Math.max(5, thickness * 2.5 + 2);
    context.fillStyle = bucket.colour;
    context.beginPath();
    for (const [tip, angle, reach] of arrows) {
      const x = tip.x - Math.cos(angle) * reach;
      const y = tip.y - Math.sin(angle) * reach;
      context.moveTo(x, y);
      context.lineTo(x - Math.cos(angle - 0.42) * length, y - Math.sin(angle - 0.42) * length);
      context.lineTo(x - Math.cos(angle + 0.42) * length, y - Math.sin(angle + 0.42) * length);
      context.closePath();
    }
    context.fill();
  }

  #arrow(node: string, from: Point, tip: Point, factor: number): [Point, number, number] {
    const radius = (this.#scene?.display.nodes.get(node)?.radius ?? 10) * factor;
    return [tip, Math.atan2(tip.y - from.y, tip.x - from.x), radius + 1];
  }

  #drawNode(node: DisplayNode, x: number, y: number, factor: number): void {
    const lit = this.#lit === null || this.#lit.nodes.has(node.id);
    const radius = Math.max(2, Math.round(node.radius * factor * 2) / 2);
    const key = `${node.icon ?? 'group'} ${node.colour} ${node.level} ${radius} ${lit}`;
    let sprite = this.#sprites.get(key);
    if (!sprite) {
      sprite = this.#paintSprite(node, radius, lit);
      if (this.#sprites.size > 1500) this.#sprites.clear();
      this.#sprites.set(key, sprite);
    }
    const size = sprite.width / this.#ratio;
    this.#context.drawImage(sprite, x - size / 2, y - size / 2, size, size);
  }

  #paintSprite(node: DisplayNode, radius: number, lit: boolean): HTMLCanvasElement {
    const { palette, iconPath } = this.#scene!;
    const tone = (colour: string) => (lit ? colour : mixColours(colour, palette.canvas, fading));
    const ring = node.level > 1 ? Math.max(1.5, radius * 0.2) : 0;
    const half = Math.ceil(radius + 2);
    const sprite = document.createElement('canvas');
    sprite.width = sprite.height = half * 2 * this.#ratio;
    const context = sprite.getContext('2d')!;
    context.scale(this.#ratio, this.#ratio);
    context.translate(half, half);
    const disc = (r: number, colour: string) => {
      context.beginPath();
      context.arc(0, 0, r, 0, Math.PI * 2);
      context.fillStyle = colour;
      context.fill();
    };
    if (ring) {
      disc(radius, tone(palette.risk[node.level] ?? palette.risk[5]));
      disc(radius - ring, palette.canvas);
      disc(radius - ring - Math.min(1, radius * 0.07), tone(node.colour));
    } else disc(radius, tone(node.colour));
    if (node.icon && radius >= 5) {
      const size = (radius - ring) * 1.16;
      context.translate(-size / 2, -size / 2);
      context.scale(size / 24, size / 24);
      context.fillStyle = lit ? '#ffffff' : mixColours('#ffffff', palette.canvas, fading * 0.7);
      context.fill(new Path2D(iconPath(node.icon)), 'evenodd');
    }
    return sprite;
  }

  copyTo(target: CanvasRenderingContext2D): void {
    target.drawImage(
      this.#canvas,
      0,
      0,
      this.#canvas.width / this.#ratio,
      this.#canvas.height / this.#ratio,
    );
  }

  destroy(): void {
    this.#canvas.remove();
    this.#sprites.clear();
  }
}
