/** How far both ends of a pair keep the same closest company; Nick, Lee, Cunningham, Brandes 2013, Nocaj et al. 2015. */
import { otherEnd, type ScoreGraph } from '../scores/score-graph.ts';

/**
 * Per pair 0 to 1: each end ranks its neighbours by the number of triangles they share; the greatest overlap
 * (Jaccard) between the k first of both, over all k. Ties rank together.
 */
export function simmelianStrength({ pairs, incident, nodes }: ScoreGraph): number[] {
  const near = nodes.map(
    (_, node) => new Set(incident[node]!.map((at) => otherEnd(pairs[at]!, node))),
  );
  const triangles = pairs.map(({ a, b }) => {
    const [small, large] =
      near[a]!.size < near[b]!.size ? [near[a]!, near[b]!] : [near[b]!, near[a]!];
    let shared = 0;
    for (const node of small) if (large.has(node)) shared += 1;
    return shared;
  });
  /** Neighbours in steps of equal rank, the closest first. */
  const ranked = nodes.map((_, node) => {
    const byCount = new Map<number, number[]>();
    for (const at of incident[node]!) {
      const list = byCount.get(triangles[at]!) ?? [];
      list.push(otherEnd(pairs[at]!, node));
      byCount.set(triangles[at]!, list);
    }
    return [...byCount].sort(([x], [y]) => y - x).map(([, list]) => list);
  });
  return pairs.map(({ a, b }, index) => {
    if (triangles[index] === 0) return 0;
    const ofA = new Set<number>();
    const ofB = new Set<number>();
    let best = 0;
    for (let step = 0; step < Math.max(ranked[a]!.length, ranked[b]!.length); step += 1) {
      // The ends themselves are no company of each other.
      for (const node of ranked[a]![step] ?? []) if (node !== b) ofA.add(node);
      for (const node of ranked[b]![step] ?? []) if (node !== a) ofB.add(node);
      let shared = 0;
      for (const node of ofA) if (ofB.has(node)) shared += 1;
      const all = ofA.size + ofB.size - shared;
      if (all > 0) best = Math.max(best, shared / all);
    }
    return best;
  });
}
