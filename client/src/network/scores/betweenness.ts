/** Share of shortest paths that lead through each node; Brandes 2001, unweighted, each pair of ends counted once. */
import { otherEnd, type ScoreGraph } from './score-graph.ts';

export function betweenness(graph: ScoreGraph): number[] {
  const { nodes, pairs, incident } = graph;
  const score = nodes.map(() => 0);
  for (let source = 0; source < nodes.length; source += 1) {
    const order: number[] = [source];
    const distance = nodes.map(() => -1);
    const paths = nodes.map(() => 0);
    distance[source] = 0;
    paths[source] = 1;
    for (let at = 0; at < order.length; at += 1) {
      const node = order[at]!;
      for (const index of incident[node]!) {
        const next = otherEnd(pairs[index]!, node);
        if (distance[next] === -1) {
          distance[next] = distance[node]! + 1;
          order.push(next);
        }
        if (distance[next] === distance[node]! + 1) paths[next]! += paths[node]!;
      }
    }
    const dependency = nodes.map(() => 0);
    for (const node of order.reverse()) {
      for (const index of incident[node]!) {
        const before = otherEnd(pairs[index]!, node);
        if (distance[before] === distance[node]! - 1)
          dependency[before]! += (paths[before]! / paths[node]!) * (1 + dependency[node]!);
      }
      if (node !== source) score[node]! += dependency[node]! / 2;
    }
  }
  return score;
}
