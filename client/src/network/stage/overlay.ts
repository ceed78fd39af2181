/** Paints what no renderer does: hulls below; labels, badges, pins, counts and the selection above. */
import type { Display, DisplayNode } from '../core/display.ts';
import { controlPoint, convexHull, onCurve } from '../core/geometry.ts';
import type { Camera } from '../core/saved-state.ts';
import type { Lit, Selection } from '../core/selection.ts';
import type { Point } from '../core/types.ts';
import type { Palette } from '../../app/theme.ts';
import { zoomFactor } from './graph-view.ts';

export interface OverlayInput {
  readonly display: Display;
  readonly positions: ReadonlyMap<string, Point>;
  readonly camera: Camera;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly selection: Selection;
  readonly lit: Lit | null;
  readonly hovered: string | null;
  readonly hoveredEdge: string | null;
}

const font = 'Inter, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

type Place = (id: string) => Point | null;

function placer(input: OverlayInput): Place {
  const { positions, camera, width, height } = input;
  return (id) => {
    const point = positions.get(id);
    if (!point) return null;
    return {
      x: (point.x - camera.x) * camera.scale + width / 2,
      y: (point.y - camera.y) * camera.scale + height / 2,
    };
  };
}

/** Rows above the top of a hull in which its name is tried. */
const nameRows = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6];

export function paintHulls(context: CanvasRenderingContext2D, input: OverlayInput): void {
  const place = placer(input);
  const taken = new Taken();
  const factor = zoomFactor(input.camera.scale, input.display);
  for (const hull of input.display.hulls) {
    const corners: Point[] = [];
    for (const id of hull.members) {
      const point = place(id);
      const radius = (input.display.nodes.get(id)?.radius ?? 10) * factor + 14;
      if (!point) continue;
      for (let step = 0; step < 8; step += 1) {
        const angle = (step * Math.PI) / 4;
        corners.push({
          x: point.x + Math.cos(angle) * radius,
          y: point.y + Math.sin(angle) * radius,
        });
      }
    }
    const outline = convexHull(corners);
    if (outline.length < 3) continue;
    context.beginPath();
    outline.forEach((point, index) => {
      const next = outline[(index + 1) % outline.length]!;
      const middle = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
      if (index === 0) context.moveTo(middle.x, middle.y);
      const after = outline[(index + 2) % outline.length]!;
      context.quadraticCurveTo(next.x, next.y, (next.x + after.x) / 2, (next.y + after.y) / 2);
    });
    context.closePath();
    context.globalAlpha = input.palette.dark ? 0.16 : 0.1;
    context.fillStyle = hull.colour;
    context.fill();
    context.globalAlpha = 0.55;
    context.strokeStyle = hull.colour;
    context.lineWidth = 1.2;
    context.stroke();
    context.globalAlpha = 1;
    context.font = `600 11px ${font}`;
    context.textAlign = 'center';
    context.textBaseline = 'bottom';
    context.fillStyle = hull.colour;
    const half = textWidth(context, hull.label) / 2 + 4;
    const top = outline.reduce((best, point) => (point.y < best.y ? point : best));
    // Of a hull at the edge the name is read whole, as long as the hull is to be seen.
    const seen = outline.some(({ x }) => x > 0 && x < input.width);
    const middle = seen ? Math.max(half, Math.min(input.width - half, top.x)) : top.x;
    // Names of hulls that lie on each other stand in rows.
    const base = nameRows
      .map((row) => top.y - 4 - row * 15)
      .find((y) => y > 16 && taken.claim(middle - half, y - 14, middle + half, y, false));
    context.fillText(hull.label, middle, base ?? top.y - 4);
  }
}

/** Keeps labels from overlapping: remembers taken rectangles in a coarse grid. */
class Taken {
  readonly #cells = new Map<number, [number, number, number, number][]>();

  claim(left: number, top: number, right: number, bottom: number, force: boolean): boolean {
    const cells: number[] = [];
    for (let x = Math.floor(left / 64); x <= Math.floor(right / 64); x += 1) {
      for (let y = Math.floor(top / 32); y <= Math.floor(bottom / 32); y += 1)
        cells.push(x * 4096 + y);
    }
    const clash = cells.some((cell) =>
      this.#cells
        .get(cell)
        ?.some((box) => left < box[2] && right > box[0] && top < box[3] && bottom > box[1]),
    );
    if (clash && !force) return false;
    for (const cell of cells) {
      const list = this.#cells.get(cell);
      if (list) list.push([left, top, right, bottom]);
      else this.#cells.set(cell, [[left, top, right, bottom]]);
    }
    return true;
  }
}

const widths = new Map<string, number>();

