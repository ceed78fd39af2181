/** PageRank (Page, Brin 1998) on undirected pairs weighted by evidence; damping .85, the sum of all is 1. */
import { otherEnd, type ScoreGraph } from './score-graph.ts';

const damping = 0.85;

export function pagerank({ nodes, pairs, incident }: ScoreGraph): number[] {
  const count = nodes.length;
  const strength = incident.map((list) => list.reduce((sum, at) => sum + pairs[at]!.weight, 0));
  let rank = nodes.map(() => 1 / count);
  for (let round = 0; round < 200; round += 1) {
    const idle = rank.reduce((sum, value, node) => sum + (strength[node] ? 0 : value), 0);
    const next = nodes.map(() => (1 - damping) / count + (damping * idle) / count);
    incident.forEach((list, node) => {
      for (const at of list) {
        const pair = pairs[at]!;
        next[otherEnd(pair, node)]! += (damping * rank[node]! * pair.weight) / strength[node]!;
      }
    });
    const change = next.reduce((sum, value, node) => sum + Math.abs(value - rank[node]!), 0);
    rank = next;
    if (change < 1e-10) break;
  }
  return rank;
}
