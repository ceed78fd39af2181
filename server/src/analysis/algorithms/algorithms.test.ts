/** Algorithms against brute force on small random graphs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betweenness, sampledBetweenness } from './betweenness.ts';
import { biconnectivity } from './biconnectivity.ts';
import { coreness } from './k-core.ts';
import { leiden } from './leiden.ts';
import { modularity } from './modularity.ts';
import { pageRank } from './pagerank.ts';
import { simpleCycles } from './simple-cycles.ts';
import { breadthFirst, components, shortestDistances } from './traversal.ts';
import { buildGraph, edgeCountOf, inducedGraph, type WeightedGraph } from './weighted-graph.ts';

interface Case {
  readonly n: number;
  readonly edges: readonly (readonly [number, number, number])[];
}

const cases = (maxNodes: number, maxEdges: number): fc.Arbitrary<Case> =>
  fc.integer({ min: 1, max: maxNodes }).chain((n) =>
    fc
      .array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.integer({ min: 1, max: 5 })), {
        maxLength: maxEdges,
      })
      .map((edges) => ({ n, edges })),
  );

function graphOf({ n, edges }: Case, directed = false): WeightedGraph {
  return buildGraph(
    n,
    {
      source: edges.map((edge) => edge[0]),
      target: edges.map((edge) => edge[1]),
      weight: edges.map((edge) => edge[2]),
    },
    directed,
  );
}

/** Neighbours by definition, without loops. */
function neighbours({ n, edges }: Case, directed: boolean): Set<number>[] {
  const sets = Array.from({ length: n }, () => new Set<number>());
  for (const [a, b] of edges) {
    if (a === b) continue;
    sets[a]!.add(b);
    if (!directed) sets[b]!.add(a);
  }
  return sets;
}

const without = (world: Case, node: number): Case => ({
  n: world.n,
  edges: world.edges.filter(([a, b]) => a !== node && b !== node),
});
const componentCount = (world: Case): number => components(graphOf(world)).count;

function runs<T>(property: fc.IProperty<T>, count = 200): void {
  fc.assert(property, { numRuns: count });
}

describe('weighted graph', () => {
  it('sums parallel edges, keeps loops apart, sorts rows', () => {
    runs(
      fc.property(cases(8, 30), fc.boolean(), (world, directed) => {
        const graph = graphOf(world, directed);
        const sums = new Map<string, number>();
        const loops = new Array<number>(world.n).fill(0);
        for (const [a, b, w] of world.edges) {
          if (a === b) loops[a]! += w;
          else {
            const key = directed || a < b ? `${a} ${b}` : `${b} ${a}`;
            sums.set(key, (sums.get(key) ?? 0) + w);
          }
        }
        const found = new Map<string, number>();
        for (let a = 0; a < graph.nodeCount; a++) {
          for (let e = graph.start[a]!; e < graph.start[a + 1]!; e++) {
            const b = graph.target[e]!;
            if (e > graph.start[a]!) expect(b).toBeGreaterThan(graph.target[e - 1]!);
            if (directed || a < b) found.set(`${a} ${b}`, graph.weight[e]!);
          }
        }
        expect([...found].sort()).toEqual([...sums].sort());
        expect([...graph.loops]).toEqual(loops);
        expect(edgeCountOf(graph)).toBe(sums.size);
      }),
    );
  });

  it('an induced graph has exactly the edges among its nodes', () => {
    runs(
      fc.property(cases(8, 30), fc.boolean(), (world, directed) => {
        const nodes = Array.from({ length: world.n }, (_, i) => i).filter((i) => i % 3 !== 1);
        const induced = inducedGraph(graphOf(world, directed), nodes);
        const expected = graphOf(
          {
            n: nodes.length,
            edges: world.edges
              .filter(([a, b]) => nodes.includes(a) && nodes.includes(b))
              .map(([a, b, w]) => [nodes.indexOf(a), nodes.indexOf(b), w] as const),
          },
          directed,
        );
        expect(induced).toEqual(expected);
      }),
    );
  });
});

