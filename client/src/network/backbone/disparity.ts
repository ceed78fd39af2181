/** How far the evidence of a pair stands out among all that its ends have; Serrano, Boguñá, Vespignani 2009. */
import type { ScoreGraph } from '../scores/score-graph.ts';

/**
 * Per pair the chance that evidence spread at random over an end's pairs would give this one as much, at the end
 * where it is least; 1 where an end has no other pair.
 */
export function disparity({ pairs, incident }: ScoreGraph): number[] {
  const strength = incident.map((list) => list.reduce((sum, at) => sum + pairs[at]!.weight, 0));
  const chance = (node: number, weight: number) => {
    const degree = incident[node]!.length;
    return degree < 2 ? 1 : (1 - weight / strength[node]!) ** (degree - 1);
  };
  return pairs.map(({ a, b, weight }) => Math.min(chance(a, weight), chance(b, weight)));
}
