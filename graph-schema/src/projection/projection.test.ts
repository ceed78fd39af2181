/** Projection: base and delta against plain lists, expansion and paths against brute force. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExpandTotal, Scope } from '../ports/graph-store.ts';
import { expand } from './expand.ts';
import { countKinds, edgesBetween } from './overview.ts';
import { Projection } from './projection.ts';
import {
  buildProjection,
  edgeFits,
  edgeId,
  graphs,
  nodeFits,
  nodeId,
  scopes,
  type TestEdge,
  type TestGraph,
} from './random-graph.ts';

function run(steps: Generator<void>): void {
  for (const _ of steps);
}

function dump(projection: Projection): unknown {
  const edges = [...projection.liveEdges()].map((edge) => ({
    id: projection.edgeId(edge),
    kind: projection.kinds.name(projection.kind(edge)),
    source: projection.nodes.id(projection.source(edge)),
    target: projection.nodes.id(projection.target(edge)),
    periods: projection.periods(edge),
    weight: projection.weight(edge),
    sources: projection.sourceSets.names(projection.sourceSet(edge)),
  }));
  edges.sort((a, b) => (a.id < b.id ? -1 : 1));
  const nodes: unknown[] = [];
  for (let node = 0; node < projection.nodes.count; node++) {
    if (!projection.nodes.isLive(node)) continue;
    const around: string[] = [];
    projection.forEach(
      node,
      'both',
      (edge, neighbour, out) =>
        void around.push(`${projection.edgeId(edge)} ${projection.nodes.id(neighbour)} ${out}`),
    );
    nodes.push([
      projection.nodes.id(node),
      projection.types.name(projection.nodes.types[node] as number),
      projection.nodes.degrees[node],
      around.sort(),
    ]);
  }
  nodes.sort((a, b) => (String((a as string[])[0]) < String((b as string[])[0]) ? -1 : 1));
  return { edges, nodes, count: projection.edgeCount };
}

type Change = {
  readonly kind: 'put' | 'dropEdge' | 'dropNode' | 'compact';
  readonly at: number;
  readonly source: number;
  readonly target: number;
};
const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('put', 'put', 'put', 'put', 'dropEdge', 'dropNode', 'compact'),
    at: fc.nat(15),
    source: fc.nat(7),
    target: fc.nat(7),
  }) as fc.Arbitrary<Change>,
  { maxLength: 60 },
);

describe('projection', () => {
  it('with base and delta equals one built anew', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const projection = new Projection();
        const nodes = new Set<number>();
        const edges = new Map<number, TestEdge>();
        const ensure = (n: number): void => {
          projection.upsertEntity({
            id: nodeId(n),
            type: n % 2 === 0 ? 'A' : 'B',
            tags: [],
            sources: [],
          });
          nodes.add(n);
        };
        for (const { kind, at, source, target } of list) {
          if (kind === 'compact') run(projection.compact());
          else if (kind === 'dropEdge') {
            expect(projection.removeRelation(edgeId(at))).toBe(edges.delete(at));
          } else if (kind === 'dropNode') {
            projection.removeEntity(nodeId(source));
            nodes.delete(source);
            for (const [key, edge] of edges)
              if (edge.source === nodeId(source) || edge.target === nodeId(source))
                edges.delete(key);
          } else {
            ensure(source);
            ensure(target);
            const edge: TestEdge = {
              id: edgeId(at),
              kind: 'k',
              source: nodeId(source),
              target: nodeId(target),
              weight: 1 + source,
              sources: ['s'],
              periods:
                at % 3 === 0
                  ? [
                      { from: null, to: 3 },
                      { from: 5, to: at + 6 },
                    ]
                  : at % 3 === 1
                    ? [{ from: at, to: null }]
                    : [],
            };
            projection.upsertRelation(edge);
            edges.set(at, edge);
          }
        }
        const fresh = buildProjection(
          {
            nodes: [...nodes].map((n) => ({
              id: nodeId(n),
              type: n % 2 === 0 ? 'A' : 'B',
              tags: [],
              sources: [],
            })),
            edges: [...edges.values()],
          },
          -1,
        );
        const expected = dump(fresh);
        expect(dump(projection)).toEqual(expected);
        run(projection.compact());
        expect(dump(projection)).toEqual(expected);
      }),
      { numRuns: 800 },
    );
  });

  it('keeps a pinned generation as it was', () => {
    const projection = buildProjection(
      {
        nodes: [0, 1, 2].map((n) => ({ id: nodeId(n), type: 'A', tags: [], sources: [] })),
        edges: [
          {
            id: edgeId(1),
            kind: 'k',
            source: nodeId(0),
            target: nodeId(1),
            periods: [],
            weight: 1,
            sources: [],
          },
        ],
      },
      -1,
    );
    run(projection.compact());
    const pinned = projection.pin();
    const before = JSON.stringify(
      [pinned.nodeIds, pinned.nodeTypes, pinned.degrees, pinned.target, pinned.outStart].map(
        (array) => [...array.slice(0, 12)],
      ),
    );
    projection.removeEntity(nodeId(0));
    projection.upsertEntity({ id: nodeId(9), type: 'B', tags: ['x'], sources: [] });
    projection.upsertRelation({
      id: edgeId(2),
      kind: 'k',
      source: nodeId(9),
      target: nodeId(2),
      periods: [],
      weight: 1,
      sources: [],
    });
    run(projection.compact());
    expect(
      JSON.stringify(
        [pinned.nodeIds, pinned.nodeTypes, pinned.degrees, pinned.target, pinned.outStart].map(
          (array) => [...array.slice(0, 12)],
        ),
      ),
    ).toBe(before);
    expect(projection.pin().generation).toBeGreaterThan(pinned.generation);
  });
});

interface Step {
  readonly edge: TestEdge;
  readonly node: string;
}

describe('expand', () => {
  it('equals brute force', () => {
    fc.assert(
      fc.property(
        graphs(10, 30),
        fc.nat(30),
        scopes,
        fc.array(fc.nat(11), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('out', 'in', 'both'),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (graph, split, scope, starts, depth, direction, perKindLimit, limit) => {
          const projection = buildProjection(graph, split);
          const answer = expand(projection, {
            ids: starts.map(nodeId),
            depth,
            direction,
            scope,
            perKindLimit,
            limit,
          });
          const expected = expandByHand(graph, {
            ids: starts.map(nodeId),
            depth,
            direction,
            scope,
            perKindLimit,
            limit,
          });
          expect({
            entities: answer.nodes.map((node) => projection.nodes.id(node)),
            relations: answer.edges.map((edge) => projection.edgeId(edge)),
            totals: answer.totals,
            cut: answer.cut,
          }).toEqual(expected);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('counts and relations between equal brute force', () => {
    fc.assert(
      fc.property(
        graphs(8, 25),
        fc.nat(25),
        scopes,
        fc.array(fc.nat(8), { maxLength: 5 }),
        (graph, split, scope, among) => {
          const projection = buildProjection(graph, split);
          const nodeOf = new Map(graph.nodes.map((node) => [node.id, node]));
          const ids = new Set(among.map(nodeId));
          const between = graph.edges.filter(
            (edge) =>
              ids.has(edge.source) &&
              ids.has(edge.target) &&
              edgeFits(edge, scope) &&
              [edge.source, edge.target].every((id) => nodeFits(nodeOf.get(id)!, scope)),
          );
          const known = [...ids].map((id) => projection.nodes.find(id)).filter((node) => node >= 0);
          expect(
            edgesBetween(projection, known, scope).map((edge) => projection.edgeId(edge)),
          ).toEqual(between.map((edge) => edge.id).sort());
          const counted = countKinds(projection, projection.nodes.find(nodeId(0)), scope);
          const byHand = graph.edges.filter(
            (edge) =>
              edgeFits(edge, scope) &&
              ((edge.source === nodeId(0) && nodeFits(nodeOf.get(edge.target)!, scope)) ||
                (edge.source !== nodeId(0) &&
                  edge.target === nodeId(0) &&
                  nodeFits(nodeOf.get(edge.source)!, scope))),
          );
          expect(counted.reduce((sum, count) => sum + count.count, 0)).toBe(byHand.length);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

function expandByHand(
  graph: TestGraph,
  query: {
    ids: string[];
    depth: number;
    direction: 'out' | 'in' | 'both';
    scope: Scope;
    perKindLimit: number;
    limit: number;
  },
): unknown {
  const nodeOf = new Map(graph.nodes.map((node) => [node.id, node]));
  const degree = (id: string): number =>
    graph.edges.filter((edge) => edge.source === id || edge.target === id).length;
  const order = (a: Step, b: Step): number =>
    degree(a.node) - degree(b.node) || (a.edge.id < b.edge.id ? -1 : a.edge.id > b.edge.id ? 1 : 0);
  const origins = [...new Set(query.ids)].filter((id) => nodeOf.has(id));
  const entities = origins.slice(0, query.limit);
  let cut: string | null = origins.length > query.limit ? 'limit' : null;
  let kindCut = false;
  const seen = new Set<string>();
  const relations: string[] = [];
  const totals = new Map<string, ExpandTotal>();
  const count = (hop: number, step: Step, field: 'total' | 'shown'): void => {
    const type = nodeOf.get(step.node)!.type;
    const key = `${hop} ${step.edge.kind} ${type}`;
    const before = totals.get(key) ?? { hop, kind: step.edge.kind, type, total: 0, shown: 0 };
    totals.set(key, { ...before, [field]: before[field] + 1 });
  };
  let frontier = [...entities];
  for (let hop = 1; hop <= query.depth; hop++) {
    const kept: Step[] = [];
    for (const id of frontier) {
      for (const kind of ['k', 'l']) {
        for (const out of [true, false]) {
          if (query.direction === (out ? 'in' : 'out')) continue;
          const group: Step[] = [];
          for (const edge of graph.edges) {
            const node = out ? edge.target : edge.source;
            if (edge.kind !== kind || (out ? edge.source : edge.target) !== id) continue;
            if (
              !edgeFits(edge, query.scope) ||
              !nodeFits(nodeOf.get(node)!, query.scope) ||
              seen.has(edge.id)
            )
              continue;
            seen.add(edge.id);
            group.push({ edge, node });
            count(hop, { edge, node }, 'total');
          }
          group.sort(order);
          if (group.length > query.perKindLimit) kindCut = true;
          kept.push(...group.slice(0, query.perKindLimit));
        }
      }
    }
    frontier = [];
    for (const step of kept.sort(order)) {
      if (!entities.includes(step.node)) {
        if (entities.length >= query.limit) {
          cut = 'limit';
          continue;
        }
        entities.push(step.node);
        frontier.push(step.node);
      }
      relations.push(step.edge.id);
      count(hop, step, 'shown');
    }
  }
  const sorted = [...totals.values()].sort(
    (a, b) =>
      a.hop - b.hop ||
      (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0) ||
      (a.type < b.type ? -1 : 1),
  );
  return { entities, relations, totals: sorted, cut: cut ?? (kindCut ? 'perKindLimit' : null) };
}