describe('betweenness', () => {
  /** By definition: for each pair, the share of its shortest paths through each node. */
  function bruteForce(world: Case, directed: boolean): number[] {
    const near = neighbours(world, directed);
    const result = new Array<number>(world.n).fill(0);
    for (let s = 0; s < world.n; s++) {
      const distance = breadthFirst(graphOf(world, directed), s);
      for (let t = directed ? 0 : s + 1; t < world.n; t++) {
        if (s === t || distance[t]! < 0) continue;
        const paths: number[][] = [];
        const walk = (path: number[]): void => {
          const last = path.at(-1)!;
          if (last === t) return void paths.push(path);
          if (path.length > distance[t]!) return;
          for (const next of near[last]!) if (!path.includes(next)) walk([...path, next]);
        };
        walk([s]);
        for (const path of paths)
          for (const node of path.slice(1, -1)) result[node]! += 1 / paths.length;
      }
    }
    return result;
  }

  it('is the sum of shares of shortest paths', () => {
    runs(
      fc.property(cases(7, 14), fc.boolean(), (world, directed) => {
        const found = betweenness(graphOf(world, directed));
        bruteForce(world, directed).forEach((value, n) => expect(found[n]).toBeCloseTo(value, 9));
      }),
      150,
    );
  });

  it('sampling stays within its stated error', () => {
    const edges: [number, number, number][] = [];
    for (let i = 0; i < 200; i++) edges.push([i, (i * 7 + 3) % 200, 1], [i, (i * i + 1) % 200, 1]);
    const graph = graphOf({ n: 200, edges });
    const exact = betweenness(graph);
    const { share, epsilon } = sampledBetweenness(graph, { epsilon: 0.02, delta: 0.01, seed: 5 });
    exact.forEach((value, n) =>
      expect(Math.abs(share[n]! - (2 * value) / (200 * 199))).toBeLessThanOrEqual(epsilon),
    );
  });
});

describe('coreness', () => {
  it('is the largest k that survives peeling', () => {
    runs(
      fc.property(cases(9, 30), (world) => {
        const near = neighbours(world, false);
        const expected = new Array<number>(world.n).fill(0);
        for (let k = 1; k < world.n; k++) {
          const left = new Set(near.keys());
          for (let fell = true; fell;) {
            fell = false;
            for (const node of left)
              if ([...near[node]!].filter((other) => left.has(other)).length < k)
                fell = left.delete(node);
          }
          for (const node of left) expected[node] = k;
        }
        expect([...coreness(graphOf(world))]).toEqual(expected);
      }),
    );
  });
});

