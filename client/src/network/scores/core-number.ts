/** The largest k for which a node is among nodes that each have k neighbours within; Batagelj, Zaveršnik 2003. */
import { otherEnd, type ScoreGraph } from './score-graph.ts';

export function coreNumber({ nodes, pairs, incident }: ScoreGraph): number[] {
  const degree = incident.map((list) => list.length);
  const left = new Set(nodes.keys());
  const core = nodes.map(() => 0);
  let level = 0;
  while (left.size) {
    level = Math.max(level, Math.min(...[...left].map((node) => degree[node]!)));
    const leaving = [...left].filter((node) => degree[node]! <= level);
    for (const node of leaving) {
      core[node] = level;
      left.delete(node);
      for (const at of incident[node]!) degree[otherEnd(pairs[at]!, node)]! -= 1;
    }
  }
  return core;
}
