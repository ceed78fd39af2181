/** All shortest paths in the order of their relation ids: search from both ends, then a walk along the layers between. */
import { HopDistance, meet, type PathGround } from './hop-distance.ts';
import type { PathBudget } from './path-budget.ts';

/** A path under way: its nodes and the relations between them, as indexes and handles. */
export interface FoundPath {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly cost: number;
}

export function* shortestPaths(
  ground: PathGround,
  maxLength: number,
  limit: number,
  budget: PathBudget,
): Generator<void, FoundPath[]> {
  const { projection, scope, from, to } = ground;
  const forward = new HopDistance(ground, from);
  const backward = new HopDistance(ground, to);
  const length = yield* meet(forward, backward, maxLength, budget);
  if (length === undefined) return [];

  // Layer i holds the nodes of shortest paths at i hops from the start.
  const layers: Set<number>[] = Array.from({ length: length + 1 }, () => new Set());
  const middle = forward.level;
  const meeting = [
    ...(forward.frontier.length <= backward.frontier.length ? forward : backward).frontier,
  ].filter((node) => forward.get(node) === middle && backward.get(node) === length - middle);
  layers[middle] = new Set(meeting);
  const spread = (start: number, step: 1 | -1, distance: HopDistance): void => {
    for (let layer = start; layer + step >= 0 && layer + step <= length; layer += step) {
      for (const node of layers[layer] as Set<number>) {
        projection.forEach(node, 'both', (edge, neighbour) => {
          const wanted = step === 1 ? length - layer - 1 : layer - 1;
          if (distance.get(neighbour) === wanted && projection.edgeInScope(edge, scope))
            (layers[layer + step] as Set<number>).add(neighbour);
        });
      }
    }
  };
  spread(middle, -1, forward);
  spread(middle, 1, backward);

  const found: FoundPath[] = [];
  const nodes = [from];
  const edges: number[] = [];
  const walk = (layer: number): void => {
    if (layer === length) {
      found.push({ nodes: [...nodes], edges: [...edges], cost: length });
      return;
    }
    const steps = new Map<number, number>();
    projection.forEach(nodes[layer] as number, 'both', (edge, neighbour) => {
      if (
        !(layers[layer + 1] as Set<number>).has(neighbour) ||
        !projection.edgeInScope(edge, scope)
      )
        return;
      const known = steps.get(neighbour);
      if (known === undefined || projection.compareEdges(edge, known) < 0)
        steps.set(neighbour, edge);
    });
    for (const [neighbour, edge] of [...steps].sort((a, b) =>
      projection.compareEdges(a[1], b[1]),
    )) {
      nodes.push(neighbour);
      edges.push(edge);
      walk(layer + 1);
      nodes.pop();
      edges.pop();
      if (found.length === limit) return;
    }
  };
  walk(0);
  return found;
}
