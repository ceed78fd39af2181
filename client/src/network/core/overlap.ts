/** Keeps discs from lying on each other: pushes a layout apart, and finds free ground for what still overlaps. */
import type { Point } from './types.ts';

export interface Disc extends Point {
  readonly id: string;
  readonly radius: number;
}

/** Ground kept between two rims, in canvas units. */
const gap = 12;
/** Rims nearer than this count as touching. */
const touching = 2;
/** Room around the closest pair is told up to this many times the sum of their radii. */
const widest = 2;

/** Discs by cell, so that only those around a place are looked at. */
class Ground {
  readonly #cell: number;
  readonly #cells = new Map<string, Disc[]>();

  constructor(cell: number) {
    this.#cell = cell;
  }

  put(disc: Disc): void {
    const key = this.#key(disc.x, disc.y, 0, 0);
    const list = this.#cells.get(key);
    if (list) list.push(disc);
    else this.#cells.set(key, [disc]);
  }

  #key(x: number, y: number, dx: number, dy: number): string {
    return `${Math.floor(x / this.#cell) + dx} ${Math.floor(y / this.#cell) + dy}`;
  }

  /** Discs whose centre is within a cell's width, and some farther ones. */
  *around({ x, y }: Point): Iterable<Disc> {
    for (let dx = -1; dx <= 1; dx += 1)
      for (let dy = -1; dy <= 1; dy += 1) yield* this.#cells.get(this.#key(x, y, dx, dy)) ?? [];
  }

  isFree(at: Point, radius: number, apart: number): boolean {
    for (const other of this.around(at))
      if (Math.hypot(other.x - at.x, other.y - at.y) < radius + other.radius + apart) return false;
    return true;
  }
}

const largest = (discs: readonly Disc[]) =>
  discs.reduce((most, disc) => Math.max(most, disc.radius), 1);

/** A spot around `wanted` that is free, by widening rings; `from` is the first ring worth trying. */
function freeSpot(
  ground: Ground,
  wanted: Point,
  radius: number,
  from: number,
): { spot: Point; ring: number } {
  const step = 9;
  for (let ring = from; ; ring += 1) {
    const reach = ring * step;
    const count = Math.max(8, Math.floor((Math.PI * 2 * reach) / 14));
    for (let index = 0; index < count; index += 1) {
      const angle = (index / count) * Math.PI * 2 + ring * 0.7;
      const spot = {
        x: wanted.x + Math.cos(angle) * reach,
        y: wanted.y + Math.sin(angle) * reach,
      };
      if (ground.isFree(spot, radius, gap)) return { spot, ring };
    }
  }
}

/**
 * New places for the discs that lie on others, so that afterwards none does. An earlier one in the list keeps its
 * place against a later one; what overlaps nothing stays where it is.
 */
export function withoutOverlap(discs: readonly Disc[]): Map<string, Point> {
  const ground = new Ground(largest(discs) * 2 + gap);
  const displaced: Disc[] = [];
  for (const disc of discs) {
    if (ground.isFree(disc, disc.radius, touching)) ground.put(disc);
    else displaced.push(disc);
  }
  const moved = new Map<string, Point>();
  // Many discs in one place need not each try the rings that the one before found full.
  const full = new Map<string, number>();
  for (const disc of displaced) {
    const place = `${Math.round(disc.x)} ${Math.round(disc.y)} ${Math.ceil(disc.radius)}`;
    const { spot, ring } = freeSpot(ground, disc, disc.radius, full.get(place) ?? 1);
    full.set(place, ring);
    ground.put({ ...disc, ...spot });
    moved.set(disc.id, spot);
  }
  return moved;
}

/** How many times larger all discs could be drawn before the closest two touch; at most 2. */
export function roomBetween(discs: readonly Disc[]): number {
  const ground = new Ground(largest(discs) * 2 * widest);
  let room = widest;
  for (const disc of discs) {
    for (const other of ground.around(disc)) {
      const distance = Math.hypot(other.x - disc.x, other.y - disc.y);
      room = Math.min(room, distance / (disc.radius + other.radius));
    }
    ground.put(disc);
  }
  return room;
}

/** A number of its own for each name, so that discs in one place part in different directions. */
function seedOf(text: string): number {
  let value = 0;
  for (let index = 0; index < text.length; index += 1)
    value = (Math.imul(value, 31) + text.charCodeAt(index)) | 0;
  return value;
}

/** Pushes discs apart step by step, which keeps the shape of a layout; `fixed` ones stay. What is too tight may still overlap. */
export function pushedApart(
  discs: readonly (Disc & { readonly fixed: boolean })[],
): Map<string, Point> {
  const at = new Map<string, Point>(discs.map(({ id, x, y }) => [id, { x, y }]));
  const cell = largest(discs) * 2 + gap;
  const byId = new Map(discs.map((disc) => [disc.id, disc]));
  for (let round = 0; round < (discs.length > 3000 ? 12 : 60); round += 1) {
    const ground = new Ground(cell);
    for (const disc of discs) ground.put({ ...disc, ...at.get(disc.id)! });
    let moved = false;
    for (const disc of discs) {
      for (const { id } of ground.around(at.get(disc.id)!)) {
        if (id <= disc.id) continue;
        const other = byId.get(id)!;
        if (disc.fixed && other.fixed) continue;
        const here = at.get(disc.id)!;
        const there = at.get(id)!;
        const wanted = disc.radius + other.radius + gap;
        const distance = Math.hypot(there.x - here.x, there.y - here.y);
        if (distance >= wanted) continue;
        moved = true;
        const angle =
          distance > 0.01 ? Math.atan2(there.y - here.y, there.x - here.x) : seedOf(disc.id) % 6;
        const by = (wanted - distance) * (disc.fixed || other.fixed ? 1 : 0.5);
        const [dx, dy] = [Math.cos(angle) * by, Math.sin(angle) * by];
        if (!disc.fixed) at.set(disc.id, { x: here.x - dx, y: here.y - dy });
        if (!other.fixed) at.set(id, { x: there.x + dx, y: there.y + dy });
      }
    }
    if (!moved) break;
  }
  return at;
}
