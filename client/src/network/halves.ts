/** Two halves that one fact holds together: a hull around each, named by its top member, and the fact alone selected. */
import { addGroups, movePositions } from './core/canvas-state.ts';
import type { Point } from './core/types.ts';
import type { NetworkController } from './network-controller.ts';

export interface Halves {
  /** Ids of what is added. */
  readonly halves: readonly (readonly string[])[];
  /** Ids of what is added, or of relations between the halves. */
  readonly fact: readonly string[];
}

/** @param discsOf what stands for these ids now */
export function showHalves(
  network: NetworkController,
  discsOf: (ids: readonly string[]) => string[],
  { halves, fact }: Halves,
): void {
  const sets = halves.map((half, place) => ({ key: `½${place + 1}`, members: discsOf(half) }));
  network.history.do('groupHalves', (state) => addGroups(state, 'community', sets, false));
  const relations = new Set(fact);
  const edges = [...(network.display.get()?.edges.values() ?? [])];
  network.select({
    nodes: new Set(discsOf(fact)),
    edges: new Set(
      edges.flatMap(({ id, links }) => (links.some((one) => relations.has(one.id)) ? id : [])),
    ),
  });
}

/** Room between two hulls, in which the fact stands. */
const GAP = 160;

/** Draws the halves apart, with the fact between them, where a layout has mixed them. */
export function drawApart(
  network: NetworkController,
  discsOf: (ids: readonly string[]) => string[],
  { halves, fact }: Halves,
): void {
  const { positions } = network.state;
  const [one, other] = halves.map((half) => circleAround(discsOf(half), positions));
  if (!one || !other) return;
  const apart = Math.hypot(other.x - one.x, other.y - one.y) || 1;
  const along = { x: (other.x - one.x) / apart, y: (other.y - one.y) / apart };
  const shift = Math.max(0, one.radius + other.radius + GAP - apart);
  const moved = new Map<string, Point>();
  for (const id of discsOf(halves[1] ?? [])) {
    const at = positions.get(id);
    if (at) moved.set(id, { x: at.x + along.x * shift, y: at.y + along.y * shift });
  }
  const inHalves = new Set(discsOf(halves.flat()));
  for (const id of discsOf(fact))
    if (!inHalves.has(id))
      moved.set(id, {
        x: one.x + along.x * (one.radius + GAP / 2),
        y: one.y + along.y * (one.radius + GAP / 2),
      });
  network.history.amend((state) => movePositions(state, moved));
}

function circleAround(
  ids: readonly string[],
  positions: ReadonlyMap<string, Point>,
): (Point & { readonly radius: number }) | null {
  const points = ids.flatMap((id) => positions.get(id) ?? []);
  if (points.length === 0) return null;
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length;
  const radius = Math.max(...points.map((point) => Math.hypot(point.x - x, point.y - y)));
  return { x, y, radius };
}