function textWidth(context: CanvasRenderingContext2D, text: string): number {
  const key = `${context.font} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    width = context.measureText(text).width;
    if (widths.size > 20_000) widths.clear();
    widths.set(key, width);
  }
  return width;
}

export function paintOverlay(context: CanvasRenderingContext2D, input: OverlayInput): void {
  const place = placer(input);
  const factor = zoomFactor(input.camera.scale, input.display);
  const inView: { node: DisplayNode; at: Point; radius: number }[] = [];
  for (const node of input.display.nodes.values()) {
    const at = place(node.id);
    const radius = node.radius * factor;
    if (at && at.x > -60 && at.y > -40 && at.x < input.width + 60 && at.y < input.height + 40)
      inView.push({ node, at, radius });
  }
  paintEdgeLabels(context, input, place);
  for (const { node, at, radius } of inView) {
    const faded = input.lit !== null && !input.lit.nodes.has(node.id);
    context.globalAlpha = faded ? 0.25 : 1;
    if (node.group) paintGroup(context, input, node, at, radius);
    paintMarks(context, input, node, at, radius, factor);
    context.globalAlpha = 1;
  }
  paintLabels(context, input, inView);
}

function paintGroup(
  context: CanvasRenderingContext2D,
  input: OverlayInput,
  node: DisplayNode,
  at: Point,
  radius: number,
): void {
  const group = node.group!;
  context.strokeStyle = input.palette.faint;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(at.x, at.y, radius, 0, Math.PI * 2);
  context.stroke();
  if (node.level > 1) {
    context.strokeStyle = input.palette.risk[node.level] ?? input.palette.risk[5];
    context.lineWidth = 2.5;
    context.stroke();
  }
  if (radius < 9) return;
  context.font = `600 ${Math.max(9, Math.round(radius * 0.6))}px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = input.palette.text;
  context.fillText(String(group.count), at.x, at.y - radius * 0.14);
  const width = radius * 1.2;
  let left = at.x - width / 2;
  for (const { colour, share } of group.shares) {
    context.fillStyle = colour;
    context.fillRect(left, at.y + radius * 0.32, width * share, Math.max(2.5, radius * 0.16));
    left += width * share;
  }
}

function isCrowded({ display, camera }: OverlayInput): boolean {
  return display.nodes.size > 120 && camera.scale < 0.8;
}

/** So few are selected that each can be told by itself. */
function isFew({ selection }: OverlayInput): boolean {
  return selection.nodes.size <= 20;
}

function paintMarks(
  context: CanvasRenderingContext2D,
  input: OverlayInput,
  node: DisplayNode,
  at: Point,
  radius: number,
  factor: number,
): void {
  const { palette } = input;
  const selected = input.selection.nodes.has(node.id);
  const hovered = input.hovered === node.id;
  if (selected || hovered) {
    context.beginPath();
    // Where many are selected in a crowd, rings around discs would run into each other.
    const tight = isCrowded(input) && !isFew(input) && !hovered;
    context.arc(at.x, at.y, radius + (tight ? 1 : 3.5), 0, Math.PI * 2);
    context.strokeStyle = palette.accent;
    context.lineWidth = tight || !selected ? 1.5 : 2.5;
    context.stroke();
  }
  if (node.inherited) {
    context.beginPath();
    context.setLineDash([4, 3]);
    context.arc(at.x, at.y, radius + 2.5, 0, Math.PI * 2);
    context.strokeStyle = palette.risk[4] ?? palette.risk[5];
    context.lineWidth = 1.8;
    context.stroke();
    context.setLineDash([]);
  }
  if (node.gauge !== null && node.gauge > 0) {
    context.beginPath();
    context.arc(at.x, at.y, radius + 2.5, -Math.PI / 2, -Math.PI / 2 + Math.PI * 2 * node.gauge);
    context.strokeStyle = palette.muted;
    context.lineWidth = 2;
    context.stroke();
  }
  if (factor < 0.62) return;
  const offset = radius * 0.74;
  // In a crowd these counts would cover the discs beside them.
  if (node.unseen > 0 && (!isCrowded(input) || (selected && isFew(input)) || hovered)) {
    const text = node.unseen > 999 ? '+999' : `+${node.unseen}`;
    pill(
      context,
      text,
      at.x + offset,
      at.y - offset,
      palette.panel,
      palette.muted,
      palette.line,
      'left',
    );
  }
  if (node.loops > 0)
    pill(
      context,
      `↻${node.loops > 1 ? node.loops : ''}`,
      at.x + offset,
      at.y + offset,
      palette.panel,
      palette.muted,
      palette.line,
      'left',
    );
  if (node.pinned) {
    const x = at.x - offset - 2;
    const y = at.y - offset - 2;
    context.fillStyle = palette.accent;
    context.strokeStyle = palette.canvas;
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(x, y, 3.6, 0, Math.PI * 2);
    context.moveTo(x, y + 3);
    context.lineTo(x + 2.4, y + 8.5);
    context.stroke();
    context.fill();
  }
}

