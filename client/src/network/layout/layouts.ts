/** Layouts that are plain functions of a small graph: layered, radial, circle, grid. */
import type { Point } from '../core/types.ts';

export interface LayoutNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fixed: boolean;
}
export interface LayoutEdge {
  readonly source: string;
  readonly target: string;
  readonly weight: number;
}
export interface LayoutInput {
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
  /** Nodes in the middle of a radial layout. */
  readonly focus: readonly string[];
}
export type LayoutName = 'force' | 'communities' | 'layered' | 'radial';
export type Positions = Map<string, Point>;

function adjacency(input: LayoutInput): Map<string, string[]> {
  const near = new Map<string, string[]>(input.nodes.map((node) => [node.id, []]));
  for (const edge of input.edges) {
    near.get(edge.source)?.push(edge.target);
    near.get(edge.target)?.push(edge.source);
  }
  return near;
}

/** Connected parts, largest first. */
export function componentsOf(input: LayoutInput): string[][] {
  const near = adjacency(input);
  const seen = new Set<string>();
  const parts: string[][] = [];
  for (const { id } of input.nodes) {
    if (seen.has(id)) continue;
    const part = [id];
    seen.add(id);
    for (let at = 0; at < part.length; at += 1) {
      for (const other of near.get(part[at]!) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        part.push(other);
      }
    }
    parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length);
}

/** Sources above targets (owners above what they own); rows ordered by barycentre. After Sugiyama, Tagawa, Toda 1981. */
export function layered(input: LayoutInput): Positions {
  const result: Positions = new Map();
  const out = new Map<string, string[]>(input.nodes.map((node) => [node.id, []]));
  for (const edge of input.edges) out.get(edge.source)?.push(edge.target);
  const near = adjacency(input);
  let left = 0;
  for (const part of componentsOf(input)) {
    const rows = rowsOf(part, out);
    for (let sweep = 0; sweep < 8; sweep += 1) orderRows(rows, near, sweep % 2 === 0);
    const width = Math.max(...rows.map((row) => row.length)) * 96;
    rows.forEach((row, level) => {
      const offset = left + (width - row.length * 96) / 2;
      row.forEach((id, index) =>
        result.set(id, {
          x: offset + (index + 0.5) * 96,
          y: level * 130 + (row.length > 6 ? (index % 2) * 34 : 0),
        }),
      );
    });
    left += width + 60;
  }
  return result;
}

function rowsOf(part: readonly string[], out: ReadonlyMap<string, readonly string[]>): string[][] {
  // Longest path over the acyclic part: edges back to a node on the stack are ignored.
  const level = new Map<string, number>();
  const state = new Map<string, 1 | 2>();
  const order: string[] = [];
  const back = new Set<string>();
  for (const start of [...part].sort()) {
    if (state.has(start)) continue;
    const stack: { id: string; next: number }[] = [{ id: start, next: 0 }];
    state.set(start, 1);
    while (stack.length) {
      const top = stack.at(-1)!;
      const target = out.get(top.id)?.[top.next];
      top.next += 1;
      if (target === undefined) {
        state.set(top.id, 2);
        order.push(top.id);
        stack.pop();
      } else if (!state.has(target)) {
        state.set(target, 1);
        stack.push({ id: target, next: 0 });
      } else if (state.get(target) === 1) back.add(`${top.id} ${target}`);
    }
  }
  for (const id of order.reverse()) {
    const here = level.get(id) ?? 0;
    level.set(id, here);
    for (const target of out.get(id) ?? []) {
      if (!back.has(`${id} ${target}`))
        level.set(target, Math.max(level.get(target) ?? 0, here + 1));
    }
  }
  const rows: string[][] = [];
  for (const id of part) (rows[level.get(id) ?? 0] ??= []).push(id);
  return rows.filter((row) => row !== undefined);
}

function orderRows(
  rows: string[][],
  near: ReadonlyMap<string, readonly string[]>,
  down: boolean,
): void {
  const sequence = down
    ? rows.map((_, index) => index).slice(1)
    : rows
        .map((_, index) => index)
        .slice(0, -1)
        .reverse();
  for (const index of sequence) {
    const beside = rows[index + (down ? -1 : 1)]!;
    const place = new Map(beside.map((id, at) => [id, at / Math.max(1, beside.length - 1)]));
    const row = rows[index]!;
    const key = new Map(
      row.map((id, at) => {
        const places = (near.get(id) ?? []).flatMap((other) => place.get(other) ?? []);
        const own = at / Math.max(1, row.length - 1);
        return [
          id,
          places.length ? places.reduce((sum, one) => sum + one, 0) / places.length : own,
        ];
      }),
    );
    row.sort((a, b) => key.get(a)! - key.get(b)!);
  }
}

