/** Algorithms on a mid-sized graph against igraph and networkx, as Debian ships them for /usr/bin/python3. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { betweenness } from '@phecda/server/analysis/algorithms/betweenness';
import { biconnectivity } from '@phecda/server/analysis/algorithms/biconnectivity';
import { coreness } from '@phecda/server/analysis/algorithms/k-core';
import { leiden } from '@phecda/server/analysis/algorithms/leiden';
import { modularity } from '@phecda/server/analysis/algorithms/modularity';
import { pageRank } from '@phecda/server/analysis/algorithms/pagerank';
import { plantedPartition } from '@phecda/server/analysis/algorithms/planted-partition';
import { simpleCycles } from '@phecda/server/analysis/algorithms/simple-cycles';

const { graph } = plantedPartition({
  nodeCount: 1_500,
  meanDegree: 5,
  mixing: 0.3,
  sizes: [8, 60],
  seed: 11,
});

const script = `
import sys, json, random, igraph, networkx
random.seed(1)
igraph.set_random_number_generator(random)
data = json.load(sys.stdin)
g = igraph.Graph(n=data['n'], edges=data['edges'])
w = data['weights']
x = networkx.Graph(); x.add_nodes_from(range(data['n'])); x.add_edges_from(data['edges'])
def cycles(k): return g.count_subisomorphisms_vf2(igraph.Graph.Ring(k)) // (2 * k)
def leiden(gamma): return [g.community_leiden(objective_function='modularity', weights=w, resolution_parameter=gamma, n_iterations=2).membership for _ in range(5)]
json.dump({
  'betweenness': g.betweenness(directed=False),
  'rank': g.pagerank(damping=.85, weights=w),
  'core': g.coreness(),
  'articulation': sorted(networkx.articulation_points(x)),
  'bridges': sorted([min(e), max(e)] for e in networkx.bridges(x)),
  'cycles': [cycles(3), cycles(4), cycles(5)],
  'partitions': {str(gamma): leiden(gamma) for gamma in (1, 10)},
}, sys.stdout)
`;

const answer = z.object({
  betweenness: z.array(z.number()),
  rank: z.array(z.number()),
  core: z.array(z.int()),
  articulation: z.array(z.int()),
  bridges: z.array(z.tuple([z.int(), z.int()])),
  cycles: z.array(z.int()),
  partitions: z.record(z.string(), z.array(z.array(z.int()))),
});

function askPython(): z.infer<typeof answer> {
  const edges: [number, number][] = [];
  const weights: number[] = [];
  for (let a = 0; a < graph.nodeCount; a++)
    for (let e = graph.start[a]!; e < graph.start[a + 1]!; e++)
      if (graph.target[e]! > a) {
        edges.push([a, graph.target[e]!]);
        weights.push(graph.weight[e]!);
      }
  const { stdout, stderr, status } = spawnSync('/usr/bin/python3', ['-c', script], {
    input: JSON.stringify({ n: graph.nodeCount, edges, weights }),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0)
    throw new Error(`python3-igraph and python3-networkx did not answer: ${stderr}`);
  return answer.parse(JSON.parse(stdout));
}

describe('algorithms against igraph and networkx', () => {
  const expected = askPython();

  it('betweenness, within 1e-9 of each', () => {
    const found = betweenness(graph);
    expected.betweenness.forEach((value, n) =>
      expect(Math.abs(found[n]! - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, value)),
    );
  });

  it('PageRank', () => {
    const { rank } = pageRank(graph, { tolerance: 1e-13 });
    expected.rank.forEach((value, n) => expect(Math.abs(rank[n]! / value - 1)).toBeLessThan(1e-4));
  });

  it('coreness, articulation points and bridges', () => {
    expect([...coreness(graph)]).toEqual(expected.core);
    const { articulation, bridges } = biconnectivity(graph);
    expect([...articulation.keys()].filter((n) => articulation[n] === 1)).toEqual(
      expected.articulation,
    );
    expect(bridges).toEqual(expected.bridges);
  });

  it('numbers of simple cycles of three, four and five', () => {
    const counts = [0, 0, 0];
    simpleCycles(graph, { maxLength: 5 }, (_nodes, length) => counts[length - 3]!++);
    expect(counts).toEqual(expected.cycles);
  });

  it('Leiden: modularity within .001 of the best of five igraph runs', () => {
    for (const resolution of [1, 10]) {
      const found = Math.max(
        ...[1, 2, 3, 4, 5].map((seed) =>
          modularity(graph, leiden(graph, { resolution, seed }).membership, resolution),
        ),
      );
      const theirs = expected.partitions[String(resolution)]!.map((membership) =>
        modularity(graph, membership, resolution),
      );
      expect(found).toBeGreaterThan(Math.max(...theirs) - 0.001);
    }
  });
});