function pill(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  fill: string,
  ink: string,
  line: string,
  align: 'left' | 'center',
): void {
  context.font = `10px ${font}`;
  const width = textWidth(context, text) + 7;
  const left = align === 'left' ? x - 5 : x - width / 2;
  context.beginPath();
  context.roundRect(left, y - 6.5, width, 13, 6.5);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = ink;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, left + width / 2, y + 0.5);
}

function paintEdgeLabels(
  context: CanvasRenderingContext2D,
  input: OverlayInput,
  place: Place,
): void {
  const { display, selection, palette } = input;
  const crowded = display.edges.size > 60;
  for (const edge of display.edges.values()) {
    const merged = edge.links.length > 1;
    const touched =
      input.hoveredEdge === edge.id ||
      selection.edges.has(edge.id) ||
      (selection.nodes.size === 1 &&
        (selection.nodes.has(edge.source) || selection.nodes.has(edge.target)) &&
        (display.incident.get([...selection.nodes][0]!)?.length ?? 0) <= 24);
    const wanted =
      touched ||
      (merged && input.camera.scale > 0.5) ||
      (!crowded && input.camera.scale > 0.8 && input.lit === null);
    if (!wanted) continue;
    if (input.lit && !input.lit.edges.has(edge.id)) continue;
    const a = place(edge.source);
    const b = place(edge.target);
    if (!a || !b) continue;
    const length = Math.hypot(a.x - b.x, a.y - b.y);
    const c = controlPoint(a, b, edge.curvature);
    const at = onCurve(a, c, b, 0.5);
    if (at.x < 0 || at.y < 0 || at.x > input.width || at.y > input.height) continue;
    if (merged) {
      pill(context, edge.label, at.x, at.y, palette.panel, palette.text, edge.colour, 'center');
      continue;
    }
    context.font = `10px ${font}`;
    if (!touched && textWidth(context, edge.label) + 40 > length) continue;
    let angle = Math.atan2(b.y - a.y, b.x - a.x);
    if (angle > Math.PI / 2 || angle < -Math.PI / 2) angle += Math.PI;
    context.save();
    context.translate(at.x, at.y);
    context.rotate(angle);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.lineWidth = 3.5;
    context.strokeStyle = palette.canvas;
    context.strokeText(edge.label, 0, 0);
    context.fillStyle = touched ? palette.text : palette.muted;
    context.fillText(edge.label, 0, 0);
    context.restore();
  }
}

function paintLabels(
  context: CanvasRenderingContext2D,
  input: OverlayInput,
  inView: readonly { node: DisplayNode; at: Point; radius: number }[],
): void {
  const { palette, selection } = input;
  const taken = new Taken();
  const first = (node: DisplayNode) =>
    input.hovered === node.id ? 2 : selection.nodes.has(node.id) ? 1 : 0;
  for (const { node, at, radius } of inView.length > 800 ? [] : inView) {
    const badge = node.unseen > 0 && !isCrowded(input) ? 14 : 0;
    taken.claim(
      at.x - radius,
      at.y - radius - badge / 2,
      at.x + radius + badge,
      at.y + radius,
      true,
    );
  }
  const ordered = [...inView].sort(
    (a, b) =>
      first(b.node) - first(a.node) || b.radius - a.radius || (a.node.id < b.node.id ? -1 : 1),
  );
  let drawn = 0;
  for (const { node, at, radius } of ordered) {
    const forced = first(node) === 2 || (first(node) === 1 && selection.nodes.size <= 12);
    if (drawn > 400) break;
    if (input.lit && !input.lit.nodes.has(node.id) && !forced) continue;
    const text = first(node) === 2 ? node.fullLabel : node.label;
    if (!text) continue;
    const strong = first(node) > 0 || node.group !== null;
    context.font = `${strong ? '600 ' : ''}12px ${font}`;
    const width = textWidth(context, text);
    const free = (x: number, y: number, force: boolean): Point | null =>
      taken.claim(x - width / 2 - 2, y, x + width / 2 + 2, y + 15, force) ? { x, y } : null;
    const below = at.y + radius + 3;
    let spot = free(at.x, below, forced);
    // A collapsed group is never without its name.
    if (!spot && node.group)
      spot =
        free(at.x, at.y - radius - 18, false) ??
        free(at.x + radius + 5 + width / 2, at.y - 7, false) ??
        free(at.x - radius - 5 - width / 2, at.y - 7, false) ??
        free(at.x, below, true);
    if (!spot) continue;
    drawn += 1;
    context.textAlign = 'center';
    context.textBaseline = 'top';
    context.lineJoin = 'round';
    context.lineWidth = 3.5;
    context.strokeStyle = palette.canvas;
    context.strokeText(text, spot.x, spot.y + 1);
    context.fillStyle = palette.text;
    context.fillText(text, spot.x, spot.y + 1);
  }
}