describe('biconnectivity', () => {
  it('articulation points and bridges are what takes a component apart', () => {
    runs(
      fc.property(cases(9, 16), (world) => {
        const { articulation, bridges, components: blocks } = biconnectivity(graphOf(world));
        const whole = componentCount(world);
        for (let node = 0; node < world.n; node++) {
          const alone = neighbours(world, false)[node]!.size === 0;
          // Removed nodes stay as components of one.
          const apart = componentCount(without(world, node)) - 1 > whole - (alone ? 1 : 0);
          expect(articulation[node] === 1).toBe(apart);
        }
        const pairs = new Set(
          world.edges
            .filter(([a, b]) => a !== b)
            .map(([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`),
        );
        const expected = [...pairs].filter((pair) => {
          const [x, y] = pair.split(' ').map(Number);
          const rest = world.edges.filter(([a, b]) => Math.min(a, b) !== x || Math.max(a, b) !== y);
          return componentCount({ n: world.n, edges: rest }) > whole;
        });
        expect(bridges.map(([a, b]) => `${a} ${b}`).sort()).toEqual(expected.sort());
        // Every edge lies in exactly one component.
        for (const pair of pairs) {
          const [x, y] = pair.split(' ').map(Number) as [number, number];
          expect(blocks.filter((block) => block.includes(x) && block.includes(y))).toHaveLength(1);
        }
        expect(blocks.filter((block) => block.length === 2)).toHaveLength(bridges.length);
      }),
    );
  });
});

describe('simple cycles', () => {
  it('are each found once, whatever rotation and direction', () => {
    runs(
      fc.property(
        cases(7, 18),
        fc.boolean(),
        fc.integer({ min: 2, max: 7 }),
        (world, directed, maxLength) => {
          const near = neighbours(world, directed);
          const expected = new Set<string>();
          const walk = (path: number[]): void => {
            for (const next of near[path.at(-1)!]!) {
              const closes =
                next === path[0] && (directed || (path.length > 2 && path[1]! < path.at(-1)!));
              if (closes) expected.add(path.join(' '));
              else if (next > path[0]! && !path.includes(next) && path.length < maxLength)
                walk([...path, next]);
            }
          };
          for (let root = 0; root < world.n; root++) walk([root]);
          const found: string[] = [];
          const complete = simpleCycles(graphOf(world, directed), { maxLength }, (nodes, length) =>
            found.push([...nodes.subarray(0, length)].join(' ')),
          );
          expect(complete).toBe(true);
          expect(found.sort()).toEqual([...expected].sort());
        },
      ),
    );
  });

  it('say when the limit ended the search', () => {
    const triangle: Case = {
      n: 4,
      edges: [
        [0, 1, 1],
        [1, 2, 1],
        [2, 0, 1],
        [2, 3, 1],
        [3, 0, 1],
      ],
    };
    let count = 0;
    expect(simpleCycles(graphOf(triangle), { maxLength: 4, limit: 2 }, () => count++)).toBe(false);
    expect(count).toBe(2);
  });
});

describe('PageRank', () => {
  it('solves its own equation and sums to one', () => {
    runs(
      fc.property(cases(8, 20), fc.boolean(), (world, directed) => {
        const graph = graphOf(world, directed);
        const { rank, converged } = pageRank(graph, { tolerance: 1e-12 });
        expect(converged).toBe(true);
        expect(rank.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
        const steps = world.edges.flatMap(([a, b, w]): [number, number, number][] =>
          directed
            ? [[a, b, w]]
            : [
                [a, b, w],
                [b, a, w],
              ],
        );
        const out = new Array<number>(world.n).fill(0);
        for (const [a, , w] of steps) out[a]! += w;
        const dangling = out.reduce((sum, w, n) => (w === 0 ? sum + rank[n]! : sum), 0);
        const expected = new Array<number>(world.n).fill((0.15 + 0.85 * dangling) / world.n);
        for (const [a, b, w] of steps) expected[b]! += (0.85 * rank[a]! * w) / out[a]!;
        expected.forEach((value, n) => expect(rank[n]).toBeCloseTo(value, 9));
      }),
    );
  });
});

describe('distances', () => {
  it('agree with Bellman and Ford', () => {
    runs(
      fc.property(cases(8, 20), fc.boolean(), (world, directed) => {
        const expected = new Array<number>(world.n).fill(Infinity);
        expected[0] = 0;
        // Parallel edges are summed, as everywhere in these graphs.
        const graph = graphOf(world, directed);
        for (let round = 0; round < world.n; round++)
          for (let a = 0; a < world.n; a++)
            for (let e = graph.start[a]!; e < graph.start[a + 1]!; e++)
              expected[graph.target[e]!] = Math.min(
                expected[graph.target[e]!]!,
                expected[a]! + graph.weight[e]!,
              );
        expect([...shortestDistances(graph, 0)]).toEqual(expected);
      }),
    );
  });
});

describe('Leiden', () => {
  it('leaves no community disconnected, and the same seed gives the same answer', () => {
    runs(
      fc.property(
        cases(30, 80),
        fc.integer(),
        fc.constantFrom('modularity' as const, 'cpm' as const),
        fc.constantFrom(0.1, 1, 5),
        (world, seed, objective, resolution) => {
          const graph = graphOf(world);
          const options = { seed, objective, resolution };
          const { membership, count } = leiden(graph, options);
          expect(leiden(graph, options).membership).toEqual(membership);
          for (let c = 0; c < count; c++) {
            const members = [...membership.keys()].filter((node) => membership[node] === c);
            expect(members.length).toBeGreaterThan(0);
            expect(components(inducedGraph(graph, members)).count).toBe(1);
          }
        },
      ),
    );
  });

  it('finds the best partition of small graphs, nearly always', () => {
    let best = 0;
    let tried = 0;
    runs(
      fc.property(cases(7, 14), (world) => {
        const graph = graphOf(world);
        if (edgeCountOf(graph) === 0) return;
        let highest = -1;
        const assign = (membership: number[], used: number): void => {
          if (membership.length === world.n) {
            highest = Math.max(highest, modularity(graph, membership));
            return;
          }
          for (let c = 0; c <= used; c++) assign([...membership, c], Math.max(used, c + 1));
        };
        assign([], 0);
        const { membership } = leiden(graph, { iterations: 10 });
        const found = modularity(graph, membership);
        expect(found).toBeLessThanOrEqual(highest + 1e-9);
        tried++;
        if (found > highest - 1e-9) best++;
      }),
      100,
    );
    expect(best / tried).toBeGreaterThan(0.9);
  });

  it('finds two cliques that one edge joins', () => {
    const edges: [number, number, number][] = [[0, 5, 1]];
    for (const base of [0, 5])
      for (let i = 0; i < 5; i++) for (let j = 0; j < i; j++) edges.push([base + i, base + j, 1]);
    const { membership, count } = leiden(graphOf({ n: 10, edges }));
    expect(count).toBe(2);
    expect([...membership]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  });
});
