/** The example graphs of LDBC Graphalytics with their published answers (ldbc/ldbc_graphalytics, validation-graphs/example; Apache-2.0). PageRank there is two iterations. */
import { describe, expect, it } from 'vitest';
import { pageRank } from './pagerank.ts';
import { breadthFirst, components, localClustering, shortestDistances } from './traversal.ts';
import { buildGraph } from './weighted-graph.ts';

const examples = [
  {
    directed: true,
    first: 1,
    count: 10,
    edges:
      '1 3 .5,1 5 .3,2 4 .1,2 5 .3,2 10 .12,3 1 .53,3 5 .62,3 8 .21,3 10 .52,5 3 .69,5 4 .53,5 8 .1,6 3 .23,6 4 .39,7 4 .83,8 1 .39,9 4 .69',
    steps: [0, -1, 1, 2, 1, -1, -1, 2, -1, 2],
    distances: [0, Infinity, 0.5, 0.83, 0.3, Infinity, Infinity, 0.4, Infinity, 1.02],
    clustering: [2 / 3, 1 / 6, 0.15, 0.05, 0.25, 0, 0, 5 / 6, 0, 0],
    rank: [
      0.1477629166666667, 0.04753375, 0.1550469444444444, 0.1597573611111111, 0.14624, 0.04753375,
      0.04753375, 0.1135740277777778, 0.04753375, 0.08748375,
    ],
  },
  {
    directed: false,
    first: 2,
    count: 9,
    edges:
      '2 3 .9,2 4 .69,3 4 .13,3 5 .5,3 8 .32,5 6 .63,5 8 .12,6 7 .53,6 8 .64,6 9 .23,6 10 .63,7 9 .36',
    steps: [0, 1, 1, 2, 3, 4, 2, 4, 4],
    distances: [0, 0.82, 0.69, 1.26, 1.78, 2.31, 1.14, 2.01, 2.41],
    clustering: [1, 1 / 3, 1, 2 / 3, 0.2, 1, 2 / 3, 1, 0],
    rank: [
      0.09084490740740739, 0.1424089506172839, 0.09084490740740739, 0.1249891975308642,
      0.1686172839506173, 0.09749537037037037, 0.1249891975308642, 0.09749537037037037,
      0.06231481481481481,
    ],
  },
];

describe.each(examples)('example graph, directed: $directed', (example) => {
  const rows = example.edges.split(',').map((line) => line.split(' ').map(Number));
  const list = {
    source: rows.map((row) => row[0]! - example.first),
    target: rows.map((row) => row[1]! - example.first),
  };
  const graph = buildGraph(
    example.count,
    { ...list, weight: rows.map((row) => row[2]!) },
    example.directed,
  );
  const plain = buildGraph(example.count, list, example.directed);
  const near = (found: ArrayLike<number>, expected: readonly number[]): void =>
    expected.forEach((value, n) => expect(found[n]).toBeCloseTo(value, 9));

  it('breadth-first search', () => {
    expect([...breadthFirst(graph, 0)]).toEqual(example.steps);
  });
  it('shortest distances', () => {
    near(shortestDistances(graph, 0), example.distances);
  });
  it('components', () => {
    expect(components(graph).count).toBe(1);
  });
  it('local clustering', () => {
    near(localClustering(graph), example.clustering);
  });
  it('two iterations of PageRank', () => {
    near(pageRank(plain, { maxIterations: 2, tolerance: 0 }).rank, example.rank);
  });
});