/** Rings of equal distance around the focus; children keep to their parent's sector. */
export function radial(input: LayoutInput): Positions {
  const result: Positions = new Map();
  const near = adjacency(input);
  let left = 0;
  let first = true;
  for (const part of componentsOf(input)) {
    const inPart = new Set(part);
    const wanted = input.focus.filter((id) => inPart.has(id));
    const centre =
      wanted[0] ??
      part.reduce(
        (best, id) => ((near.get(id)?.length ?? 0) > (near.get(best)?.length ?? 0) ? id : best),
        part[0]!,
      );
    const local = radialPart(centre, near);
    const reach = Math.max(
      60,
      ...[...local.values()].map((point) => Math.hypot(point.x, point.y) + 50),
    );
    const shift = first ? 0 : left + reach;
    for (const [id, point] of local) result.set(id, { x: point.x + shift, y: point.y });
    left = shift + reach;
    first = false;
  }
  return result;
}

function radialPart(centre: string, near: ReadonlyMap<string, readonly string[]>): Positions {
  const parent = new Map<string, string | null>([[centre, null]]);
  const children = new Map<string, string[]>();
  const rings: string[][] = [[centre]];
  for (let depth = 0; rings[depth]?.length; depth += 1) {
    for (const id of rings[depth]!) {
      for (const other of near.get(id) ?? []) {
        if (parent.has(other)) continue;
        parent.set(other, id);
        children.set(id, [...(children.get(id) ?? []), other]);
        (rings[depth + 1] ??= []).push(other);
      }
    }
  }
  const leaves = new Map<string, number>();
  for (const ring of [...rings].reverse()) {
    for (const id of ring) {
      leaves.set(
        id,
        Math.max(
          1,
          (children.get(id) ?? []).reduce((sum, child) => sum + leaves.get(child)!, 0),
        ),
      );
    }
  }
  const radii: number[] = [0];
  rings.forEach((ring, depth) => {
    if (depth > 0)
      radii[depth] = Math.max(
        radii[depth - 1]! + (rings[depth - 1]!.length > 24 ? 230 : 120),
        (ring.length * 34) / (Math.PI * 2),
      );
  });
  const positions: Positions = new Map([[centre, { x: 0, y: 0 }]]);
  const sector = new Map<string, [number, number]>([[centre, [-Math.PI / 2, Math.PI * 1.5]]]);
  rings.forEach((ring, depth) => {
    for (const id of ring) {
      const [from, to] = sector.get(id)!;
      let at = from;
      for (const child of children.get(id) ?? []) {
        const share = ((to - from) * leaves.get(child)!) / leaves.get(id)!;
        sector.set(child, [at, at + share]);
        const angle = at + share / 2;
        const crowded = rings[depth + 1]!.length > 24;
        const radius = radii[depth + 1]! + (crowded ? (positions.size % 3) * 58 : 0);
        positions.set(child, { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius });
        at += share;
      }
    }
  });
  return positions;
}

/** Moves the result so that its middle stays where the picture was, and fixed nodes stay where they are. */
export function settle(input: LayoutInput, positions: Positions): Positions {
  const fixed = input.nodes.filter((node) => node.fixed && positions.has(node.id));
  const anchors = fixed.length ? fixed : input.nodes.filter((node) => positions.has(node.id));
  if (!anchors.length) return positions;
  let dx = 0;
  let dy = 0;
  for (const node of anchors) {
    dx += node.x - positions.get(node.id)!.x;
    dy += node.y - positions.get(node.id)!.y;
  }
  dx /= anchors.length;
  dy /= anchors.length;
  const moved: Positions = new Map(
    [...positions].map(([id, point]) => [id, { x: point.x + dx, y: point.y + dy }]),
  );
  for (const node of fixed) moved.set(node.id, { x: node.x, y: node.y });
  return moved;
}
