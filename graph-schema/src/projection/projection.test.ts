/** Projection: base and delta against plain lists, expansion and paths against brute force. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExpandTotal, PathQuery, Scope } from '../ports/graph-store.ts';
import { expand } from './expand.ts';
import { countKinds, edgesBetween } from './overview.ts';
import { PathBudget } from './path-budget.ts';
import { findPaths, type PathsFound } from './paths.ts';
import { Projection } from './projection.ts';
import {
  edgeFits,
  edgeId,
  graphs,
  nodeFits,
  nodeId,
  scopes,
  type TestEdge,
  type TestGraph,
} from './random-graph.ts';

function pathsOf(projection: Projection, query: PathQuery, budget = new PathBudget()): PathsFound {
  const steps = findPaths(projection, query, budget);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
function run(steps: Generator<void>): void {
  for (const _ of steps);
}
/** Builds with a compaction after `split` relations, so that both base and delta hold some; some relations are written twice. */
function build(graph: TestGraph, split: number): Projection {
  const projection = new Projection();
  for (const node of graph.nodes) projection.upsertEntity(node);
  graph.edges.forEach((edge, i) => {
    if (i === split) run(projection.compact());
    if (i % 3 === 0) projection.upsertRelation({ ...edge, source: edge.target, weight: 99 });
    projection.upsertRelation(edge);
  });
  return projection;
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
        const fresh = build(
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
    const projection = build(
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
          const projection = build(graph, split);
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
          const projection = build(graph, split);
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

describe('paths', () => {
  const check = (mode: PathQuery['mode']): void => {
    fc.assert(
      fc.property(
        graphs(8, 22),
        fc.nat(22),
        scopes,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 12 }),
        (graph, split, scope, maxLength, limit) => {
          const projection = build(graph, split);
          const found = pathsOf(projection, {
            from: nodeId(0),
            to: nodeId(1),
            maxLength,
            limit,
            mode,
            scope,
          });
          const expected = pathsByHand(graph, scope, maxLength, mode);
          expect(found.paths.map((path) => path.relations)).toEqual(
            expected.slice(0, limit).map((path) => path.relations),
          );
          expect(found.paths.map((path) => path.nodes)).toEqual(
            expected.slice(0, limit).map((path) => path.nodes),
          );
          expect(found.more).toBe(expected.length > limit);
          found.paths.forEach((path, i) => expect(path.cost).toBeCloseTo(expected[i]!.cost, 5));
        },
      ),
      { numRuns: 3000 },
    );
  };
  it('all shortest equal brute force', () => check('shortest'));
  it('k shortest loopless equal brute force', () => check('simple'));
  it('k most specific equal brute force', () => check('specific'));

  it('has nothing for unknown ends and one path of no length for one end', () => {
    const projection = build(
      {
        nodes: [0, 1].map((n) => ({ id: nodeId(n), type: 'A', tags: [], sources: [] })),
        edges: [],
      },
      -1,
    );
    expect(
      pathsOf(projection, {
        from: nodeId(0),
        to: nodeId(5),
        maxLength: 3,
        limit: 3,
        mode: 'simple',
      }).paths,
    ).toEqual([]);
    expect(
      pathsOf(projection, {
        from: nodeId(0),
        to: nodeId(1),
        maxLength: 3,
        limit: 3,
        mode: 'shortest',
      }).paths,
    ).toEqual([]);
    expect(
      pathsOf(projection, {
        from: nodeId(0),
        to: nodeId(0),
        maxLength: 3,
        limit: 3,
        mode: 'simple',
      }).paths,
    ).toEqual([{ nodes: [nodeId(0)], relations: [], cost: 0 }]);
  });

  it('end with their budget, say so, and what they found by then is among the best', () => {
    const size = 60;
    const edges: TestEdge[] = [];
    for (let a = 0; a < size; a++)
      for (let b = 0; b < a; b++)
        edges.push({
          id: edgeId(edges.length),
          kind: 'k',
          source: nodeId(a),
          target: nodeId(b),
          periods: [],
          weight: 1,
          sources: ['s'],
        });
    const nodes = Array.from({ length: size }, (_, n) => ({
      id: nodeId(n),
      type: 'A',
      tags: [],
      sources: [],
    }));
    const projection = build({ nodes, edges }, -1);
    const query = {
      from: nodeId(0),
      to: nodeId(1),
      maxLength: 10,
      limit: 50,
      mode: 'simple',
    } as const;
    const whole = pathsOf(projection, query);
    const budget = new PathBudget({ maxWork: 60_000 });
    const part = pathsOf(projection, query, budget);
    expect(budget.stopped?.reason).toBe('work');
    expect(part.paths.length).toBeGreaterThan(0);
    expect(part.paths.length).toBeLessThan(whole.paths.length);
    expect(part.paths).toEqual(whole.paths.slice(0, part.paths.length));
    const called = new PathBudget({ cancelled: () => true });
    pathsOf(projection, query, called);
    expect(called.stopped?.reason).toBe('cancelled');
  });
});

interface HandPath {
  readonly nodes: string[];
  readonly relations: string[];
  readonly cost: number;
}
function pathsByHand(
  graph: TestGraph,
  scope: Scope,
  maxLength: number,
  mode: PathQuery['mode'],
): HandPath[] {
  const nodeOf = new Map(graph.nodes.map((node) => [node.id, node]));
  const degree = (id: string): number =>
    graph.edges.filter((edge) => edge.source === id || edge.target === id).length;
  const [from, to] = [nodeId(0), nodeId(1)];
  const found: HandPath[] = [];
  const walk = (nodes: string[], relations: string[], cost: number): void => {
    const last = nodes[nodes.length - 1]!;
    if (last === to) {
      found.push({ nodes, relations, cost });
      return;
    }
    if (relations.length === maxLength) return;
    const steps = new Map<string, string>();
    for (const edge of graph.edges) {
      if (!edgeFits(edge, scope) || (edge.source !== last && edge.target !== last)) continue;
      const next = edge.source === last ? edge.target : edge.source;
      if (nodes.includes(next) || (next !== to && !nodeFits(nodeOf.get(next)!, scope))) continue;
      if (!steps.has(next) || edge.id < steps.get(next)!) steps.set(next, edge.id);
    }
    const pass =
      mode === 'specific'
        ? last === from
          ? 0
          : Math.round(Math.log2(1 + degree(last)) * 1e6) / 1e6
        : 1;
    for (const [next, edge] of steps)
      walk([...nodes, next], [...relations, edge], Math.round((cost + pass) * 1e6) / 1e6);
  };
  walk([from], [], 0);
  found.sort((a, b) => a.cost - b.cost || (a.relations.join() < b.relations.join() ? -1 : 1));
  return mode === 'shortest'
    ? found.filter((path) => path.relations.length === found[0]!.relations.length)
    : found;
}
