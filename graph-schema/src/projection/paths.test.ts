/** Paths on the projection against brute force, and their budget. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PathQuery, Scope } from '../ports/graph-store.ts';
import { PathBudget } from './path-budget.ts';
import { findPaths, type PathsFound } from './paths.ts';
import type { Projection } from './projection.ts';
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

function pathsOf(projection: Projection, query: PathQuery, budget = new PathBudget()): PathsFound {
  const steps = findPaths(projection, query, budget);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
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
          const projection = buildProjection(graph, split);
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
    const projection = buildProjection(
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
    const projection = buildProjection({ nodes, edges }, -1);
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
