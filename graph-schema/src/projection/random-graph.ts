/** Small random graphs for the projection's property tests. Not used outside tests. */
import fc from 'fast-check';
import type { Period, Scope, ViewEntity, ViewRelation } from '../ports/graph-store.ts';
import { Projection } from './projection.ts';

export type TestNode = Pick<ViewEntity, 'id' | 'type' | 'tags' | 'sources'>;
export type TestEdge = Pick<
  ViewRelation,
  'id' | 'kind' | 'source' | 'target' | 'periods' | 'weight' | 'sources'
>;
export interface TestGraph {
  readonly nodes: readonly TestNode[];
  readonly edges: readonly TestEdge[];
}

export const nodeId = (n: number): string =>
  `e0000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
export const edgeId = (n: number): string =>
  `a${(n % 16).toString(16)}000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

const periods: readonly (readonly Period[])[] = [
  [],
  [{ from: 0, to: 10 }],
  [{ from: null, to: 5 }],
  [{ from: 5, to: null }],
  [
    { from: 0, to: 2 },
    { from: 8, to: 9 },
  ],
];
const tags: readonly (readonly string[])[] = [[], ['red'], ['red', 'blue']];
const sources: readonly (readonly string[])[] = [['s'], ['t'], ['s', 't']];
const pick = <T>(list: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...list);

export function graphs(maxNodes: number, maxEdges: number): fc.Arbitrary<TestGraph> {
  return fc.integer({ min: 2, max: maxNodes }).chain((count) =>
    fc
      .tuple(
        fc.array(fc.record({ type: pick(['A', 'B']), tags: pick(tags), sources: pick(sources) }), {
          minLength: count,
          maxLength: count,
        }),
        fc.array(
          fc.record({
            source: fc.nat(count - 1),
            target: fc.nat(count - 1),
            kind: pick(['k', 'l']),
            periods: pick(periods),
            weight: fc.integer({ min: 1, max: 9 }),
            sources: pick(sources),
          }),
          { maxLength: maxEdges },
        ),
      )
      .map(([nodes, edges]) => ({
        nodes: nodes.map((node, i) => ({ id: nodeId(i), ...node })),
        edges: edges.map((edge, i) => ({
          ...edge,
          id: edgeId(i),
          source: nodeId(edge.source),
          target: nodeId(edge.target),
        })),
      })),
  );
}

export const scopes: fc.Arbitrary<Scope> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        types: pick([['A'], ['A', 'B'], []]),
        kinds: pick([['k'], ['l', 'k']]),
        from: fc.integer({ min: -2, max: 12 }),
        to: fc.integer({ min: -2, max: 12 }),
        sources: pick([['s'], ['t', 'u']]),
        tags: pick([['red'], ['blue']]),
      },
      { requiredKeys: [] },
    ),
  },
);

/** The scope's definition, read off the port's words. */
export function edgeFits(edge: TestEdge, scope: Scope): boolean {
  if (scope.kinds !== undefined && !scope.kinds.includes(edge.kind)) return false;
  if (
    scope.sources !== undefined &&
    !edge.sources.some((source) => scope.sources?.includes(source))
  )
    return false;
  const from = scope.from ?? -Infinity;
  const to = scope.to ?? Infinity;
  if (scope.from === undefined && scope.to === undefined) return true;
  return edge.periods.length === 0
    ? from < Infinity
    : edge.periods.some(
        (period) => (period.from ?? -Infinity) < to && (period.to ?? Infinity) > from,
      );
}
export function nodeFits(node: TestNode, scope: Scope): boolean {
  return (
    (scope.types === undefined || scope.types.includes(node.type)) &&
    (scope.tags === undefined || node.tags.some((tag) => scope.tags?.includes(tag)))
  );
}

/** Builds with a compaction after `split` relations, so that both base and delta hold some; some relations are written twice. */
export function buildProjection(graph: TestGraph, split: number): Projection {
  const projection = new Projection();
  for (const node of graph.nodes) projection.upsertEntity(node);
  graph.edges.forEach((edge, i) => {
    if (i === split) for (const _ of projection.compact());
    if (i % 3 === 0) projection.upsertRelation({ ...edge, source: edge.target, weight: 99 });
    projection.upsertRelation(edge);
  });
  return projection;
}
