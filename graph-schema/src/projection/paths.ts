/** Paths between two entities on the projection: all shortest, k shortest loopless, or k most specific. */
import type { Path, PathQuery } from '../ports/graph-store.ts';
import type { PathGround } from './hop-distance.ts';
import type { PathBudget } from './path-budget.ts';
import { looplessPaths } from './loopless-paths.ts';
import type { Projection } from './projection.ts';
import { shortestPaths, type FoundPath } from './shortest-paths.ts';

export interface PathsFound {
  readonly paths: readonly Path[];
  readonly more: boolean;
  /** All nodes and relations on the paths, each once. */
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
}

/** Types and tags of the scope restrict the nodes between the two ends. Yields when it is time to give way. */
export function* findPaths(
  projection: Projection,
  query: PathQuery,
  budget: PathBudget,
): Generator<void, PathsFound> {
  const from = projection.nodes.find(query.from);
  const to = projection.nodes.find(query.to);
  if (from < 0 || to < 0) return { paths: [], more: false, nodes: [], edges: [] };
  if (from === to)
    return {
      paths: [{ nodes: [query.from], relations: [], cost: 0 }],
      more: false,
      nodes: [from],
      edges: [],
    };
  const ground: PathGround = { projection, scope: projection.compile(query.scope), from, to };
  const limit = Math.min(query.limit, 50);
  const maxLength = Math.min(query.maxLength, 10);
  const found: FoundPath[] =
    query.mode === 'shortest'
      ? yield* shortestPaths(ground, maxLength, limit + 1, budget)
      : yield* looplessPaths(
          ground,
          maxLength,
          limit + 1,
          query.mode === 'simple' ? 'hops' : 'specific',
          budget,
        );
  const shown = found.slice(0, limit);
  return {
    paths: shown.map(({ nodes, edges, cost }) => ({
      nodes: nodes.map((node) => projection.nodes.id(node)),
      relations: edges.map((edge) => projection.edgeId(edge)),
      cost,
    })),
    more: found.length > limit,
    nodes: [...new Set(shown.flatMap(({ nodes }) => nodes))],
    edges: [...new Set(shown.flatMap(({ edges }) => edges))],
  };
}
