/** Where new nodes appear: around the node they came from, on its free side, clear of what is there. */
import type { LinkItem, NodeItem, Point } from './types.ts';

/** Distance between neighbours in canvas units; at zoom 1 a unit is a pixel. */
export const edgeLength = 110;
const clearance = 46;
const golden = Math.PI * (3 - Math.sqrt(5));

function freeAngle(origin: Point, around: readonly Point[], others: readonly Point[]): number {
  const points = around.length ? around : others;
  let x = 0;
  let y = 0;
  for (const point of points) {
    const dx = point.x - origin.x;
    const dy = point.y - origin.y;
    const length = Math.hypot(dx, dy) || 1;
    x += dx / length / (around.length ? 1 : length);
    y += dy / length / (around.length ? 1 : length);
  }
  return x === 0 && y === 0 ? -Math.PI / 2 : Math.atan2(-y, -x);
}

/** Points on arcs around the origin, opening towards `angle`. */
function fan(origin: Point, angle: number, count: number, open: number): Point[] {
  const points: Point[] = [];
  for (let ring = 1; points.length < count; ring += 1) {
    const radius = edgeLength * (0.55 + 0.6 * ring);
    const capacity = Math.max(1, Math.floor((open * radius) / (clearance * 1.25)));
    const here = Math.min(capacity, count - points.length);
    const step =
      open >= Math.PI * 2 ? open / here : here > 1 ? Math.min(open / (here - 1), 0.9) : 0;
    for (let index = 0; index < here; index += 1) {
      const at = angle + (index - (here - 1) / 2) * step + (open >= Math.PI * 2 ? ring * 0.4 : 0);
      points.push({ x: origin.x + Math.cos(at) * radius, y: origin.y + Math.sin(at) * radius });
    }
  }
  return points;
}

function pushApart(fresh: Map<string, Point>, fixed: readonly Point[]): void {
  const ids = [...fresh.keys()];
  if (ids.length * (fixed.length + ids.length) > 2_000_000) return;
  for (let round = 0; round < 12; round += 1) {
    let moved = false;
    ids.forEach((id, index) => {
      let { x, y } = fresh.get(id)!;
      const push = (other: Point, seed: number) => {
        const dx = x - other.x;
        const dy = y - other.y;
        const distance = Math.hypot(dx, dy);
        if (distance >= clearance) return;
        const angle = distance > 0.01 ? Math.atan2(dy, dx) : seed * golden;
        const by = (clearance - distance) * 0.6;
        x += Math.cos(angle) * by;
        y += Math.sin(angle) * by;
        moved = true;
      };
      fixed.forEach((other) => push(other, index));
      ids.forEach((otherId, otherIndex) => {
        if (otherId !== id) push(fresh.get(otherId)!, index + otherIndex);
      });
      fresh.set(id, { x, y });
    });
    if (!moved) return;
  }
}

export function placeNewNodes(
  before: ReadonlyMap<string, Point>,
  fresh: readonly NodeItem[],
  links: readonly LinkItem[],
  origins: readonly string[],
): ReadonlyMap<string, Point> {
  if (fresh.length === 0) return before;
  const neighbours = new Map<string, Set<string>>();
  const join = (a: string, b: string) => {
    const set = neighbours.get(a);
    if (set) set.add(b);
    else neighbours.set(a, new Set([b]));
  };
  for (const link of links) {
    join(link.source, link.target);
    join(link.target, link.source);
  }
  const originSet = new Set(origins);
  const placed = new Map(before);
  const added = new Map<string, Point>();
  let waiting = fresh.map((node) => node.id);
  // Breadth first: each round places what touches something that has a place.
  while (waiting.length) {
    const byAnchor = new Map<string, string[]>();
    for (const id of waiting) {
      const near = [...(neighbours.get(id) ?? [])].filter((other) => placed.has(other));
      const anchor = near.find((other) => originSet.has(other)) ?? near[0];
      if (anchor) byAnchor.set(anchor, [...(byAnchor.get(anchor) ?? []), id]);
    }
    if (byAnchor.size === 0) break;
    for (const [anchor, ids] of byAnchor) {
      const origin = placed.get(anchor)!;
      const around = [...(neighbours.get(anchor) ?? [])].flatMap(
        (other) => before.get(other) ?? [],
      );
      const others = [...before].filter(([id]) => id !== anchor).map(([, point]) => point);
      const alone = around.length === 0 && others.length === 0;
      const open = alone ? Math.PI * 2 : Math.PI * (around.length > 2 ? 0.9 : 1.3);
      const points = fan(origin, freeAngle(origin, around, others), ids.length, open);
      ids.forEach((id, index) => added.set(id, points[index]!));
    }
    for (const ids of byAnchor.values()) for (const id of ids) placed.set(id, added.get(id)!);
    waiting = waiting.filter((id) => !placed.has(id));
  }
  // Nothing connects these: a spiral beside what is there.
  if (waiting.length) {
    const points = [...placed.values()];
    const right = points.length
      ? Math.max(...points.map((point) => point.x)) + edgeLength * 1.5
      : 0;
    const middle = points.length
      ? points.reduce((sum, point) => sum + point.y, 0) / points.length
      : 0;
    const offset = points.length ? clearance * Math.sqrt(waiting.length) : 0;
    waiting.forEach((id, index) => {
      const radius = clearance * 1.4 * Math.sqrt(index);
      added.set(id, {
        x: right + offset + Math.cos(index * golden) * radius,
        y: middle + Math.sin(index * golden) * radius,
      });
    });
  }
  pushApart(added, [...before.values()]);
  return new Map([...before, ...added]);
}
